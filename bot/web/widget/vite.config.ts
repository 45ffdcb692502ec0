import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** `widget.js`: what another site's page loads. One plain script under a name that stays. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL('../../../dist/web', import.meta.url)),
    emptyOutDir: false,
    target: 'es2019',
    lib: {
      entry: fileURLToPath(new URL('widget.ts', import.meta.url)),
      formats: ['iife'],
      name: 'xinqiaoWidget',
      fileName: () => 'widget.js',
    },
  },
});
