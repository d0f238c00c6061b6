import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { codeOfStep, stepAt } from '../foundation/server/sessions/totp-step.ts'
import { secretOf } from './secret-of.ts'

interface Listed {
  login: string
  password: string
  role: string
}

/** The demonstration's account of a role. Roles used here are used by no other test that changes an account. */
async function accountOf(page: Page, role: string): Promise<Listed> {
  const accounts = (await (await page.request.get('/api/demonstration/accounts')).json()) as Listed[]
  const found = accounts.find((one) => one.role === role)
  if (!found) throw new Error(`the demonstration has no ${role}`)
  return found
}

async function enter(page: Page, { login, password }: Listed): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Логин или электронная почта').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
}

async function signOut(page: Page): Promise<void> {
  await page.evaluate(() => fetch('/api/session', { method: 'DELETE', headers: { 'x-portal-csrf': '1' } }))
  await page.goto('/sign-in')
}

/** As the language menu does: the cookie is for the server's first HTML, the device's memory for the kept shell. */
async function read(context: BrowserContext, baseURL: string | undefined, locale: string): Promise<void> {
  await context.addCookies([{ name: 'portal-locale', value: locale, url: baseURL ?? '' }])
  await context.addInitScript((chosen) => localStorage.setItem('portal-locale', chosen), locale)
}

test.beforeEach(async ({ context, baseURL }) => read(context, baseURL, 'ru'))

test('one tap on a demonstration account signs in, the second factor included', async ({ page }) => {
  await page.goto('/sign-in?next=/account')
  await page.getByRole('button', { name: /Учебный отдел/ }).click()
  await expect(page).toHaveURL(/\/account$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Моя учётная запись')
  await expect(page.getByText('Это устройство')).toBeVisible()
})

test('a wrong password and an unknown login get the same words', async ({ page }) => {
  const { login } = await accountOf(page, 'student')
  for (const name of [login, 'nobody-of-that-name']) {
    await enter(page, { login: name, password: 'a wrong password', role: '' })
    await expect(page.getByRole('alert')).toContainText('Логин или пароль не подходит')
  }
})

test('the pages of sign-in fit 360 px, have no fault that axe knows, and work in three languages', async ({ page, context, baseURL }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  for (const locale of ['ky', 'ru', 'en']) {
    await read(context, baseURL, locale)
    for (const path of ['/sign-in', '/recovery', '/new-password', '/new-password#token']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('main')).not.toContainText(/\b[a-z-]+\.[a-z-]+\.[a-z-]+\b|undefined/)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
  }
})

test('a code application is connected, asked for, and disconnected again', async ({ page }) => {
  const account = await accountOf(page, 'applicant')
  await enter(page, account)
  await expect(page).not.toHaveURL(/sign-in/)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Подключить приложение' }).click()
  await page.getByRole('dialog').getByLabel('Ваш пароль').fill(account.password)
  await page.getByRole('button', { name: 'Продолжить' }).click()
  const secret = secretOf((await page.locator('[translate=no]').first().textContent()) ?? '')
  const step = stepAt()
  await page.getByLabel('Код из приложения').fill(codeOfStep(secret, step))
  await page.getByRole('button', { name: 'Подтвердить' }).click()
  await expect(page.getByText('Эти коды показаны только сейчас')).toBeVisible()
  const backup = (await page.getByRole('dialog').getByRole('listitem').first().textContent()) ?? ''
  await page.getByRole('button', { name: 'Коды сохранены' }).click()
  await expect(page.getByText('Подключено', { exact: true })).toBeVisible()
  await expect(page.getByText('Осталось 10 запасных кодов.')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])

  await signOut(page)
  await enter(page, account)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Второй шаг')
  await page.getByLabel('Код из приложения').fill('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Код не подходит').first()).toBeVisible()
  await page.getByLabel('Код из приложения').fill(codeOfStep(secret, step + 1))
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/sign-in/)

  await signOut(page)
  await enter(page, account)
  await page.getByRole('button', { name: 'Ввести запасной код' }).click()
  await page.getByLabel('Запасной код').fill(backup)
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/sign-in/)

  await page.goto('/account')
  await expect(page.getByText('Осталось 9 запасных кодов.')).toBeVisible()
  await page.getByRole('button', { name: 'Отключить приложение' }).click()
  await page.getByRole('dialog').getByLabel('Ваш пароль').fill(account.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Отключить приложение' }).click()
  await expect(page.getByText('Не подключено')).toBeVisible()
})

test('a passkey is made, signs in by itself, stands as the second factor, and is removed', async ({ page }) => {
  const account = await accountOf(page, 'partner_student')
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await enter(page, account)
  await expect(page).not.toHaveURL(/sign-in/)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Добавить ключ' }).click()
  await page.getByLabel('Название ключа').fill('Телефон')
  await page.getByRole('dialog').getByLabel('Ваш пароль').fill(account.password)
  await page.getByRole('button', { name: 'Создать ключ' }).click()
  await expect(page.getByRole('button', { name: 'Удалить ключ: Телефон' })).toBeVisible()

  await signOut(page)
  await page.getByRole('button', { name: 'Войти с ключом доступа' }).click()
  await expect(page).not.toHaveURL(/sign-in/)

  await signOut(page)
  await enter(page, account)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Второй шаг')
  await page.getByRole('button', { name: 'Войти с ключом доступа' }).click()
  await expect(page).not.toHaveURL(/sign-in/)

  await page.goto('/account')
  await page.getByRole('button', { name: 'Удалить ключ: Телефон' }).click()
  await page.getByRole('dialog').getByLabel('Ваш пароль').fill(account.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить ключ' }).click()
  await expect(page.getByText('Ключей доступа пока нет.')).toBeVisible()
})

test('asking for recovery says the same for everybody', async ({ page }) => {
  for (const login of ['nobody-of-that-name', 'nobody@example.kg']) {
    await page.goto('/recovery')
    await page.getByLabel('Логин или электронная почта').fill(login)
    await page.getByRole('button', { name: 'Прислать ссылку' }).click()
    await expect(page.getByText('Проверьте почту')).toBeVisible()
  }
})
