// SPDX-License-Identifier: MIT
// An episode: the points, their sound, and the time of each word. What comes over the network is not
// trusted to have the shape it should: what is missing or wrong makes the episode absent, never empty.

/** A run of the article's own text inside a point. Offsets count code points. */
export interface Piece {
  text: string;
  from: 'text' | 'title' | 'published';
  start: number;
  end: number;
}
export interface Point {
  text: string;
  pieces: Piece[];
}
export interface AudioFile {
  url: string;
  type: string;
  bytes: number;
  /** Seconds. */
  duration: number;
}
/** A spoken word: seconds, and code points `from` to `to` of the text of its point. */
export interface Word {
  point: number;
  start: number;
  end: number;
  from: number;
  to: number;
}
/** Something to hear: the summary, or the whole article. */
export interface Sound {
  kind: 'summary' | 'full';
  texts: string[];
  duration: number;
  audio: AudioFile[];
  captions: string | null;
  /** Where the words' times are, or the words themselves; empty where there are none. */
  times: string | Word[];
}
export interface Episode {
  revision: string;
  label: 'machine' | 'editor';
  title: string;
  /** The article's page, or empty. */
  url: string;
  points: Point[];
  sounds: [Sound, ...Sound[]];
  corrections: string[];
}

type Json = Record<string, unknown>;
const object = (v: unknown): Json => (v && typeof v === 'object' && !Array.isArray(v) ? (v as Json) : {});
const list = (v: unknown): unknown[] => (Array.isArray(v) ? v.slice(0, 20000) : []);
const text = (v: unknown): string => (typeof v === 'string' ? v : '');
const count = (v: unknown): number => (typeof v === 'number' && v >= 0 && Number.isFinite(v) ? v : 0);

/** An address that may be played or linked to, made absolute; empty for any other scheme. */
function address(v: unknown, base: string): string {
  if (!text(v)) return '';
  try {
    const url = new URL(text(v), base);
    return /^(https?|blob|file):$/.test(url.protocol) || url.href.startsWith('data:audio/') ? url.href : '';
  } catch {
    return '';
  }
}

export function words(v: unknown): Word[] {
  return list(object(v).words).map(object).map(w => ({
    point: count(w.point), start: count(w.start), end: count(w.end), from: count(w.from), to: count(w.to),
  })).filter(w => w.end > w.start && w.to > w.from);
}

function sound(kind: Sound['kind'], v: unknown, texts: string[], base: string): Sound | null {
  const json = object(v);
  const audio = list(json.audio).map(object).map(a => ({
    url: address(a.url, base), type: text(a.type), bytes: count(a.bytes), duration: count(a.duration),
  })).filter(a => a.url);
  const duration = audio.find(a => a.duration)?.duration ?? 0;
  if (!duration || !texts.length) return null;
  return {
    kind, texts, duration, audio, captions: address(json.captions, base) || null,
    times: typeof json.times === 'string' ? address(json.times, base) : words(json.times),
  };
}

/** Null where there is nothing to read or nothing to hear. `base`: what addresses are relative to. */
export function parse(v: unknown, base: string): Episode | null {
  const json = object(v);
  const points = list(json.points).map(object).map(p => ({
    text: text(p.text),
    pieces: list(p.pieces).map(object).map(piece => ({
      text: text(piece.text), from: text(piece.from) as Piece['from'], start: count(piece.start), end: count(piece.end),
    })),
  })).filter(p => p.text);
  const summary = sound('summary', json, points.map(p => p.text), base);
  if (!summary) return null;
  const whole = sound('full', json.full, list(object(json.full).texts).map(text), base);
  return {
    revision: String(json.revision ?? ''),
    label: json.label === 'editor' ? 'editor' : 'machine',
    title: text(json.title), url: address(json.url, base), points,
    sounds: whole ? [summary, whole] : [summary],
    corrections: list(json.corrections).map(c => text(object(c).text) || text(c)).filter(Boolean),
  };
}

/** The files that `mujaz tell -o DIR` writes, in the shape of an episode over HTTP. */
export function fromFolder(points: unknown, times: unknown, article?: unknown, full?: unknown): Json {
  const files = (name: string, duration: unknown) => ({
    audio: [
      {url: `${name}.opus`, type: 'audio/ogg; codecs=opus', duration},
      {url: `${name}.mp3`, type: 'audio/mpeg', duration},
    ],
  });
  const about = object(object(points).article);
  return {
    revision: `${about.published}/${object(times).duration}`, title: about.title, url: about.url,
    points: list(object(points).points).filter(p => object(p).verdict === 'supported'),
    ...files('summary', object(times).duration), captions: 'captions.vtt', times,
    ...(full ? {full: {
      texts: list(object(article).paragraphs).map(p => object(p).text),
      ...files('full', object(full).duration), captions: 'full.vtt', times: full,
    }} : {}),
  };
}
