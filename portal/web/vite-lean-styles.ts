import type { Plugin } from 'vite'

/** Mantine defines fourteen palettes of forty variables; the portal's look has its own and uses these of theirs. */
const unused = /--mantine-color-(?:pink|grape|violet|indigo|cyan|teal|lime|orange|blue)-[\w-]+:[^;}]+;?/g

/** Drops the palettes that nothing uses from the finished style files. */
export function leanStyles(): Plugin {
  return {
    name: 'portal-lean-styles',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = String(file.source).replace(unused, '')
      }
    },
  }
}
