import { expect, test } from '@playwright/test'
import { contextOf } from './signed-in.ts'

/** From work that waits, by the keyboard, to the grade book; and from a group to its record. */
test('a teacher marks with a comment and finds the points in the grade book; the registrar opens the group’s record on a phone', async ({
  browser,
}) => {
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1440, height: 900 } })
  const page = await teacher.newPage()
  await page.goto('/')
  await page
    .getByRole('link', { name: /ждут проверки|ждёт проверки/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Проверка работ')
  const author = await page.getByRole('heading', { level: 2 }).first().textContent()
  const comment = `Хорошая работа, проверено ${test.info().testId.slice(0, 6)}`
  await page.getByLabel(/^Баллы/).fill('17,5')
  await page.getByLabel('Комментарий студенту').fill(comment)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 2 }).first()).not.toHaveText(author ?? '')
  // as one goes by hand: the page stays open, and what is counted meanwhile comes to it
  await page.getByRole('navigation', { name: 'Путь' }).getByRole('link').last().click()
  await page.getByRole('button', { name: 'Журнал оценок' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Журнал оценок')
  // two jobs and the news of them, behind whatever else the portal has to do
  await expect(page.getByText('17,5').first()).toBeVisible({ timeout: 30_000 })
  await teacher.close()

  const registrar = await contextOf(browser, 'registrar', 'ky', { viewport: { width: 360, height: 780 } })
  const office = await registrar.newPage()
  await office.goto('/groups')
  await office.getByRole('link', { name: 'ПИ-26-1' }).first().click()
  await office.getByRole('button', { name: 'Топтун баалары' }).click()
  await expect(office.getByRole('heading', { level: 1 })).toContainText('ПИ-26-1')
  await registrar.close()
})
