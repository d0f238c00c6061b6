import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, request, test } from '@playwright/test'

import { startPortal } from './start-portal.ts'

const top = join(import.meta.dirname, '..')
const dataDirectory = mkdtempSync(join(tmpdir(), 'portal-production-'))
chmodSync(dataDirectory, 0o755)
test.afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }))

test('a production university knows nothing of the demonstration, and its temporary password opens nothing by itself', async () => {
  test.setTimeout(120_000)
  const flags = ['--university-ky', 'Сыноо университети', '--university-ru', 'Пробный университет', '--university-en', 'Trial University']
  const person = ['--surname', 'Trial', '--given-name', 'First', '--login', 'first', '--email', 'first@trial.example']
  const said = execFileSync(join(top, 'node_modules/.bin/node'), ['portal/main.ts', 'init', '--data', dataDirectory, ...flags, ...person], {
    cwd: top,
    encoding: 'utf8',
  })
  const password = /Temporary password, told only now: (\S+)/.exec(said)?.[1]
  expect(password, said).toBeTruthy()

  const portal = await startPortal({ dataDirectory, env: { PORTAL_PRODUCTION: 'true' } })
  try {
    const api = await request.newContext({ baseURL: portal.address, extraHTTPHeaders: { 'x-portal-csrf': '1' } })
    expect(portal.output()).not.toContain('Demonstration accounts')
    expect((await api.get('/api/demonstration/accounts')).status()).toBe(404)
    expect((await api.get('/api/demonstration/mail')).status()).toBe(404)
    // The password of the demonstration's sign-in page.
    for (const login of ['student', 'registrar', 'administrator']) {
      expect((await api.post('/api/session', { data: { login, password: 'Ala-Too-2026-demo' } })).status(), login).toBe(401)
    }
    const entered = await api.post('/api/session', { data: { login: 'first', password } })
    expect(entered.ok(), await entered.text()).toBe(true)
    // The temporary password opens nothing but the page for a new one.
    expect(await entered.json()).toMatchObject({ next: 'set-password' })
    expect((await api.get('/api/sessions')).status()).toBe(401)
    await api.dispose()
  } finally {
    await portal.stop({ keepData: true })
  }
})
