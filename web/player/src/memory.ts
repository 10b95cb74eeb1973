// SPDX-License-Identifier: MIT
// What the listener's own browser remembers: where each sound was left, what was heard to its end, and
// the speed and volume. Nothing leaves the browser; where storage is forbidden nothing is remembered.

interface Left {
  /** Seconds. */
  at: number;
  heard: boolean;
  when: number;
}
interface Store {
  left: Record<string, Left>;
  speed: number;
  volume: number;
  next: boolean;
}
const key = 'mujaz', most = 100;

function read(): Store {
  const empty = {left: {}, speed: 1, volume: 1, next: false};
  try {
    return {...empty, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Store>)};
  } catch {
    return empty;
  }
}

function change(with_: (store: Store) => void): void {
  const store = read();
  with_(store);
  const kept = Object.entries(store.left).sort((a, b) => b[1].when - a[1].when).slice(0, most);
  try {
    localStorage.setItem(key, JSON.stringify({...store, left: Object.fromEntries(kept)}));
  } catch { /* storage is full or forbidden */ }
}

export const memory = {
  left(name: string): {at: number; heard: boolean} {
    return read().left[name] ?? {at: 0, heard: false};
  },
  leave(name: string, at: number, heard: boolean): void {
    change(store => {
      store.left[name] = {at: Math.round(at * 10) / 10, heard: heard || !!store.left[name]?.heard, when: Date.now()};
    });
  },
  get settings(): Omit<Store, 'left'> {
    return read();
  },
  set(settings: Partial<Omit<Store, 'left'>>): void {
    change(store => Object.assign(store, settings));
  },
};
