import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

import { errorCode, OperatorError } from '../config/operator-error.ts'
import { isAlive, processSpace, processStart } from './embedded-process.ts'

const lockText = z.object({ pid: z.number(), start: z.string().nullable(), space: z.string(), since: z.string() })
type LockText = z.infer<typeof lockText>

/** A lock whose holder we cannot look at (another container or machine) is dead when it was silent for so long. */
const SILENCE_MS = 30_000
const BEAT_MS = 5_000

export interface DirectoryLock {
  release(): void
}

/**
 * Takes the lock file of a data directory, so that one portal at a time runs its database. A lock left by a killed
 * portal is taken over: the file names the process by number AND start time, and processes of another container by
 * a heartbeat (the time of the file). The advisory lock in the database itself is the guard behind this one.
 *
 * @throws OperatorError (75) naming the holder when another portal runs.
 */
export async function lockDirectory(path: string): Promise<DirectoryLock> {
  const mine = JSON.stringify({
    pid: process.pid,
    start: processStart(process.pid),
    space: processSpace(),
    since: new Date().toISOString(),
  } satisfies LockText)

  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (createWhole(path, mine)) return holdLock(path, mine)
    const holder = readHolder(path)
    if (holder && isHolderAlive(path, holder)) throw refused(path, holder)
    if (holder) removeStale(path, holder)
    await new Promise((done) => setTimeout(done, 20 + Math.random() * 60))
  }
  throw new OperatorError(`The lock file ${path} cannot be taken: remove it if no portal runs.`, 75)
}

/** Creates the file with its text in one step (a link), so that nobody ever reads half a lock. */
function createWhole(path: string, text: string): boolean {
  const draft = `${path}.${randomUUID()}`
  writeFileSync(draft, text, { mode: 0o644, flag: 'wx' })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function holdLock(path: string, mine: string): DirectoryLock {
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date())
    } catch {
      // The directory was removed under us; the database reports that better than a heartbeat.
    }
  }, BEAT_MS)
  beat.unref()
  const release = (): void => {
    clearInterval(beat)
    process.off('exit', release)
    try {
      if (readFileSync(path, 'utf8') === mine) rmSync(path, { force: true })
    } catch {
      // Already gone.
    }
  }
  process.on('exit', release)
  return { release }
}

function readHolder(path: string): LockText | null {
  try {
    return lockText.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    // Not our text (a damaged disk): nobody can be named, so only the age of the file counts.
    return { pid: 0, start: null, space: 'unknown', since: '' }
  }
}

function isHolderAlive(path: string, holder: LockText): boolean {
  if (holder.space === processSpace()) {
    return isAlive(holder.pid) && processStart(holder.pid) === holder.start
  }
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat !== undefined && Date.now() - stat.mtimeMs < SILENCE_MS
}

/** Moves the stale lock aside and looks again: between reading and moving another starter may have renewed it. */
function removeStale(path: string, stale: LockText): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
    const moved = readHolder(aside)
    if (moved && JSON.stringify(moved) !== JSON.stringify(stale)) linkSync(aside, path)
  } catch {
    // Somebody else was faster; the next round shows who.
  } finally {
    rmSync(aside, { force: true })
  }
}

function refused(path: string, holder: LockText): OperatorError {
  const who = holder.pid === 0 ? 'Another portal' : `Another portal (process ${holder.pid}, since ${holder.since})`
  return new OperatorError(
    `${who} already runs on this data directory: its lock is ${path}.\n` +
      'Stop that one first, or give this one a directory of its own: --data DIRECTORY or PORTAL_DATA.',
    75,
  )
}
