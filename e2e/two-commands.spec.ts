import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

import { startPortal } from './start-portal.ts'

// What an operator may do to a portal: kill it, start it twice, take its port. No browser is needed.
test.describe.configure({ mode: 'serial' })
let dataDirectory = ''
// Not at the top: the runner loads every file, also those it then runs nothing of.
test.beforeAll(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'portal-life-'))
  chmodSync(dataDirectory, 0o755)
})
test.afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }))

function databaseProcesses(): string {
  const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
  return all
    .split('\n')
    .filter((line) => /postgres -D/.test(line) && line.includes(dataDirectory))
    .join('\n')
}

test('a portal that is killed leaves its database to the next start, and SIGTERM ends both', async () => {
  test.setTimeout(240_000)
  const first = await startPortal({ dataDirectory })
  expect(first.output()).toContain('Demonstration accounts')
  // The role of the embedded database is told nobody.
  expect(first.output()).not.toMatch(/postgres:\/\/[^\s]*:[^\s]*@/)

  await test.step('a second portal on the same data is refused with the reason', async () => {
    await expect(startPortal({ dataDirectory })).rejects.toThrow(/Another portal \(process \d+.*--data/s)
    expect((await fetch(`${first.address}/readyz`)).ok).toBe(true)
  })

  await test.step('a taken port is told', async () => {
    const port = new URL(first.address).port
    const other = mkdtempSync(join(tmpdir(), 'portal-port-'))
    chmodSync(other, 0o755)
    try {
      await expect(startPortal({ dataDirectory: other, env: {}, port: Number(port) })).rejects.toThrow(/Port \d+ is taken/)
    } finally {
      rmSync(other, { recursive: true, force: true })
    }
  })

  const killed = new Promise((done) => first.process.once('exit', done))
  first.process.kill('SIGKILL')
  await killed
  expect(databaseProcesses()).not.toBe('')

  const began = Date.now()
  const second = await startPortal({ dataDirectory })
  expect(second.output()).toMatch(/adopted the database/)
  expect(second.output()).not.toContain('Making the demonstration')
  expect(Date.now() - began).toBeLessThan(15_000)

  expect(await second.stop({ keepData: true })).toBe(0)
  expect(databaseProcesses()).toBe('')
})

test('a database that cannot be reached is told in words', async () => {
  await expect(startPortal({ env: { DATABASE_URL: 'postgres://ann:hunter2@127.0.0.1:9/uni' } })).rejects.toThrow(
    /nothing listens at 127\.0\.0\.1:9(?!.*hunter2)/s,
  )
})
