import { randomBytes, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { errorCode, OperatorError } from './operator-error.ts'

/**
 * Reads the secret of the data directory, or makes it (mode 0600) at the first start. Two processes that start at
 * once get the same one.
 * @throws OperatorError (73) when the directory cannot be written or the file is damaged
 */
export function openSecret(dataDirectory: string): string {
  const path = join(dataDirectory, 'secret')
  const kept = readSecret(path)
  if (kept !== null) return kept
  const draft = `${path}.${randomUUID()}`
  try {
    mkdirSync(dataDirectory, { recursive: true })
    writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
    try {
      linkSync(draft, path)
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
  } catch (cause) {
    throw unusable(dataDirectory, cause)
  }
  const made = readSecret(path)
  if (made === null) throw new OperatorError(`The secret ${path} vanished while it was read.`, 73)
  return made
}

/** The error for a data directory that cannot be used, in an operator's words. */
export function unusable(dataDirectory: string, cause: unknown): OperatorError {
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota is used up',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'there is a file of that name',
  }
  const code = errorCode(cause)
  const reason = (code && reasons[code]) ?? (cause instanceof Error ? cause.message : String(cause))
  return new OperatorError(`The data directory ${dataDirectory} cannot be used: ${reason}.\nGive another one: --data DIRECTORY or PORTAL_DATA.`, 73, {
    cause,
  })
}

function readSecret(path: string): string | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw new OperatorError(`The secret ${path} cannot be read by this user.`, 73, { cause: error })
  }
  if (text.length < 32) throw new OperatorError(`The secret ${path} is damaged: restore it, or remove it (everybody must sign in anew then).`, 73)
  return text
}
