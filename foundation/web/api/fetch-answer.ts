import { callHeaders, readProblem } from './call.ts'
import { ApiProblem } from './api-problem.ts'
import { keep, readKept } from './kept-answers.ts'
import { answerKey, queryClient } from './query-client.ts'
import { currentAccount, meAddress, setCurrentAccount } from '../session/current-account.ts'

/** Notes who has come, and tells whether it is another person than the one whose page this is. */
function belongsToAnother(me: unknown, account: string): boolean {
  const id = (me as { account?: { id?: string } } | null)?.account?.id
  if (!id || id === account) return false
  setCurrentAccount(id)
  return true
}

/**
 * Gets an address. While the line works, the kept copy of an earlier visit is put on the screen at once and replaced
 * by the answer; without a line it stays, and the page tells from when it is.
 */
export async function fetchAnswer(address: string, signal?: AbortSignal): Promise<unknown> {
  const account = currentAccount()
  const key = answerKey(address)
  if (account && queryClient().getQueryData(key) === undefined) {
    void readKept(account, address).then((kept) => {
      if (kept && queryClient().getQueryData(key) === undefined) {
        queryClient().setQueryData(key, kept.data, { updatedAt: kept.at })
      }
    })
  }
  const response = await fetch(address, { credentials: 'same-origin', headers: callHeaders('GET'), signal: signal ?? null }).catch(
    (error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new ApiProblem({ type: 'offline' }, 0)
    },
  )
  if (response.status === 401) {
    if (address === meAddress) {
      setCurrentAccount(null)
      return null
    }
    // the session ended elsewhere: whoever asks «who am I» learns it, and the shell leads to the sign-in
    void queryClient().invalidateQueries({ queryKey: answerKey(meAddress) })
  }
  if (!response.ok) throw await readProblem(response)
  const data: unknown = response.status === 204 ? null : await response.json()
  if (address === meAddress && account && belongsToAnother(data, account)) {
    // The cookie is somebody else's by now: nothing of the former person may stay on the screen, and nothing that
    // comes may be kept under their name.
    queryClient().clear()
    location.assign('/')
    throw new ApiProblem({ type: 'another-account' }, 401)
  }
  if (account) void keep({ account, address, data, at: Date.now() })
  return data
}
