// SPDX-License-Identifier: GPL-3.0-or-later
import './styles/fonts.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/queue.css';
import './styles/review.css';
import './styles/house.css';
import {Desk} from './desk.ts';

customElements.define('mujaz-desk', Desk);
