import type { Locale } from '../../i18n/localized.ts'
import { act } from '../api/use-act.ts'
import { keep } from '../api/kept-answers.ts'
import { currentAccount, meAddress } from '../session/current-account.ts'
import type { Me } from '../session/me.ts'
import { answerKey, queryClient } from '../api/query-client.ts'
import { saveLocale } from './current-locale.ts'
import { changeLocale } from './texts.ts'

/** The person chooses a language: here at once, and for the account, so that mail and other devices follow. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await changeLocale(locale)
  saveLocale(locale)
  const account = currentAccount()
  const me = queryClient().getQueryData<Me | null>(answerKey(meAddress))
  if (account && me) {
    const changed = { ...me, account: { ...me.account, locale } }
    queryClient().setQueryData(answerKey(meAddress), changed)
    void keep({ account, address: meAddress, data: changed, at: Date.now() })
  }
  if (account) void act('put', '/api/me/settings', { body: { locale } }).catch(() => null)
  // answers hold texts in the language in which they were asked
  await queryClient().invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== meAddress })
}
