import { expect, test, type Browser, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

interface Outline {
  sections: { items: { id: string; kind: string }[] }[]
}

/** The login of the demonstration's account of a role. */
async function loginOf(browser: Browser, role: string): Promise<string> {
  const anybody = await contextOf(browser, null, 'ru')
  const body = (await (await anybody.request.get(`${process.env.E2E_ADDRESS}/api/demonstration/accounts`)).json()) as
    { login: string; role: string }[] | { accounts: { login: string; role: string }[] }
  await anybody.close()
  const found = (Array.isArray(body) ? body : body.accounts).find((one) => one.role === role)
  if (!found) throw new Error(`the demonstration has no ${role}`)
  return found.login
}

/** The first item of a kind that the student may still do. */
async function openItem(
  page: Page,
  kind: string,
  isOpen: (view: { closed?: string | null; own?: unknown[]; open?: boolean }) => boolean,
): Promise<string> {
  const today = (await (await page.request.get('/api/my/today')).json()) as { offerings: { offeringId: string; teaching: boolean }[] }
  for (const { offeringId } of today.offerings.filter((one) => !one.teaching)) {
    const course = (await (await page.request.get(`/api/offerings/${offeringId}/course`)).json()) as Outline
    for (const item of course.sections.flatMap((section) => section.items).filter((one) => one.kind === kind)) {
      const answer = await page.request.get(`/api/items/${item.id}/${kind}`)
      if (answer.ok() && isOpen(await answer.json())) return `/courses/${offeringId}/items/${item.id}`
    }
  }
  throw new Error(`the demonstration student has no open ${kind}`)
}

async function studentPage(browser: Browser): Promise<Page> {
  const context = await contextOf(browser, await loginOf(browser, 'student'), 'ru', {
    viewport: { width: 360, height: 740 },
    serviceWorkers: 'block',
  })
  return context.newPage()
}

test('a test goes on through a dropped line and a reload, and is marked', async ({ browser }) => {
  const page = await studentPage(browser)
  await page.goto(await openItem(page, 'test', (view) => view.closed === null && view.own?.length === 0))
  await page.getByRole('button', { name: 'Начать тест' }).click()
  const choices = page.locator('main input[type=radio], main input[type=checkbox]')
  await choices.first().check()
  await expect(page.getByText('Сохранено', { exact: false }).first()).toBeVisible()
  await page.context().setOffline(true)
  await choices.last().check()
  await expect(page.getByText('Хранится на этом устройстве', { exact: false }).first()).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText('Хранится на этом устройстве', { exact: false })).toHaveCount(0, { timeout: 20_000 })
  await page.reload()
  await expect(choices.first()).toBeChecked()
  await expect(choices.last()).toBeChecked()
  await page.getByRole('button', { name: 'Сдать тест' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Сдать тест' }).click()
  await expect(page.getByRole('heading', { name: 'Результат, попытка 1' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test('work is handed in once although the line drops, its draft survives a reload', async ({ browser }) => {
  const page = await studentPage(browser)
  await page.goto(await openItem(page, 'assignment', (view) => view.open === true))
  await page.getByLabel('Ваш ответ').fill('Моё решение: print(1)')
  await page.locator('input[type=file]').setInputFiles({ name: 'решение.py', mimeType: 'text/x-python', buffer: Buffer.from('print(1)') })
  await expect(page.getByText('Черновик хранится на этом устройстве')).toBeVisible()
  await page.reload()
  await expect(page.getByText('решение.py')).toBeVisible()
  await expect(page.getByLabel('Ваш ответ')).toHaveValue('Моё решение: print(1)')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Сдать', exact: true }).click()
  await expect(page.getByText('Связи нет, работа пока не сдана')).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByRole('heading', { name: /^Сдача \d+$/ }).first()).toBeVisible({ timeout: 20_000 })
  await page.goto('/me/trace')
  await expect(page.getByText('Работа сдана').first()).toBeVisible()
})
