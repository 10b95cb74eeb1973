// SPDX-License-Identifier: GPL-3.0-or-later
import {defineConfig} from 'vite';

// All in one folder, without a text in the markup: the server's policy lets no inline script run.
export default defineConfig({
  base: '/desk/',
  build: {target: 'es2022', assetsDir: '', assetsInlineLimit: 0, modulePreload: {polyfill: false}},
});
