import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

interface Book {
  items: { id: string; kind: string; title: { ru?: string } }[]
  students: { person: { id: string; surname: string }; points: (number | null)[] }[]
}
const bookOf = async (api: APIRequestContext, offeringId: string): Promise<Book> =>
  (await (await api.get(`/api/offerings/${offeringId}/gradebook`)).json()) as Book

/** As a spreadsheet puts a block on the clipboard. */
const paste = (page: Page, text: string): Promise<void> =>
  page.getByRole('grid').evaluate((grid, block) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', block)
    grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

test('a teacher writes marks by the keyboard and from a spreadsheet, undoes, sees another’s mark and the history of a cell', async ({ browser }) => {
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1440, height: 900 } })
  const page = await teacher.newPage()
  const mine = (await (await teacher.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  const offering = mine.teaches.find(({ code }) => code.startsWith('PROG1-B-SE-2026'))
  const offeringId = offering?.id ?? ''
  const line = page.waitForEvent('websocket', { predicate: (socket) => socket.url().includes('/api/realtime'), timeout: 40_000 })
  await page.goto(`/courses/${offeringId}/gradebook`)

  const name = `Коллоквиум ${Date.now()}`
  await page.getByRole('button', { name: 'Добавить колонку' }).click()
  await page.getByLabel('Название').fill(name)
  await page.getByLabel('Наибольший балл').fill('10')
  await page.getByLabel('Часть оценки').selectOption({ label: 'Итоговая контрольная работа' })
  await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByRole('columnheader', { name })).toBeVisible()
  const book = await bookOf(teacher.request, offeringId)
  const column = book.items.findIndex((one) => one.title.ru === name)
  const cell = (row: number) => page.locator(`#cell-${row}-${column + 1}`)

  // the keyboard alone: to the last column, a mark with Enter, one with Tab, one left by Escape
  const grid = page.getByRole('grid')
  await grid.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('End')
  await page.keyboard.type('7,5')
  await page.keyboard.press('Enter')
  await page.keyboard.type('8')
  await page.keyboard.press('Tab')
  await expect(cell(0)).toHaveText('7,5')
  await expect(cell(1)).toHaveText('8')
  await page.keyboard.type('3')
  await page.keyboard.press('Escape')
  await expect(cell(1)).toHaveText('8')
  await expect(page.getByText(/^Сохранено/)).toBeVisible()

  // a block: two are taken, a word, too much and what lies beyond are told
  await page.keyboard.press('ArrowDown')
  await paste(page, '5\t1\nне был\n6\n11\n\n')
  await expect(cell(2)).toHaveText('5')
  await expect(cell(4)).toHaveText('6')
  const refused = page.getByRole('alert')
  await expect(refused).toContainText('Не приняты 3 клетки')
  await expect(refused).toContainText('«не был»): это не число')
  await expect(refused).toContainText('больше наибольшего балла')
  await expect(refused).toContainText('за краем журнала')
  await expect
    .poll(async () => (await bookOf(teacher.request, offeringId)).students.slice(0, 6).map((one) => one.points[column]))
    .toEqual([7.5, 8, 5, null, 6, null])

  // undone as one, by new changes
  await page.keyboard.press('Control+z')
  await expect(cell(2)).toHaveText('—')
  await expect(cell(4)).toHaveText('—')

  // somebody else writes: it appears here without a reload
  await (await line).waitForEvent('framereceived')
  const write = (row: number, was: number | null, points: number) =>
    teacher.request.post(`/api/offerings/${offeringId}/gradebook/marks`, {
      headers: { 'x-portal-csrf': '1' },
      data: { changes: [{ personId: book.students[row]?.person.id, columnId: book.items[column]?.id, was, points }], why: 'Повторный ответ' },
    })
  expect((await write(5, null, 9)).ok()).toBe(true)
  await expect(cell(5)).toHaveText('9', { timeout: 20_000 })

  // and while one writes on top of what has changed meanwhile, nothing is overwritten
  await cell(0).dblclick()
  await expect(page.getByRole('textbox', { name: new RegExp(name) })).toHaveValue('7,5')
  expect((await write(0, 7.5, 4)).ok()).toBe(true)
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('тем временем там записали другое: 4')
  await expect(cell(0)).toHaveText('4')

  // every change of the cell, with who and why
  await cell(0).click()
  await page.getByRole('button', { name: 'Комментарий и история' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row').filter({ hasText: '7,5 → 4' })).toContainText('Повторный ответ')
  await expect(dialog.getByRole('row').filter({ hasText: '— → 7,5' })).toBeVisible()
  await dialog.getByLabel('Комментарий').fill('Зайдите на консультацию')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await expect(cell(0)).toContainText('С комментарием')
  await teacher.close()

  const phone = await contextOf(browser, 'teacher', 'ky', { viewport: { width: 360, height: 780 } })
  const small = await phone.newPage()
  await small.goto(`/courses/${offeringId}/gradebook`)
  await small.locator('summary').nth(3).click()
  await small.getByRole('button', { name: new RegExp(name) }).click()
  await small.getByRole('dialog').getByLabel('Упай').fill('6,5')
  await small.getByRole('dialog').getByRole('button', { name: 'Сактоо' }).click()
  await expect(small.getByRole('button', { name: `${name}: 10 упайдан 6,5` })).toBeVisible()
  await expect(small.getByText(/^Сакталды/)).toBeVisible()
  await phone.close()
})
