import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

test('a teacher sees what waits and until when; the quality office sees the teachers and the rows behind a figure', async ({ browser }) => {
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 360, height: 780 }, reducedMotion: 'reduce' })
  const quality = await contextOf(browser, 'quality', 'ky', { viewport: { width: 360, height: 780 }, reducedMotion: 'reduce' })
  try {
    const own = await teacher.newPage()
    await own.goto('/my/answering')
    await expect(own.getByRole('heading', { level: 1, name: 'Мои сроки ответа' })).toBeVisible()
    await expect(own.getByText(/Работа проверяется за 7 дней/)).toBeVisible()
    await expect(own.getByText('просрочено').first()).toBeVisible()
    await sound(own)

    const page = await quality.newPage()
    await page.goto('/answering/department')
    await expect(page.getByRole('heading', { level: 1, name: 'Мугалимдердин жооп берүү мөөнөтү' })).toBeVisible()
    await sound(page)
    const first = page.locator('main a[href^="/answering/teachers/"]').first()
    const name = await first.innerText()
    await first.click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.getByText('Бул сандардын артындагы иштер жана суроолор')).toBeVisible()
    await sound(page)
  } finally {
    await teacher.close()
    await quality.close()
  }
})
