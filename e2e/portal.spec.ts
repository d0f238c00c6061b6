import { expect, test } from '@playwright/test'

test('the portal is open, in one of its languages', async ({ page }) => {
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  await expect(page.locator('html')).toHaveAttribute('lang', /^(ky|ru|en)$/)
  await expect(page.getByRole('main')).toBeVisible()
  expect(troubles).toEqual([])
})
