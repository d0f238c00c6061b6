import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type BrowserContext } from '@playwright/test'
import { makeItem, sharedOffering } from './coding-hands.ts'
import { contextOf } from './signed-in.ts'

const common = { title: '', points: 1, language: 'ru', tags: [], generalFeedback: {}, hints: [], extras: [] }
const ru = (text: string) => ({ ru: text })
const compare = { case: true, yo: true, kyrgyz: true, homoglyphs: true, punctuation: false, spaces: true, distance: 0 }
const accepted = (pattern: string) => [{ id: 'a1', pattern, wildcard: false, credit: 1, feedback: {} }]
const rect = (x: number, y: number) => ({ kind: 'rect', x, y, width: 40, height: 40 })
// a drawing of the portal's own, 200 × 100
const picture = { src: '/icon-192.png', width: 200, height: 100, alt: ru('Знак портала') }

const contents = [
  { ...common, kind: 'true-false', prompt: ru('Солнце восходит на востоке'), right: true, feedbackTrue: ru('Именно так'), feedbackFalse: {} },
  { ...common, kind: 'short-text', prompt: ru('Столица Кыргызстана'), accepted: accepted('Бишкек'), compare },
  {
    ...common,
    kind: 'matching',
    prompt: ru('Части страны'),
    pairs: [
      { id: 'a', prompt: ru('Ош'), match: ru('юг') },
      { id: 'b', prompt: ru('Талас'), match: ru('запад') },
    ],
    distractors: [{ id: 'c', text: ru('север') }],
    shuffle: true,
  },
  {
    ...common,
    kind: 'ordering',
    prompt: ru('По возрастанию'),
    items: ['один', 'два', 'три'].map((text, index) => ({ id: `i${index}`, text: ru(text) })),
    credit: 'exact',
  },
  {
    ...common,
    kind: 'cloze',
    prompt: ru('<p>Высшая точка — пик [[a]], <b>[[b]]</b> метров.</p>'),
    gaps: [
      { id: 'a', weight: 1, kind: 'text', accepted: accepted('Победы'), compare },
      {
        id: 'b',
        weight: 1,
        kind: 'list',
        shuffle: true,
        options: ['7439', '8848'].map((text, index) => ({ id: text, text: ru(text), credit: 1 - index, feedback: {} })),
      },
    ],
  },
  { ...common, kind: 'hotspot', prompt: ru('Отметьте середину'), picture, regions: [{ id: 'r', shape: rect(80, 30), feedback: {} }] },
  {
    ...common,
    kind: 'drag-into-picture',
    prompt: ru('Подпишите стороны'),
    picture,
    labels: [
      { id: 'l', text: ru('слева'), picture: null, unlimited: false },
      { id: 'r', text: ru('справа'), picture: null, unlimited: false },
    ],
    zones: [
      { id: 'z1', shape: rect(10, 30), label: 'l' },
      { id: 'z2', shape: rect(150, 30), label: 'r' },
    ],
  },
  {
    ...common,
    kind: 'calculated',
    prompt: ru('Сколько будет {a} + {a}?'),
    variables: [{ name: 'a', from: 2, to: 9, decimals: 0 }],
    datasets: [],
    formula: '{a} + {a}',
    tolerance: { kind: 'absolute', by: 0 },
    unit: { units: [{ name: 'км', factor: 1 }], ask: 'required', penalty: 0.5 },
    feedback: {},
  },
]

async function put(teacher: BrowserContext, itemId: string): Promise<void> {
  const filler = { html: true, choices: [], answer: null, tolerance: null, unit: null, feedback: null }
  const questions = contents.map((content) => ({ ...filler, kind: content.kind, prompt: content.prompt, points: 1, content }))
  const rules = { points: 8, passPercent: null, attempts: 3, minutes: null, shuffle: false, showAnswers: 'after_attempt' }
  const reply = await teacher.request.put(`/api/items/${itemId}/test/edit`, { data: { ...rules, questions }, headers: { 'x-portal-csrf': '1' } })
  expect(reply.status(), await reply.text()).toBe(200)
}

test('a student answers every kind of question on a phone, with the line gone in the middle, and all of it counts', async ({ browser }) => {
  test.setTimeout(90_000)
  const teacher = await contextOf(browser, 'teacher', 'ru')
  const student = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 740 }, hasTouch: true })
  const offeringId = await sharedOffering(teacher, student)
  const itemId = await makeItem(teacher, offeringId, 'Вопросы всех видов', 'test')
  await put(teacher, itemId)
  const page = await student.newPage()
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  await page.getByRole('button', { name: 'Начать тест' }).click()
  const questions = page
    .getByRole('main')
    .locator('ol > li')
    .filter({ hasText: /Вопрос \d/ })
  await expect(questions).toHaveCount(8)

  await questions.nth(0).getByRole('radio', { name: 'Верно', exact: true }).check()
  await questions.nth(1).getByRole('textbox').fill('  бишкек ')
  await expect(questions.nth(1).getByText('Сохранено')).toBeVisible()
  await student.setOffline(true)
  await questions.nth(2).getByRole('combobox', { name: 'Пара к «Ош»' }).selectOption({ label: 'юг' })
  await questions.nth(2).getByRole('combobox', { name: 'Пара к «Талас»' }).selectOption({ label: 'запад' })
  await expect(questions.nth(2).getByText(/Хранится на этом устройстве/)).toBeVisible()
  await student.setOffline(false)
  const order = questions.nth(3)
  for (const word of ['три', 'два', 'один']) {
    // brought to the top one after another, the last stays first
    const up = order.getByRole('button', { name: `«${word}» выше` })
    while (await up.isEnabled()) await up.click()
  }
  await expect(order.locator('ol > li')).toHaveText([/один/, /два/, /три/])
  await questions.nth(4).getByRole('textbox', { name: 'Пропуск 1' }).fill('победы')
  await questions.nth(4).getByRole('combobox', { name: 'Пропуск 2' }).selectOption({ label: '7439' })
  // by keyboard: the cross begins in the middle
  await questions.nth(5).getByRole('application').focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(questions.nth(5).getByRole('button', { name: 'Убрать точку 1' })).toBeVisible()
  await questions.nth(6).getByRole('combobox', { name: 'Место 1' }).selectOption({ label: 'слева' })
  await questions.nth(6).getByRole('combobox', { name: 'Место 2' }).selectOption({ label: 'справа' })
  const sum = /(\d+) \+ \1/.exec((await questions.nth(7).textContent()) ?? '')
  await questions
    .nth(7)
    .getByRole('textbox', { name: /Ваш ответ/ })
    .fill(String(2 * Number(sum?.[1])))
  await questions.nth(7).getByRole('combobox', { name: 'Единица' }).selectOption('км')
  await expect(questions.nth(7).getByRole('combobox', { name: 'Единица' })).toHaveValue('км')
  await expect(questions.getByText(/^Сохранено(?! на)/)).toHaveCount(8)
  await expect(page.getByText('Отвечено: 8 из 8')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  const faults = async () => (await new AxeBuilder({ page }).include('main').analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])
  expect(await faults()).toEqual([])

  await page.getByRole('button', { name: 'Сдать тест' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Сдать тест' }).click()
  await expect(page.getByText('8 из 8 баллов')).toBeVisible()
  await expect(page.getByText('Именно так')).toBeVisible()
  expect(await faults()).toEqual([])
})

test('a teacher brings questions from a file, reads what stayed out, adds one by hand, and saves them as a file', async ({ browser }) => {
  test.setTimeout(60_000)
  const teacher = await contextOf(browser, 'teacher', 'ru')
  const student = await contextOf(browser, 'student', 'ru')
  const offeringId = await sharedOffering(teacher, student)
  const itemId = await makeItem(teacher, offeringId, 'Вопросы из файла', 'test')
  const page = await teacher.newPage()
  await page.goto(`/courses/${offeringId}/items/${itemId}/test`)
  const gift = '::Столица::Столица страны {=Бишкек ~Ош}\n\n::Небо::Небо синее {TRUE}\n\n::Мысли::Что вернее {~да ~нет}\n'
  await page.getByLabel('Выберите файл с вопросами').setInputFiles({ name: 'вопросы.gift', mimeType: 'text/plain', buffer: Buffer.from(gift) })
  await expect(page.getByText('Добавлено 2 вопроса из 3')).toBeVisible()
  await expect(page.getByText(/3\. Мысли · несколько ответов/)).toBeVisible()
  await expect(page.getByText(/Верный вариант не отмечен|Нужен вариант с полным баллом/)).toBeVisible()
  await expect(page.getByRole('group', { name: /Вопрос \d/ })).toHaveCount(2)

  await page.getByRole('button', { name: 'Упорядочение' }).click()
  const added = page.getByRole('group', { name: 'Вопрос 3' })
  await added.getByRole('textbox', { name: 'Вопрос', exact: true }).fill('По порядку')
  await page.getByRole('button', { name: 'Сохранить тест' }).click()
  await expect(added.getByRole('alert')).toContainText('Текст вопроса или варианта пуст')
  for (const [index, word] of ['А < Б', 'В', 'Г'].entries()) await added.getByRole('textbox', { name: `По порядку: ${index + 1}` }).fill(word)
  await page.getByRole('button', { name: 'Сохранить тест' }).click()
  await expect(page.getByText('Тест сохранён')).toBeVisible()
  await page.reload()
  await expect(added.getByRole('textbox', { name: 'По порядку: 1' })).toHaveValue('А < Б')

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Moodle XML' }).click()
  expect((await download).suggestedFilename()).toMatch(/Вопросы-из-файла.*\.xml$/)
})
