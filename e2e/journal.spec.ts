import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

test('a teacher writes a class on a phone, the line is cut, attendance is saved all the same; the student sees it', async ({ browser }) => {
  test.setTimeout(90_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 360, height: 780 }, serviceWorkers: 'block' })
  const student = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 780 } })
  try {
    const page = await teacher.newPage()
    const mine = (await (await page.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
    const offeringId = mine.teaches.find(({ code }) => code.startsWith('PROG1-B-SE-2026'))?.id ?? ''
    const own = await student.newPage()
    const me = (await (await own.request.get('/api/me')).json()) as { person: { surname: string; givenName: string } }
    const name = `${me.person.surname} ${me.person.givenName}`
    const topic = `Разбор задач ${Date.now() % 100_000}`

    await page.goto(`/courses/${offeringId}/journal`)
    await page.getByRole('button', { name: 'Записать занятие' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Записать и отметить присутствие' }).click()
    await expect(dialog.getByText('Напишите тему занятия')).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Тема' }).fill(topic)
    await dialog.getByRole('combobox', { name: 'Вид' }).selectOption('seminar')
    await dialog.getByRole('button', { name: 'Записать и отметить присутствие' }).click()
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible()
    await sound(page)

    // by keyboard: from present to absent, then on to the next student
    const row = page.getByRole('radiogroup', { name })
    await row.getByRole('radio', { name: 'Есть' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(row.getByRole('radio', { name: 'Нет' })).toBeChecked()
    await page.keyboard.press('ArrowDown')
    await expect(row.getByRole('radio', { name: 'Нет' })).not.toBeFocused()
    await expect(page.getByText('не сохранено, хранится на устройстве')).toBeVisible()

    // the line goes in the middle: nothing that was said is lost, also after a reload
    await teacher.route('**/presence', (route) => route.abort())
    await page.getByRole('button', { name: 'Сохранить присутствие' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await teacher.unroute('**/presence')
    await page.reload()
    await expect(row.getByRole('radio', { name: 'Нет' })).toBeChecked()
    await page.getByRole('button', { name: 'Сохранить присутствие' }).click()
    await expect(page.getByText(/· сохранено/)).toBeVisible()

    await own.goto(`/courses/${offeringId}/attendance`)
    const line = own.getByText(topic)
    await expect(line).toBeVisible()
    await expect(own.getByText('не был(а)', { exact: true }).first()).toBeVisible()
    await sound(own)

    // an excuse asks for its document
    await row.getByRole('radio', { name: 'Уваж.' }).check({ force: true })
    await page.getByRole('button', { name: 'Сохранить присутствие' }).click()
    await expect(page.getByText('У отсутствия по уважительной причине укажите документ')).toBeVisible()
    await page.getByRole('textbox', { name: 'Документ' }).fill('Справка № 14')
    await page.getByRole('button', { name: 'Сохранить присутствие' }).click()
    await expect(page.getByText(/· сохранено/)).toBeVisible()
    await own.reload()
    await expect(own.getByText('Справка № 14').first()).toBeVisible()
  } finally {
    await teacher.close()
    await student.close()
  }
})
