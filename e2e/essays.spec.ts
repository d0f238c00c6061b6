import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type BrowserContext } from '@playwright/test'
import { makeItem, sharedOffering } from './coding-hands.ts'
import { contextOf } from './signed-in.ts'

const common = { title: '', language: 'ru', tags: [], generalFeedback: {}, hints: [], extras: [] }
const essay = {
  ...common,
  kind: 'essay',
  points: 6,
  prompt: { ru: 'Зачем городу река?' },
  format: 'plain',
  minWords: 3,
  maxWords: 8,
  maxCharacters: null,
  template: {},
  guidance: { ru: 'Балл за каждую причину' },
}
const truth = {
  ...common,
  kind: 'true-false',
  points: 4,
  prompt: { ru: 'Чу течёт через Чуйскую долину' },
  right: true,
  feedbackTrue: {},
  feedbackFalse: {},
}

async function makeTest(teacher: BrowserContext, itemId: string): Promise<void> {
  const filler = { html: true, choices: [], answer: null, tolerance: null, unit: null, feedback: null }
  const questions = [truth, essay].map((content) => ({ ...filler, kind: content.kind, prompt: content.prompt, points: content.points, content }))
  const rules = { points: 10, passPercent: 60, attempts: 2, minutes: null, shuffle: false, showAnswers: 'after_attempt' }
  const reply = await teacher.request.put(`/api/items/${itemId}/test/edit`, { data: { ...rules, questions }, headers: { 'x-portal-csrf': '1' } })
  expect(reply.status(), await reply.text()).toBe(200)
}

test('an essay is written over a broken line, waits, is marked without names by keyboard, and comes back with its comment', async ({ browser }) => {
  test.setTimeout(90_000)
  const teacher = await contextOf(browser, 'teacher', 'ru')
  const student = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 740 }, hasTouch: true })
  const offeringId = await sharedOffering(teacher, student)
  const itemId = await makeItem(teacher, offeringId, 'Сочинение о реке', 'test')
  await makeTest(teacher, itemId)
  const address = `/courses/${offeringId}/items/${itemId}`

  const page = await student.newPage()
  await page.goto(address)
  await page.getByRole('button', { name: 'Начать тест' }).click()
  await page.getByRole('radio', { name: 'Верно', exact: true }).check()
  const field = page.getByRole('textbox', { name: 'Ваш ответ' })
  // pasted in one piece, then typed on
  await field.click()
  await page.keyboard.insertText('Река даёт воду.')
  await expect(page.getByText('3 слова', { exact: true })).toBeVisible()
  await expect(page.getByText(/^Сохранено(?! на)/)).toHaveCount(2)
  await student.setOffline(true)
  await page.keyboard.insertText('\nИ прохладу летом.')
  await expect(page.getByText(/Хранится на этом устройстве/)).toBeVisible()
  await student.setOffline(false)
  await expect(page.getByText(/^Сохранено(?! на)/)).toHaveCount(2)
  await page.reload()
  await expect(field).toHaveValue('Река даёт воду.\nИ прохладу летом.')
  await field.fill('Река даёт воду.\nИ прохладу летом, и путь, и рыбу.')
  await expect(page.getByText(/слов больше, чем нужно/)).toBeVisible()
  await field.fill('Река даёт воду.\nИ прохладу летом.')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.getByRole('button', { name: 'Сдать тест' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Сдать тест' }).click()
  await expect(page.getByText('Ждёт проверки', { exact: true })).toBeVisible()
  await expect(page.getByText(/Пока известно 4 из 10 баллов, это не итог/)).toBeVisible()
  await expect(page.getByText(/Пройден|Лучший результат/)).toHaveCount(0)

  const desk = await teacher.newPage()
  await desk.goto(address)
  await desk.getByRole('link', { name: 'Проверка ответов: ждёт 1 попытка' }).click()
  await expect(desk.getByRole('heading', { level: 1, name: 'Проверка ответов' })).toBeVisible()
  await expect(desk.locator('[data-work]')).toHaveText('Река даёт воду.\nИ прохладу летом.')
  // whose it is, nobody is told until it is asked for
  const me = (await (await student.request.get('/api/me')).json()) as { person: { surname: string } }
  await expect(desk.getByRole('main')).not.toContainText(me.person.surname)
  const points = desk.getByRole('textbox', { name: /Баллы/ })
  await points.fill('4,5')
  await desk.getByRole('textbox', { name: 'Комментарий студенту' }).fill('Хорошо, но причин больше.')
  await expect(desk.getByText('Сохранено на устройстве, не отправлено')).toBeVisible()
  await desk.reload()
  await expect(points).toHaveValue('4,5')
  await expect(desk.getByRole('textbox', { name: 'Комментарий студенту' })).toHaveValue('Хорошо, но причин больше.')
  expect((await new AxeBuilder({ page: desk }).include('main').analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await points.press('Control+Enter')
  await expect(desk.getByText('Оценка сохранена')).toBeVisible()
  await expect(desk.getByText('Всё проверено')).toBeVisible()

  await page.reload()
  await expect(page.getByText(/^8,5 из 10 баллов/)).toBeVisible()
  await expect(page.getByText('Хорошо, но причин больше.')).toBeVisible()

  // a second look: the mark changes with a reason, and what it was stays in the history
  await desk.getByRole('combobox', { name: 'Показать' }).selectOption('marked')
  await desk.getByLabel('Показать имена').check()
  await expect(desk.getByRole('heading', { name: new RegExp(me.person.surname) })).toBeVisible()
  await points.fill('6')
  await desk.getByRole('textbox', { name: 'Почему оценка меняется' }).fill('Перечитано')
  await desk.getByRole('button', { name: 'Изменить оценку' }).click()
  await expect(desk.getByText('Причина: Перечитано')).toBeVisible()
  await expect(desk.getByText('4,5 из 6', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByText(/^10 из 10 баллов/)).toBeVisible()
})
