import type { TextSource, Texts } from '../../foundation/web/i18n/texts.ts'
import type { Locale } from '../../foundation/i18n/localized.ts'

type Loader = () => Promise<{ default: Texts }>

const files: Record<string, Loader> = {
  ...import.meta.glob<{ default: Texts }>('../../domains/*/web/locales/*.json'),
  ...import.meta.glob<{ default: Texts }>('../../domains/*/*/web/locales/*.json'),
  ...import.meta.glob<{ default: Texts }>('../../foundation/web/*/locales/*.json'),
  ...import.meta.glob<{ default: Texts }>('../../foundation/web/*/showcase/locales/*.json'),
}

/** '../../domains/courses/web/locales/ky.json' → 'ky/courses'; a room of a domain, 'domains/courses/video/web/…' → 'ky/courses-video' */
const byName = new Map(
  Object.entries(files).map(([path, load]) => {
    const [, domain, room, language] = /domains\/([\w-]+)\/([\w-]+)\/web\/locales\/(\w+)\.json$/.exec(path) ?? []
    if (room) return [`${language}/${domain}-${room}`, load]
    const [, folder, file] = /(?:domains|web)\/(\w[\w-]*)\/(?:(?:web|showcase)\/)?locales\/(\w+)\.json$/.exec(path) ?? []
    return [`${file}/${folder}`, load]
  }),
)

/** One file for a language: the shell's texts, and the domains' words of the navigation (see vite-shell-texts.ts). */
const shells: Record<Locale, () => Promise<{ default: Record<string, Texts> }>> = {
  ky: () => import('virtual:shell-texts/ky'),
  ru: () => import('virtual:shell-texts/ru'),
  en: () => import('virtual:shell-texts/en'),
}

export const textSource: TextSource = {
  shell: async (locale) => (await shells[locale]()).default,
  namespace: async (locale, namespace) => (await byName.get(`${locale}/${namespace}`)?.())?.default ?? {},
}
