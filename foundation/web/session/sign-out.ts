import { act } from '../api/use-act.ts'
import { forgetAccount } from '../api/kept-answers.ts'
import { queryClient } from '../api/query-client.ts'
import { currentAccount, setCurrentAccount } from './current-account.ts'

/** Signs out here: ends the session, and removes what was kept of the account on this device. */
export async function signOut(): Promise<void> {
  await act('delete', '/api/session').catch(() => null)
  const account = currentAccount()
  if (account) await forgetAccount(account)
  setCurrentAccount(null)
  queryClient().clear()
  location.assign('/sign-in')
}
