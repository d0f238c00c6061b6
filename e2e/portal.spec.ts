import { expect, test } from '@playwright/test'

test('the portal is open, in the language of the reader', async ({ page }) => {
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
  await expect(page.getByRole('main')).toBeVisible()
  expect(troubles).toEqual([])
})
