import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const program = '/usr/sbin/clamd'

/** Whether this machine has ClamAV's daemon (Debian: clamav-daemon). */
export function hasClamd(): boolean {
  return existsSync(program)
}

/**
 * Starts a real clamd that knows one signature: the EICAR test file.
 * @param most largest stream it takes, in megabytes
 * @throws Error when it does not answer within a minute
 */
export async function startClamd(most = 1): Promise<{ address: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-clamd-'))
  await chmod(folder, 0o755)
  const socket = join(folder, 'clamd.ctl')
  // The first words of the EICAR file, in hex; the whole would make scanners shout at this test.
  await writeFile(join(folder, 'eicar.ndb'), 'Eicar-Test-Signature:0:0:58354f2150254041505b345c505a58353428505e2937434329377d\n')
  await writeFile(
    join(folder, 'clamd.conf'),
    `LocalSocket ${socket}\nDatabaseDirectory ${folder}\nForeground yes\nStreamMaxLength ${most}M\nUser ${userInfo().username}\nBytecode no\nLogFile ${folder}/log\n`,
  )
  const child = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(null)))
    kill()
    await ended
    process.off('exit', kill)
    await rm(folder, { recursive: true, force: true })
  }
  const until = Date.now() + 60_000
  while (!(await answers(socket))) {
    if (Date.now() > until || child.exitCode !== null) {
      await stop()
      throw new Error('clamd does not answer')
    }
    await wait(100)
  }
  return { address: `unix:${socket}`, stop }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => socket.write('zPING\0'))
    socket.on('data', (reply) => {
      socket.destroy()
      resolve(String(reply).startsWith('PONG'))
    })
    socket.on('error', () => resolve(false))
  })
}
