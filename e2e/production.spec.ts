import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, request, test, type Page } from '@playwright/test'

import { codeOfStep, stepAt } from '../foundation/server/sessions/totp-step.ts'
import { secretOf } from './secret-of.ts'
import { startPortal } from './start-portal.ts'

const top = join(import.meta.dirname, '..')
let dataDirectory = ''
// Not at the top: the runner loads every file, also those it then runs nothing of.
test.beforeAll(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'portal-production-'))
  chmodSync(dataDirectory, 0o755)
})
test.afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }))

test('a production university knows nothing of the demonstration, and its first administrator comes in with a password and a second factor of their own', async ({
  browser,
}) => {
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
      expect((await api.post('/api/session', { data: { login, password: 'Ala-Too-2026-demo' } })).status(), `${login}: ${portal.output()}`).toBe(401)
    }
    const entered = await api.post('/api/session', { data: { login: 'first', password } })
    expect(entered.ok(), await entered.text()).toBe(true)
    // The temporary password opens nothing but the page for a new one.
    expect(await entered.json()).toMatchObject({ next: 'set-password' })
    expect((await api.get('/api/sessions')).status()).toBe(401)
    await api.dispose()

    const context = await browser.newContext({ baseURL: portal.address, locale: 'en-GB', viewport: { width: 360, height: 740 } })
    await context.addCookies([{ name: 'portal-locale', value: 'en', url: portal.address }])
    await context.addInitScript(() => localStorage.setItem('portal-locale', 'en'))
    const page = await context.newPage()
    await becomeAdministrator(page, password ?? '')
    await context.close()
  } finally {
    await portal.stop({ keepData: true })
  }
})

/** In the browser: a new password instead of the temporary one, a code application, and the next sign-in with both. */
async function becomeAdministrator(page: Page, temporary: string): Promise<void> {
  const own = 'kumtor issyk naryn talas'
  const enter = async (password: string): Promise<void> => {
    await page.goto('/sign-in')
    await page.getByLabel('Login or e-mail').fill('first')
    await page.locator('input[name=password]').fill(password)
    await page.keyboard.press('Enter')
  }
  await enter('Ala-Too-2026-demo')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByText('Accounts of the demonstration university')).toHaveCount(0)
  await enter(temporary)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New password')
  await page.locator('input[name=password]').fill(own)
  await page.locator('input[name=again]').fill(own)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page).not.toHaveURL(/sign-in/)

  // Until there is a second factor the role opens nothing, and the account says why.
  expect((await page.request.get('/api/people')).status()).toBe(403)
  await page.goto('/account')
  await expect(page.getByText('Set up a second factor first')).toBeVisible()
  await page.getByRole('button', { name: 'Connect an app' }).click()
  await page.getByRole('dialog').getByLabel('Your password').fill(own)
  await page.getByRole('button', { name: 'Continue' }).click()
  const secret = secretOf((await page.locator('[translate=no]').first().textContent()) ?? '')
  const step = stepAt()
  await page.getByLabel('Code from the app').fill(codeOfStep(secret, step))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('These codes are shown only now')).toBeVisible()
  await page.getByRole('button', { name: 'I have saved them' }).click()
  await expect(page.getByText('Set up a second factor first')).toHaveCount(0)

  await page.evaluate(() => fetch('/api/session', { method: 'DELETE', headers: { 'x-portal-csrf': '1' } }))
  await enter(temporary)
  await expect(page.getByRole('alert'), 'the temporary password is over').toBeVisible()
  await enter(own)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second step')
  expect((await page.request.get('/api/people')).status()).toBe(401)
  await page.getByLabel('Code from the app').fill(codeOfStep(secret, step + 1))
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/sign-in/)
  await page.goto('/people')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('Trial First').first()).toBeVisible()
}
