import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The simulator serves what this builds at its own `/`. */
export default defineConfig({
  root: here('.'),
  build: {
    outDir: here('../../dist/phone-page'),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  server: { port: 5174, proxy: { '/control': 'http://localhost:3001' } },
})
