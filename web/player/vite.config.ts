// SPDX-License-Identifier: MIT
import {defineConfig} from 'vite';

// One classic script: it may stand in a page's head without a module's delay, and it runs at once.
export default defineConfig({
  build: {
    target: 'es2022',
    lib: {entry: 'src/index.ts', name: 'Mujaz', formats: ['iife'], fileName: () => 'mujaz-player.js'},
  },
});
