// SPDX-License-Identifier: MIT
// The system's own controls: headphones, lock screen, the keyboard's media keys.
import type {MujazPlayer} from './player.ts';

let owner: MujazPlayer | null = null;
const media = (): MediaSession | null => navigator.mediaSession ?? null;

export const session = {
  begin(player: MujazPlayer): void {
    owner = player;
    const controls = media(), {episode, sound, words} = player;
    // An iPhone's mute switch silences what is not named as playback.
    const audio = (navigator as {audioSession?: {type: string}}).audioSession;
    if (audio) audio.type = 'playback';
    if (!controls || !episode) return;
    controls.metadata = new MediaMetadata({
      title: episode.title || episode.points[0]!.text, album: document.title,
      artist: sound?.kind === 'full' ? words.s.listen_full : words.s.title,
    });
    const acts: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
      play: () => player.play(), pause: () => player.pause(), stop: () => player.pause(),
      seekbackward: ({seekOffset}) => player.skip(-(seekOffset || 10)),
      seekforward: ({seekOffset}) => player.skip(seekOffset || 10),
      seekto: ({seekTime}) => player.seek(seekTime ?? 0),
      previoustrack: () => player.step(-1), nexttrack: () => player.step(1),
    };
    for (const [name, act] of Object.entries(acts)) {
      try {
        controls.setActionHandler(name as MediaSessionAction, act);
      } catch { /* a browser knows some of them */ }
    }
  },
  state(player: MujazPlayer): void {
    const controls = media();
    if (controls && owner === player) controls.playbackState = player.deck.wanted ? 'playing' : 'paused';
  },
  position(player: MujazPlayer): void {
    if (owner !== player || !player.sound) return;
    const {position, duration, audio} = player.deck;
    media()?.setPositionState?.({duration, position: Math.min(position, duration), playbackRate: audio.playbackRate});
  },
  end(player: MujazPlayer): void {
    const controls = media();
    if (!controls || owner !== player) return;
    owner = null;
    controls.metadata = null;
    controls.playbackState = 'none';
  },
};
