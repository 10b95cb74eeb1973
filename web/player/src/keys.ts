// SPDX-License-Identifier: MIT
// Keys, while the player has the focus. They are places on the keyboard, whatever letters it writes.
import type {MujazPlayer} from './player.ts';

export function onKey(player: MujazPlayer, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !player.episode) return;
  const target = event.composedPath()[0] as HTMLElement;
  if (event.key === 'Escape' && player.panel) {
    const {panel} = player;
    player.togglePanel(panel);
    player.root.querySelector<HTMLElement>(`[aria-controls=${panel}]`)?.focus();
    return event.preventDefault();
  }
  if (target.matches('select, textarea, input:not([type=range])')) return;
  const acts: Record<string, () => void> = {
    KeyK: () => player.toggle(),
    KeyJ: () => player.skip(-10),
    KeyL: () => player.skip(10),
    KeyB: () => player.step(-1),
    KeyN: () => player.step(1),
    KeyM: () => player.mute(),
    KeyC: () => { player.captions = !player.captions; },
  };
  const act = event.shiftKey ? undefined : acts[event.code];
  if (!act) return;
  act();
  event.preventDefault();
}

/** The bar's own keys: forward is where the bar runs, in either direction. */
export function onBarKey(player: MujazPlayer, event: KeyboardEvent): void {
  const ahead = (event.currentTarget as HTMLElement).matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
  const steps: Record<string, number> = {
    ArrowLeft: ahead === 'ArrowLeft' ? 5 : -5, ArrowRight: ahead === 'ArrowRight' ? 5 : -5,
    ArrowUp: 5, ArrowDown: -5, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity,
  };
  const step = steps[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  player.skip(step);
}
