import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { makeItem, sharedOffering } from './coding-hands.ts'
import { contextOf } from './signed-in.ts'
import { wordsOf } from './words.ts'

const exams = wordsOf('ru', 'domains/exams/web')
const room = wordsOf('ru', 'domains/exams/sitting/web')
const headers = { 'x-portal-csrf': '1' }

test('an exam opens by itself at its time from a sealed paper, is watched, extended, moved to another device, and loses nothing', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' })
  const phone = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 780 }, serviceWorkers: 'block' })
  const laptop = await contextOf(browser, 'student', 'ru', { viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' })
  const offeringId = await sharedOffering(teacher, phone)
  const itemId = await makeItem(teacher, offeringId, `Экзамен ${Date.now().toString(36)}`, 'test')
  const choices = ['4', '9'].map((text) => ({ id: `c${text}`, text: { ru: text }, right: text === '4' }))
  const edited = await teacher.request.put(`/api/items/${itemId}/test/edit`, {
    headers,
    data: {
      points: 2,
      passPercent: 50,
      attempts: 1,
      minutes: 30,
      shuffle: false,
      showAnswers: 'after_attempt',
      questions: [
        { kind: 'single', prompt: { ru: 'Дважды два' }, choices },
        { kind: 'numeric', prompt: { ru: 'Половина восьми' }, answer: 4, tolerance: 0 },
      ],
    },
  })
  expect(edited.ok()).toBe(true)

  // the teacher sets the time on the page; the test moves it near by the same door
  const office = await teacher.newPage()
  await office.goto(`/courses/${offeringId}/items/${itemId}/test`)
  await office.getByLabel(room('card.date'), { exact: false }).first().fill('31.12.2027')
  await office.getByRole('textbox', { name: room('card.code') }).fill('тоо-77')
  await office.getByRole('button', { name: room('card.set') }).click()
  await expect(office.getByText(room('card.saved')).first()).toBeVisible()
  expect((await new AxeBuilder({ page: office }).analyze()).violations).toEqual([])
  const paperPage = await phone.newPage()
  await paperPage.goto(`/courses/${offeringId}/items/${itemId}`)
  await expect(paperPage.getByText(/Зал ожидания откроется/)).toBeVisible()
  const startsAt = new Date(Date.now() + 9_000).toISOString()
  const moved = await teacher.request.put(`/api/items/${itemId}/sitting`, {
    headers,
    data: { startsAt, roomMinutes: 30, lateMinutes: 15, graceMinutes: 5, code: 'тоо-77', networks: [], oneDevice: true },
  })
  expect(moved.ok()).toBe(true)

  await paperPage.reload()
  await paperPage.getByLabel(exams('start.code')).fill('не тот')
  await paperPage.getByRole('button', { name: exams('start.enter') }).click()
  await expect(paperPage.getByText('Код неверен')).toBeVisible()
  await paperPage.getByLabel(exams('start.code')).fill('ТОО-77')
  const came = paperPage.waitForResponse((reply) => reply.url().endsWith('/attempts') && reply.request().method() === 'POST')
  await paperPage.getByRole('button', { name: exams('start.enter') }).click()
  expect(await (await came).text()).not.toContain('Дважды')
  await expect(paperPage.getByRole('timer')).toBeVisible()
  await expect(paperPage.getByText('Дважды два')).toHaveCount(0)

  // the line is gone at the start: the paper is there, the key comes when it is back
  await phone.setOffline(true)
  await expect(paperPage.getByText(exams('waiting.line'))).toBeVisible({ timeout: 25_000 })
  await phone.setOffline(false)
  await expect(paperPage.getByText('Дважды два')).toBeVisible({ timeout: 15_000 })
  await paperPage.getByRole('radio', { name: '4', exact: true }).check()
  await expect(paperPage.getByText(/сохранено/i).first()).toBeVisible()

  await office.goto(`/courses/${offeringId}/items/${itemId}/room`)
  const seat = office.getByRole('row').filter({ hasText: room('of', { answered: 1, asked: 2 }) })
  await expect(seat).toBeVisible()
  await expect(seat).toContainText(room('state.writing'))
  expect((await new AxeBuilder({ page: office }).analyze()).violations).toEqual([])
  await office.getByRole('button', { name: room('act.message-all') }).click()
  await office.getByRole('dialog').getByLabel(room('words')).fill('Второй вопрос — целое число')
  await office
    .getByRole('dialog')
    .getByRole('button', { name: room('act.message') })
    .click()
  await expect(paperPage.getByText('Второй вопрос — целое число')).toBeVisible({ timeout: 30_000 })

  // another device: told, taken over, and the first one locks itself
  const second = await laptop.newPage()
  await second.goto(`/courses/${offeringId}/items/${itemId}`)
  await expect(second.getByText(exams('watch.other-device'), { exact: true })).toBeVisible()
  await expect(second.getByRole('radio', { name: '4', exact: true })).toBeChecked()
  await second.getByRole('button', { name: exams('watch.take-over') }).click()
  await expect(second.getByText(exams('watch.other-device'), { exact: true })).toHaveCount(0)
  await expect(paperPage.getByText(exams('watch.other-device'), { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect(paperPage.getByRole('radio', { name: '4', exact: true })).toBeDisabled()
  await second.getByLabel(exams('paper.number')).fill('4')
  await second
    .locator('main')
    .getByRole('button', { name: exams('paper.submit') })
    .click()
  await second
    .getByRole('dialog')
    .getByRole('button', { name: exams('paper.submit') })
    .click()
  await expect(second.getByText(exams('result.passed'), { exact: true })).toBeVisible()

  await expect(office.getByRole('row').filter({ hasText: room('state.handed-in') })).toBeVisible({ timeout: 15_000 })
  await expect(office.getByText(new RegExp(room('acts.take-over')))).toBeVisible()
})
