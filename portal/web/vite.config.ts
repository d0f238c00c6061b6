import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './vite-compressed.ts'
import { leanStyles } from './vite-lean-styles.ts'
import { preloadManifest } from './vite-preload-manifest.ts'
import { serviceWorker } from './vite-service-worker.ts'
import { shellTexts } from './vite-shell-texts.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))

/** What changes rarely: it stays on the device when the portal is updated. */
const libraries = /node_modules\/(react|react-dom|scheduler|@tanstack|use-sync-external-store)\//
/** What nearly every page needs lies in one file: fewer journeys on a slow line. */
const shell =
  /portal\/web\/(router|pages|own-pages|text-source|register-worker)\.|(domains\/[\w-]+\/web|foundation\/web\/account)\/pages\.tsx|foundation\/i18n\/|foundation\/web\/(api|i18n|session|navigation|theme|layout)\/(?!SearchDialog|TaskCards|client|news-line)|foundation\/web\/kit\/(Page|Card|Section|Stack|Icon|icons|States|EmptyState|ErrorState|Loaded|Skeletons|StatusBadge|Progress|Notice|Notes|ClauseTag|SavedCopyNote|Toasts|notify|Dialog|PersonName|RichText)\b/
const forms =
  /foundation\/web\/kit\/(Form|form-context|TextField|NumberField|SelectField|ChoiceField|CheckField|FieldPair|SearchField|ConfirmDialog|DateField|Calendar|FileDrop)\b/

export default defineConfig({
  root: here,
  publicDir: 'public',
  plugins: [react(), shellTexts(root), leanStyles(), preloadManifest(root), serviceWorker(here), compressed()],
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
          groups: [
            { name: 'base', test: libraries, priority: 30 },
            { name: 'shell', test: shell, priority: 20 },
            { name: 'forms', test: forms, priority: 10 },
          ],
        },
      },
    },
  },
})
