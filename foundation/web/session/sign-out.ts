import { act } from '../api/use-act.ts'
import { asProblem } from '../api/api-problem.ts'
import { forgetAccount } from '../api/kept-answers.ts'
import { queryClient } from '../api/query-client.ts'
import { currentAccount, setCurrentAccount } from './current-account.ts'
import { forgetPictures } from './device-owner.ts'
import { wipeKept } from './on-sign-out.ts'

/**
 * Signs out here: ends the session, then removes everything personal that was kept on this device. Whoever calls it has
 * asked about unsent work before (`countUnsent`).
 * @throws ApiProblem when the session could not be ended: without a line it would go on living for whoever comes next
 */
export async function signOut(): Promise<void> {
  await act('delete', '/api/session').catch((failure: unknown) => {
    // a session that is over already is no hindrance to leaving
    if (asProblem(failure).status !== 401) throw failure
  })
  await wipeKept()
  const account = currentAccount()
  if (account) await forgetAccount(account)
  await forgetPictures()
  setCurrentAccount(null)
  queryClient().clear()
  location.assign('/sign-in')
}
