import { APIError } from 'better-auth/api'
import type { Tx } from '../database/database.ts'
import { inTransaction } from './bound-database.ts'

/** What a call to better-auth came to: its answer with cookies to set, or its refusal. */
export type Called<T> = { ok: true; answer: T; cookies: string[] } | { ok: false; code: string; cookies: string[] }

/**
 * Calls better-auth's server API in the transaction of a change. A refusal is a value and not an exception, so that the
 * counters and trace records of a failed try commit too.
 */
export async function callAuth<T>(tx: Tx, call: () => Promise<{ headers: Headers; response: T }>): Promise<Called<T>> {
  try {
    const { headers, response } = await inTransaction(tx, call)
    return { ok: true, answer: response, cookies: headers.getSetCookie() }
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    return { ok: false, code: error.body?.code ?? String(error.status), cookies: [] }
  }
}
