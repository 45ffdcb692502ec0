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
    // The same page twice: by itself, and for the frame in another site's page.
    rolldownOptions: { input: ['index.html', 'embed.html'].map((name) => fileURLToPath(new URL(name, import.meta.url))) },
  },
});
