import type { Locale } from '../../i18n/localized.ts'
import { act } from '../api/use-act.ts'
import { currentAccount } from '../session/current-account.ts'
import { queryClient } from '../api/query-client.ts'
import { saveLocale } from './current-locale.ts'
import { changeLocale } from './texts.ts'

/** The person chooses a language: here at once, and for the account, so that mail and other devices follow. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await changeLocale(locale)
  saveLocale(locale)
  if (currentAccount()) void act('put', '/api/me/settings', { body: { locale } }).catch(() => null)
  // answers hold texts in the language in which they were asked
  await queryClient().invalidateQueries({ refetchType: 'active' })
}
