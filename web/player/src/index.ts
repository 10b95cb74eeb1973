// SPDX-License-Identifier: MIT
import {MujazPlayer} from './player.ts';

if (!customElements.get('mujaz-player')) customElements.define('mujaz-player', MujazPlayer);
declare global {
  interface HTMLElementTagNameMap {
    'mujaz-player': MujazPlayer;
  }
}
