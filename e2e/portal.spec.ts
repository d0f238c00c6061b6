import { expect, test } from '@playwright/test'
import { contextOf } from './signed-in.ts'

test('the portal is open, in one of its languages', async ({ page }) => {
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  await expect(page.locator('html')).toHaveAttribute('lang', /^(ky|ru|en)$/)
  await expect(page.getByRole('main')).toBeVisible()
  expect(troubles).toEqual([])
})

test('a tab that asks for a file of the former build is loaded anew at the page it was going to', async ({ browser }) => {
  const context = await contextOf(browser, 'student', 'en')
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('link', { name: 'Staff' }).first().waitFor()
  let refused = 0
  await page.route(/assets\/StaffPage[^/]*\.js$/, (route) => (refused++ === 0 ? route.fulfill({ status: 404 }) : route.continue()))
  await page.getByRole('link', { name: 'Staff' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Staff' })).toBeVisible()
  expect(refused).toBeGreaterThan(1)
  await context.close()
})

test('the search finds settings by a word of any language, and does them', async ({ browser }) => {
  const context = await contextOf(browser, 'psychologist', 'en')
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('button', { name: /^User: / }).waitFor()
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox')
  await box.fill('сырсөз')
  await expect(page.getByRole('option', { name: 'My account' })).toBeVisible()
  await box.fill('dark')
  await page.getByRole('option', { name: 'Appearance: Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await context.close()
})
