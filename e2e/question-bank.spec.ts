import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { makeItem, sharedOffering } from './coding-hands.ts'
import { contextOf } from './signed-in.ts'
import { wordsOf } from './words.ts'

const bank = wordsOf('ru', 'domains/exams/bank/web')
const exams = wordsOf('ru', 'domains/exams/web')

test('a teacher writes a question into the bank, tries it, and makes a test of it and of random ones; a student is asked', async ({ browser }) => {
  test.setTimeout(90_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 360, height: 780 }, serviceWorkers: 'block' })
  const student = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 780 }, serviceWorkers: 'block' })
  const offeringId = await sharedOffering(teacher, student)
  const name = `Горы ${Date.now().toString(36)}`
  const page = await teacher.newPage()

  await page.goto(`/courses/${offeringId}`)
  await page.getByRole('button', { name: exams('bank.title') }).click()
  await expect(page.getByRole('heading', { level: 1, name: exams('bank.title') })).toBeVisible()
  await page.getByRole('button', { name: bank('add'), exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: exams('edit.kind-single') })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: exams('bank.new') })).toBeVisible()
  await page.getByRole('textbox', { name: exams('edit.prompt'), exact: true }).fill(`${name}: самая высокая?`)
  for (const [index, text] of ['Пик Победы', 'Хан-Тенгри', 'Пик Ленина'].entries())
    await page.getByLabel(bank('option.text', { number: index + 1 }), { exact: true }).fill(text)

  // the tab dies: what was written stands there again
  await page.reload()
  await expect(page.getByText(bank('draft.title'))).toBeVisible()
  await expect(page.getByLabel(bank('option.text', { number: 3 }), { exact: true })).toHaveValue('Пик Ленина')

  await page.getByRole('button', { name: bank('try.begin') }).click()
  await page.getByRole('radio', { name: 'Хан-Тенгри' }).check()
  await page.getByRole('button', { name: bank('try.check') }).click()
  await expect(page.getByText(/приносит 0\s?%/)).toBeVisible()
  await page.getByRole('radio', { name: 'Пик Победы' }).first().check()
  await page.getByRole('button', { name: bank('try.check') }).click()
  await expect(page.getByText(/приносит 100\s?%/)).toBeVisible()
  await page.getByLabel(bank('topic'), { exact: true }).fill(name)
  await page.getByLabel(bank('difficulty.title')).selectOption('easy')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: bank('save-new') }).click()
  await expect(page.getByText(bank('version', { number: 1 })).first()).toBeVisible()

  // other words are another version; the first one can always be seen
  await page.getByLabel(bank('option.text', { number: 3 }), { exact: true }).fill('Пик Манаса')
  await page.getByRole('button', { name: bank('save'), exact: true }).click()
  await page.getByRole('button', { name: bank('show', { number: 1 }) }).click()
  await expect(page.getByRole('dialog').getByText('Пик Ленина')).toBeVisible()
  await page.keyboard.press('Escape')
  await page
    .getByRole('link', { name: exams('bank.title') })
    .first()
    .click()
  await page.getByLabel(bank('find')).fill(name)
  await expect(page.getByRole('link', { name: new RegExp(name) })).toBeVisible()

  const headers = { 'x-portal-csrf': '1' }
  for (const text of ['Ош', 'Нарын', 'Баткен']) {
    const option = (id: string, words: string, credit: number) => ({ id, text: { ru: words }, credit, feedback: {} })
    const made = await teacher.request.post(`/api/offerings/${offeringId}/bank`, {
      headers,
      data: {
        topic: `${name} 2`,
        content: {
          kind: 'single',
          title: '',
          points: 1,
          language: 'ru',
          tags: [],
          generalFeedback: {},
          hints: [],
          extras: [],
          prompt: { ru: `${text} — город?` },
          options: [option('a', 'да', 1), option('b', 'нет', 0)],
          shuffle: true,
        },
      },
    })
    expect(made.ok()).toBe(true)
  }

  const itemId = await makeItem(teacher, offeringId, `Тест из банка ${name}`, 'test')
  await page.goto(`/courses/${offeringId}/items/${itemId}/test`)
  await page.getByRole('button', { name: bank('from-bank') }).click()
  const chooser = page.getByRole('dialog')
  await chooser.getByLabel(bank('find')).fill(name)
  await chooser
    .getByRole('checkbox', { name: new RegExp(name) })
    .first()
    .check()
  await chooser.getByRole('button', { name: bank('take-chosen_one', { count: 1 }) }).click()
  await expect(page.getByText(bank('held', { version: 2 }))).toBeVisible()
  await page.getByRole('button', { name: bank('draws.add') }).click()
  await page.getByLabel(bank('topic'), { exact: true }).selectOption(`${name} 2`)
  await expect(page.getByText(bank('draws.there_few', { count: 3 }))).toBeVisible()
  await page.getByRole('button', { name: exams('edit.save') }).click()
  // five are asked for, three are there
  await expect(page.getByRole('alert').filter({ hasText: /не хватает|нет стольких/ })).toBeVisible()
  await page.getByLabel(bank('draws.count')).fill('2')
  await page.getByRole('button', { name: exams('edit.save') }).click()
  await expect(page.getByText(exams('edit.saved')).first()).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const sitting = await student.newPage()
  await sitting.goto(`/courses/${offeringId}/items/${itemId}`)
  await sitting.getByRole('button', { name: exams('start.first') }).click()
  await expect(sitting.getByText(`${name}: самая высокая?`)).toBeVisible()
  await expect(sitting.getByText(/— город\?/)).toHaveCount(2)
  await sitting.getByRole('radio', { name: 'Пик Победы' }).check()
  for (const yes of await sitting.getByRole('radio', { name: 'да', exact: true }).all()) await yes.check()
  await sitting
    .locator('main')
    .getByRole('button', { name: exams('paper.submit') })
    .click()
  await sitting
    .getByRole('dialog')
    .getByRole('button', { name: exams('paper.submit') })
    .click()
  await expect(sitting.getByRole('heading', { name: exams('result.title', { number: 1 }) })).toBeVisible()

  await page.goto(`/courses/${offeringId}/items/${itemId}/results`)
  await expect(page.getByText(exams('whole.title'))).toBeVisible()
  await page.getByText(exams('results.options')).first().click()
  await expect(page.getByRole('table').filter({ hasText: 'Пик Победы' })).toContainText('100')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})
