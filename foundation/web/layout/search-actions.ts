import { locales } from '../../i18n/localized.ts'
import { chooseLocale } from '../i18n/choose-locale.ts'
import { useText } from '../i18n/use-text.ts'
import { useMe } from '../session/me.ts'
import { useColourScheme } from '../theme/colour-scheme.ts'
import { ownNames } from './LanguageMenu.tsx'
import { wordsHold } from './search-words.ts'

export interface SearchAction {
  title: string
  icon: string
  run: () => void
}

const schemes = [
  ['light', 'sun'],
  ['dark', 'moon'],
  ['auto', 'device'],
] as const

/**
 * What the search box does at once, without a page: the look, the language, the way out.
 * @param typed what the person typed; only the actions it names are given
 * @param leave begins signing out
 */
export function useSearchActions(typed: string, leave: () => void): SearchAction[] {
  const t = useText('foundation')
  const me = useMe()
  const [, choose] = useColourScheme()
  const actions = [
    ...schemes.map(([scheme, icon]) => ({
      title: `${t('theme.label')}: ${t(`theme.${scheme}`)}`,
      words: `${t('search.words.theme')} ${t(`search.words.${scheme}`)}`,
      icon,
      run: () => choose(scheme),
    })),
    ...locales.map((locale) => ({
      title: t('language.label', { name: ownNames[locale] }),
      words: t('search.words.language'),
      icon: 'language',
      run: () => void chooseLocale(locale),
    })),
    ...(me ? [{ title: t('user.sign-out'), words: t('search.words.sign-out'), icon: 'sign-out', run: leave }] : []),
  ]
  return actions.filter(({ title, words }) => wordsHold(`${title.replace(':', ' ')} ${words}`, typed))
}
