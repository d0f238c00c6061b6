import { problem } from '../../../foundation/server/http/problem.ts'

/**
 * Runs a write and says in the reader's words when a code is already used.
 * @throws 409 `programmes.code-taken`
 */
export async function refuseTaken<T>(work: () => Promise<T>, path = 'code'): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code ?? (error as { code?: string }).code
    if (code === '23505') throw problem('programmes.code-taken', { status: 409, fields: [{ path, key: 'taken' }] })
    if (code === '23503') throw problem('programmes.unknown-reference', { status: 422 })
    throw error
  }
}
