import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import { OperatorError } from '../config/operator-error.ts'

/** The system account that the embedded server runs as; `null` ids mean "as the portal itself". */
export interface ServerAccount {
  name: string
  ids: { uid: number; gid: number } | null
}

const ACCOUNT_NAMES = ['postgres', 'univer-plus']

/**
 * Chooses the account of the server. PostgreSQL refuses to run as root, so under root it is the owner of an
 * existing database directory, else the account `postgres` or `univer-plus`; `univer-plus` is made when there is
 * neither, and `nobody` is the last resort.
 */
export function chooseAccount(databaseDirectory: string, log: (message: string) => void): ServerAccount {
  if (process.getuid?.() !== 0) return { name: 'the user of the portal', ids: null }

  const owner = statSync(databaseDirectory, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, ids: { uid: owner.uid, gid: owner.gid } }

  for (const name of ACCOUNT_NAMES) {
    const found = findAccount(name)
    if (found) return found
  }
  const made = makeAccount('univer-plus')
  if (made) {
    log('made the system account "univer-plus": PostgreSQL does not run as root')
    return made
  }
  const nobody = findAccount('nobody')
  if (nobody) return nobody
  throw new OperatorError(
    'PostgreSQL does not run as root, and no other account was found or could be made.\n' +
      'Make one (useradd --system univer-plus), or start the portal as an ordinary user.',
    73,
  )
}

function findAccount(name: string): ServerAccount | null {
  // The account must be known to the C library; initdb looks its own name up.
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [login, , uid, gid] = line.split(':')
    if (login === name && uid && gid) return { name, ids: { uid: Number(uid), gid: Number(gid) } }
  }
  return null
}

function makeAccount(name: string): ServerAccount | null {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]],
  ]
  for (const [command, parameters] of attempts) {
    try {
      execFileSync(command, parameters, { stdio: 'ignore' })
      return findAccount(name)
    } catch {
      // The command is absent or refused; the next one may do.
    }
  }
  return null
}

/**
 * Whether the account can walk to `path` and use what lies there, by the permission bits of every folder above it.
 * A checkout under a home directory of mode 0700 is not reachable for another account.
 */
export function isReachable(path: string, account: ServerAccount): boolean {
  if (!account.ids) return true
  const { uid, gid } = account.ids
  let current = resolve(path)
  for (;;) {
    const stat = statSync(current, { throwIfNoEntry: false })
    if (stat) {
      const shift = stat.uid === uid ? 6 : stat.gid === gid ? 3 : 0
      const needed = stat.isDirectory() ? 0o1 : 0o5
      if (((stat.mode >> shift) & needed) !== needed) return false
    }
    const above = dirname(current)
    if (above === current) return true
    current = above
  }
}
