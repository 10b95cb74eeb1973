// SPDX-License-Identifier: GPL-3.0-or-later
// The player of an episode's page: one set of controls over one or two sounds (the summary, the whole
// article), and the word being spoken lit in the text. Without this script the browser's own controls
// stand. All of it works from disk: the times and strings stand in the page.
'use strict';
(() => {
  const byId = id => document.getElementById(id);
  const {strings, ...times} = JSON.parse(byId('episode').textContent);
  const seek = byId('seek'), position = byId('position'), length = byId('length');
  const speed = byId('speed'), caption = byId('caption'), status = byId('status');
  const still = matchMedia('(prefers-reduced-motion: reduce)');

  // The sounds. `texts[i]` is the element that holds the text of point (or paragraph) i.
  const sounds = Object.keys(times).map(name => {
    const audio = byId(name);
    const button = document.querySelector(`.play[data-sound=${name}]`);
    const texts = document.querySelectorAll(name === 'full' ? '#story [data-text]' : '#points [data-text]');
    return {...times[name], audio, button, texts, label: button.querySelector('.name').textContent};
  });
  let sound = sounds[0];

  // ---- Lengths of time, as digits and as words ----
  const clock = seconds => {
    const whole = Math.floor(seconds), two = n => String(n).padStart(2, '0');
    const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
    return (hours ? hours + ':' + two(minutes) : minutes) + ':' + two(whole % 60);
  };
  const plural = new Intl.PluralRules('ar');
  const count = (n, unit, genitive) => {
    const form = plural.select(n);
    const key = `${unit}_${form}`;
    return (genitive && strings[key + '_genitive'] || strings[key] || strings[unit + '_other'])
        .replace('{n}', n);
  };
  const spell = (seconds, genitive) => {
    const minutes = Math.floor(seconds / 60), rest = Math.floor(seconds) % 60;
    if (!minutes) return count(rest, 'second', genitive);
    if (!rest) return count(minutes, 'minute', genitive);
    return strings.minutes_and_seconds.replace('{minutes}', count(minutes, 'minute', genitive))
        .replace('{seconds}', count(rest, 'second', genitive));
  };

  // ---- Text offsets: the times count code points, the DOM counts UTF-16 units in several nodes ----
  const textNodes = root => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };
  const units = (text, points) => {
    let at = 0;
    for (const c of text) {
      if (!points--) break;
      at += c.length;
    }
    return at;
  };
  const rangeOf = (root, from, to) => {
    const range = document.createRange();
    let before = 0, started = false;
    const start = units(root.textContent, from), end = units(root.textContent, to);
    for (const node of textNodes(root)) {
      const after = before + node.length;
      if (!started && start < after) {
        range.setStart(node, start - before);
        started = true;
      }
      if (started && end <= after) {
        range.setEnd(node, end - before);
        return range;
      }
      before = after;
    }
    return null;
  };

  // ---- The word being spoken ----
  let lit = null, marked = null, following = true;
  const unmark = () => {
    if (!marked) return;
    const parent = marked.parentNode;
    marked.replaceWith(...marked.childNodes);
    parent.normalize();
    marked = null;
  };
  const show = range => {
    if (window.Highlight && CSS.highlights) {
      if (range) CSS.highlights.set('spoken', new Highlight(range));
      else CSS.highlights.delete('spoken');
      return;
    }
    unmark();
    // A mark holds whole words within one node, so it cannot part letters that join.
    if (!range || range.startContainer !== range.endContainer) return;
    marked = document.createElement('mark');
    range.surroundContents(marked);
  };
  const light = word => {
    if (word === lit) return;
    lit = word;
    unmark();
    const root = word && sound.texts[word.point];
    const range = root ? rangeOf(root, word.from, word.to) : null;
    show(range);
    if (range && following && sound.audio.id === 'full') follow(range);
  };
  const follow = range => {
    const {top, bottom} = range.getBoundingClientRect();
    if (top > 80 && bottom < innerHeight - 80) return;
    scrollBy({top: top - innerHeight / 3, behavior: still.matches ? 'auto' : 'smooth'});
  };
  // The last word that has begun; it stays lit until the next one begins, but not through a rest.
  const wordAt = seconds => {
    let low = 0, high = sound.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sound.words[middle].start <= seconds) low = middle + 1;
      else high = middle;
    }
    const word = sound.words[low - 1];
    return word && seconds < word.end + 0.15 ? word : null;
  };

  // ---- State to page ----
  const draw = () => {
    const {audio, duration} = sound, now = Math.min(audio.currentTime, duration);
    position.textContent = clock(now);
    seek.value = audio.ended ? seek.max : now;
    seek.style.setProperty('--played', seek.value / seek.max);
    light(audio.ended || (!now && audio.paused) ? null : wordAt(now));
  };
  const say = () => seek.setAttribute('aria-valuetext', strings.position_of
      .replace('{position}', spell(sound.audio.currentTime, false))
      .replace('{total}', spell(sound.duration, true)));
  const tick = () => {
    draw();
    if (!sound.audio.paused) requestAnimationFrame(tick);
  };
  const name = () => {
    for (const {audio, button, label} of sounds) {
      const begun = audio.currentTime > 0 && !audio.ended;
      button.querySelector('.name').textContent =
          !audio.paused ? strings.pause : begun ? strings.resume : label;
      button.classList.toggle('playing', !audio.paused);
    }
  };
  const take = next => {
    if (next !== sound) {
      sound.audio.pause();
      sound = next;
    }
    seek.max = Math.ceil(sound.duration);
    length.textContent = clock(sound.duration);
    sound.audio.playbackRate = speed.value;
    byId('story').classList.toggle('reading', sound.audio.id === 'full');
    caption.textContent = '';
    draw();
    say();
  };

  // ---- Acts ----
  const play = (next, seconds) => {
    take(next);
    following = true;
    if (seconds !== undefined) sound.audio.currentTime = seconds;
    sound.audio.play().catch(error => {
      if (error.name !== 'AbortError') status.textContent = strings.no_sound;
    });
  };
  const go = seconds => {
    sound.audio.currentTime = Math.max(0, Math.min(seconds, sound.duration));
    draw();
    say();
  };
  for (const each of sounds) {
    const {audio, button} = each;
    audio.controls = false;
    button.hidden = false;
    button.addEventListener('click', () => audio.paused ? play(each) : audio.pause());
    audio.addEventListener('play', tick);
    for (const event of ['play', 'pause', 'ended', 'seeked'])
      audio.addEventListener(event, () => {
        name();
        if (sound === each) draw(), say();
      });
    audio.addEventListener('playing', () => status.textContent = '');
    audio.querySelector('source:last-of-type').addEventListener('error',
        () => status.textContent = strings.no_sound);
    const track = audio.textTracks[0];
    track.mode = 'hidden';
    track.addEventListener('cuechange', () => {
      const cue = track.activeCues && track.activeCues[0];
      if (sound === each && cue) caption.replaceChildren(cue.getCueAsHTML());
    });
  }
  byId('controls').hidden = false;
  seek.addEventListener('input', () => go(Number(seek.value)));
  seek.addEventListener('focus', say);
  speed.addEventListener('change', () => sound.audio.playbackRate = speed.value);
  byId('captions').addEventListener('click', ({currentTarget}) => {
    caption.hidden = !caption.hidden;
    currentTarget.setAttribute('aria-pressed', !caption.hidden);
  });
  for (const button of document.querySelectorAll('[data-skip]'))
    button.addEventListener('click', () => go(sound.audio.currentTime + Number(button.dataset.skip)));
  for (const button of document.querySelectorAll('[data-from]')) {
    button.disabled = false;
    button.addEventListener('click', () => play(sounds[0], Number(button.dataset.from)));
  }
  for (const event of ['wheel', 'touchmove'])
    addEventListener(event, () => following = false, {passive: true});

  // A click on a word is heard from there: in the points always, in the article while it is read.
  const caretAt = (x, y) => {
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(x, y);
      return caret && [caret.offsetNode, caret.offset];
    }
    const range = document.caretRangeFromPoint(x, y);
    return range && [range.startContainer, range.startOffset];
  };
  for (const each of sounds)
    each.texts.forEach((root, point) => root.addEventListener('click', event => {
      if (!getSelection().isCollapsed || (each.audio.id === 'full' && sound !== each)) return;
      const caret = caretAt(event.clientX, event.clientY);
      if (!caret || !root.contains(caret[0])) return;
      const before = document.createRange();
      before.setStart(root, 0);
      before.setEnd(...caret);
      const at = [...before.toString()].length;
      const word = each.words.find(w => w.point === point && at <= w.to);
      if (word) play(each, word.start);
    }));

  take(sound);
})();
