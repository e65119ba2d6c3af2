import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the playground's own page is. */
const PAGE = 'http://127.0.0.1:4006';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: folder('web'),
  plugins: [react()],
  build: {
    outDir: folder('dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The first ones with light-dark(): what it is replaced by for older ones does not see Mantine's choice.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Everything comes from the loopback interface at once: one file more or less changes nothing.
    chunkSizeWarningLimit: 2048,
  },
  // `pnpm dev` in this folder, beside a playground that runs: the page is rebuilt while one writes it. The control
  // API answers its own page alone, so that this one pretends to be that.
  server: {
    host: '127.0.0.1',
    proxy: { '/control': { target: PAGE, changeOrigin: true, headers: { origin: PAGE } } },
  },
});
