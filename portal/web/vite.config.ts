import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './vite-compressed.ts'
import { preloadManifest } from './vite-preload-manifest.ts'
import { serviceWorker } from './vite-service-worker.ts'
import { shellTexts } from './vite-shell-texts.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))

/** What every page of a signed-in person needs lies in one file: fewer journeys on a slow line. */
const always = /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next|use-sync-external-store)\//

export default defineConfig({
  root: here,
  publicDir: 'public',
  plugins: [react(), shellTexts(root), preloadManifest(root), serviceWorker(here), compressed()],
  json: { stringify: true },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: 'chrome111',
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 1024,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: {
          groups: [{ name: 'base', test: always, priority: 20 }],
        },
      },
    },
  },
})
