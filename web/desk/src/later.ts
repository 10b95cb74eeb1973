// SPDX-License-Identifier: GPL-3.0-or-later
// A move that can be taken back: it is sent when its window has passed, when another begins, when
// it is wanted at once, or when the page is closed.

export interface Move {
  what: string;
  /** The keystroke that began it; once more, and it is sent at once. */
  code: string;
  /** Sends it; `closing`: the page is going away. */
  act(closing: boolean): Promise<void>;
  undone?(): void;
}

export class Later {
  static seconds = 6;
  move: Move | null = null;
  until = 0;
  #timer = 0;
  readonly #changed: () => void;
  constructor(changed: () => void) {
    this.#changed = changed;
    addEventListener('pagehide', () => void this.now(true));
  }
  async begin(move: Move): Promise<void> {
    const again = this.move?.what === move.what && this.move.code === move.code;
    await this.now();
    if (again) return;
    this.move = move;
    this.until = Date.now() + Later.seconds * 1000;
    this.#timer = setTimeout(() => void this.now(), Later.seconds * 1000) as unknown as number;
    this.#changed();
  }
  /** Takes it back; false where nothing is there to take back. */
  undo(): boolean {
    const {move} = this;
    if (!move) return false;
    this.#clear();
    move.undone?.();
    this.#changed();
    return true;
  }
  async now(closing = false): Promise<void> {
    const {move} = this;
    if (!move) return;
    this.#clear();
    this.#changed();
    await move.act(closing);
  }
  #clear(): void {
    clearTimeout(this.#timer);
    this.move = null;
  }
}
