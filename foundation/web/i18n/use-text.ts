import { useCallback, useSyncExternalStore } from 'react'
import { formatFor, type Format } from '../../i18n/format.ts'
import { pick, type Locale, type Localized } from '../../i18n/localized.ts'
import { currentLocale } from './current-locale.ts'
import { readText, textVersion } from './texts.ts'

/** Gives the text of a key: `t('items.title')`, `t('items.count', { count: 3 })`, another namespace as `t('people:name')`. */
export type Text = (key: string, values?: Record<string, unknown>) => string

/** The texts of a namespace (a domain's name, or 'foundation'). */
export function useText(namespace: string): Text {
  const version = useSyncExternalStore(textVersion.subscribe, textVersion.get)
  // another function when the texts change, so that what is remembered with it is made anew
  return useCallback((key, values) => readText(namespace, key, values), [namespace, version])
}

/** The language of the page; components that use it turn with it. */
export function useLocale(): Locale {
  useSyncExternalStore(textVersion.subscribe, textVersion.get)
  return currentLocale()
}

/** The formatter in the language of the page. */
export function useFormat(): Format {
  return formatFor(useLocale())
}

/** `const say = usePick(); say(course.title)` */
export function usePick(): (text: Localized | null | undefined) => string {
  const locale = useLocale()
  return (text) => pick(text, locale)
}
