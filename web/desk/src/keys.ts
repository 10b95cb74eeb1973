// SPDX-License-Identifier: GPL-3.0-or-later
// Keystrokes by the key's place on the board, so that they are the same with an Arabic layout and a
// Latin one.
import type {Key} from './words.ts';

export interface Stroke {
  /** KeyboardEvent.code, with `Alt+`, `Ctrl+`, `Shift+` before it. */
  code: string;
  what: Key;
  act(): void;
  /** Also while a text is being written. */
  writing?: boolean;
  /** Not listed among the keys. */
  hidden?: boolean;
}

export function codeOf(event: KeyboardEvent): string {
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.code}`;
}
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
/** Enter and the space bar belong to a button or link that has the focus. */
const takes = (target: EventTarget | null, code: string): boolean =>
  target instanceof HTMLElement && /^(BUTTON|A|SUMMARY)$/.test(target.tagName) && /^(Enter|NumpadEnter|Space)$/.test(code);

/** Does what the stroke is for; false where it is for nothing. */
export function strike(event: KeyboardEvent, strokes: Stroke[]): boolean {
  if (event.isComposing || event.defaultPrevented) return false;
  const code = codeOf(event), writing = isWriting(event.target);
  if (takes(event.target, code)) return false;
  const found = strokes.find(stroke => stroke.code === code && (!writing || stroke.writing));
  if (!found) return false;
  event.preventDefault();
  found.act();
  return true;
}
/** How a stroke is shown: the letter on a Latin board. */
export function shown(code: string): string[] {
  const names: Record<string, string> = {
    ArrowUp: '↑', ArrowDown: '↓', Enter: 'Enter', Escape: 'Esc', Space: 'Space', Delete: 'Del', Slash: '/', Ctrl: 'Ctrl', Alt: 'Alt', Shift: 'Shift',
  };
  return code.split('+').map(part => names[part] ?? part.replace(/^(Key|Digit)/, ''));
}
