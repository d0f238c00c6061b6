import { createHash } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { makeItem, sharedOffering } from './coding-hands.ts'
import { contextOf } from './signed-in.ts'
import { wordsOf } from './words.ts'

const exams = wordsOf('ru', 'domains/exams/web')
const room = wordsOf('ru', 'domains/exams/sitting/web')
const headers = { 'x-portal-csrf': '1' }
const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The Config Key of a file, as Safe Exam Browser makes it. */
function keyOf(file: string): string {
  const entries = [...file.matchAll(/<key>(\w+)<\/key>(?:<string>([^<]*)<\/string>|<integer>(\d+)<\/integer>|<(true|false)\/>)/g)].map(
    ([, key = '', text, number, truth]): [string, string] => [key, text === undefined ? (number ?? truth ?? '') : `"${text}"`],
  )
  const sorted = entries.toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  return sha(`{${sorted.map(([key, value]) => `"${key}":${value}`).join(',')}}`)
}

test('an exam that asks for Safe Exam Browser shows how to open it, and is sat in it', async ({ browser }) => {
  test.setTimeout(90_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' })
  const student = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 780 }, serviceWorkers: 'block' })
  const offeringId = await sharedOffering(teacher, student)
  const itemId = await makeItem(teacher, offeringId, `Экзамен в SEB ${Date.now().toString(36)}`, 'test')
  const choices = ['4', '9'].map((text) => ({ id: `c${text}`, text: { ru: text }, right: text === '4' }))
  const rules = { points: 2, passPercent: 50, attempts: 1, minutes: 30, shuffle: false, showAnswers: 'after_attempt' }
  const questions = [{ kind: 'single', prompt: { ru: 'Дважды два' }, choices }]
  expect((await teacher.request.put(`/api/items/${itemId}/test/edit`, { headers, data: { ...rules, questions } })).ok()).toBe(true)

  const office = await teacher.newPage()
  await office.goto(`/courses/${offeringId}/items/${itemId}/test`)
  await office.getByLabel(room('card.date'), { exact: false }).first().fill('31.12.2027')
  await office.getByLabel(room('card.seb')).check()
  await office.getByRole('button', { name: room('card.set') }).click()
  await expect(office.getByText(/Пароль выхода из Safe Exam Browser: \w{14}/)).toBeVisible()
  const download = office.waitForEvent('download')
  await office.getByRole('link', { name: room('card.seb-file') }).click()
  expect((await download).suggestedFilename()).toBe('exam.seb')
  const startsAt = new Date(Date.now() - 30_000).toISOString()
  const plan = { startsAt, roomMinutes: 30, lateMinutes: 30, graceMinutes: 5, code: null, networks: [], oneDevice: false, seb: true }
  expect((await teacher.request.put(`/api/items/${itemId}/sitting`, { headers, data: plan })).ok()).toBe(true)

  const page = await student.newPage()
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  await expect(page.getByText(exams('seb.title'))).toBeVisible()
  await expect(page.getByRole('link', { name: exams('seb.open') })).toHaveAttribute('href', /^sebs?:\/\/.*\/exam\.seb$/)
  await expect(page.getByRole('button', { name: exams('start.enter') })).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])

  // from here on the browser does what Safe Exam Browser does: a header on every request
  const file = await (await student.request.get(`/api/items/${itemId}/exam.seb`)).text()
  const origin = new URL(/<key>startURL<\/key><string>([^<]*)</.exec(file)?.[1] ?? '').origin
  const key = keyOf(file)
  await student.route('**/api/**', (route) => {
    const { pathname, search } = new URL(route.request().url())
    return route.continue({
      headers: { ...route.request().headers(), 'x-safeexambrowser-configkeyhash': sha(`${origin}${pathname}${search}${key}`) },
    })
  })
  await page.reload()
  await page.getByRole('button', { name: exams('start.enter') }).click()
  await page.getByRole('radio', { name: '4' }).check()
  await expect(page.getByText(/^Сохранено/)).toBeVisible()
  await page.getByRole('button', { name: exams('paper.submit') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: exams('paper.submit') })
    .click()
  await expect(page.getByText(/^2 из 2 балл/)).toBeVisible()

  // who watches sees the password, and may let a student who has not come use another browser
  await office.goto(`/courses/${offeringId}/items/${itemId}/room`)
  await expect(office.getByText(/Пароль выхода из Safe Exam Browser/)).toBeVisible()
  const waive = office.getByRole('button', { name: room('act.waive-seb') }).first()
  await waive.click()
  await office.getByRole('dialog').getByLabel(room('reason'), { exact: false }).fill('Телефон без Safe Exam Browser')
  await office
    .getByRole('dialog')
    .getByRole('button', { name: room('act.waive-seb') })
    .click()
  await expect(office.getByText(/разрешён обычный браузер · .* · «Телефон без Safe Exam Browser»/)).toBeVisible()
  await expect(office.getByText('в обычном браузере').first()).toBeVisible()
})
