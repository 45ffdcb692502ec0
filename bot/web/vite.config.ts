import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The resident page: one small script for old phones. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2019',
    cssTarget: 'chrome70',
    modulePreload: { polyfill: false },
  },
});
