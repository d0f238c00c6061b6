import { expect, test, type Browser, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

/** A student of the demonstration teacher's discipline whom no other test uses. */
const login = 's00046'
const password = 'Ala-Too-2026-demo'
const code = 'PROG1-B-SE-2026-2026/27-autumn'

interface Outline {
  sections: { items: { id: string; kind: string; title: { ru?: string } }[] }[]
}

async function phone(browser: Browser): Promise<{ page: Page; offeringId: string; itemId: string }> {
  const context = await contextOf(browser, null, 'ru', { viewport: { width: 360, height: 740 }, serviceWorkers: 'block' })
  const entered = await context.request.post(`${process.env.E2E_ADDRESS}/api/session`, {
    data: { login, password },
    headers: { 'x-portal-csrf': '1' },
  })
  expect(entered.ok()).toBe(true)
  const page = await context.newPage()
  await page.goto('/')
  const today = (await (await page.request.get('/api/my/today')).json()) as { offerings: { offeringId: string; code: string }[] }
  const offeringId = today.offerings.find((one) => one.code === code)?.offeringId ?? ''
  const course = (await (await page.request.get(`/api/offerings/${offeringId}/course`)).json()) as Outline
  const itemId = course.sections.flatMap((section) => section.items).find((one) => one.kind === 'page')?.id ?? ''
  return { page, offeringId, itemId }
}

const fold = (page: Page, title: string) => page.locator('details').filter({ has: page.getByText(title, { exact: true }) })

test('words of the course are found as they are typed, in titles without a line and in texts with one', async ({ browser }) => {
  const { page, offeringId } = await phone(browser)
  await page.goto(`/courses/${offeringId}`)
  const outline = page.getByRole('heading', { name: 'Алгоритм и первая программа' })
  await expect(outline.first()).toBeVisible()
  await page.getByRole('searchbox', { name: 'Поиск по дисциплине' }).fill('переменная')
  await expect(page.getByText(/Найден[о]? \d+ материал/)).toBeVisible()
  await expect(page.locator('main mark').first()).toHaveText(/переменная/i)
  await expect(outline).toHaveCount(0)
  await page.context().setOffline(true)
  await page.getByRole('searchbox').fill('цикл')
  await expect(page.getByText('нет связи, поиск только по названиям', { exact: false })).toBeVisible()
  await expect(page.locator('main li').filter({ hasText: /цикл/i }).first()).toBeVisible()
  await page.context().setOffline(false)
  await page.getByRole('searchbox').fill('нетакогослова')
  await expect(page.getByText('Найдено 0 материалов')).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await expect(outline.first()).toBeVisible()
  await page.context().close()
})

test('a note written without a line stays on the device and arrives once', async ({ browser }) => {
  const { page, offeringId, itemId } = await phone(browser)
  const words = `Кайталоо керек ${Date.now()}`
  const first = `Первая заметка ${Date.now()}`
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  const notes = fold(page, 'Мои заметки')
  await notes.locator('summary').click()
  await notes.getByLabel('Новая заметка').fill(first)
  await notes.getByRole('button', { name: 'Сохранить заметку' }).click()
  await expect(notes.getByText(first)).toBeVisible()
  await page.context().setOffline(true)
  await notes.getByLabel('Новая заметка').fill(words)
  await notes.getByRole('button', { name: 'Сохранить заметку' }).click()
  await expect(notes.getByText('Нет связи: заметка сохранена на этом устройстве', { exact: false })).toBeVisible()
  await expect(notes.getByText(words)).toBeVisible()
  await page.context().setOffline(false)
  const arrived = async () => {
    const body = (await (await page.request.get(`/api/my/notes?itemId=${itemId}`)).json()) as { notes: { text: string }[] }
    return body.notes.filter(({ text }) => text === words).length
  }
  await expect.poll(arrived, { timeout: 30_000 }).toBe(1)
  await page.reload()
  await expect.poll(arrived).toBe(1)
  await page.goto('/me/notes')
  await expect(page.getByText(words)).toBeVisible()
  await page.context().close()
})

test('a student asks at a place of the material, the teacher answers, the student reads it; a rating reaches its author', async ({ browser }) => {
  const { page, offeringId, itemId } = await phone(browser)
  const words = `Почему range не включает конец? ${Date.now()}`
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  // What was marked in the text comes along with the question.
  const marked = await page
    .locator('main [class*="lesson"] p')
    .filter({ hasText: /\w{4}|[а-яё]{4}/i })
    .first()
    .evaluate((paragraph) => {
      document.getSelection()?.selectAllChildren(paragraph)
      return document.getSelection()?.toString().trim().slice(0, 40) ?? ''
    })
  const questions = fold(page, 'Вопрос преподавателю')
  await questions.locator('summary').click()
  await questions.getByLabel('Ваш вопрос').fill(words)
  await questions.getByRole('button', { name: 'Отправить вопрос' }).click()
  await expect(questions.getByText(words)).toBeVisible()
  await expect(questions.getByText('ждёт ответа').first()).toBeVisible()
  // the rating: opened material may be rated
  const progress = await page.request.post(`/api/items/${itemId}/progress`, { data: { seconds: 5, place: 500 }, headers: { 'x-portal-csrf': '1' } })
  expect(progress.ok()).toBe(true)
  await page.reload()
  const rating = fold(page, 'Оценка материала')
  await rating.locator('summary').click()
  await rating.getByLabel('4 — полезен').check()
  await rating.getByLabel('Отзыв').fill('Примеры помогли')
  await rating.getByRole('button', { name: 'Оценить' }).click()
  await expect(rating.getByText('Ваша оценка: 4')).toBeVisible()

  const teacher = await contextOf(browser, 'teacher', 'ru')
  const desk = await teacher.newPage()
  await desk.goto(`/courses/${offeringId}`)
  await desk.getByRole('button', { name: 'Вопросы и оценки' }).click()
  const asked = desk.locator('main div').filter({ hasText: words }).last()
  await expect(desk.getByText(words)).toBeVisible()
  if (marked) await expect(desk.locator('main blockquote').filter({ hasText: marked }).first()).toBeVisible()
  const entry = desk
    .locator('main div')
    .filter({ has: desk.getByText(words, { exact: true }) })
    .filter({ has: desk.getByLabel('Ответ') })
    .last()
  await entry.getByLabel('Ответ').fill(`Потому что считают с нуля: ${words}`)
  await entry.getByRole('button', { name: 'Ответить' }).click()
  await expect(desk.getByRole('paragraph').filter({ hasText: `считают с нуля: ${words}` })).toBeVisible()
  await expect(asked).toBeVisible()
  await expect(desk.getByRole('heading', { name: 'Оценки материалов, низкие первыми' })).toBeVisible()
  await teacher.close()

  await page.reload()
  const answered = fold(page, 'Вопрос преподавателю')
  await answered.locator('summary').click()
  await expect(answered.getByText(`считают с нуля: ${words}`, { exact: false })).toBeVisible()
  await page.context().close()
})
