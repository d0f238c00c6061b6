import { AxeBuilder } from '@axe-core/playwright'
import { chromium, expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { chromiumOptions } from './chromium.ts'
import { hasFfmpeg } from './clip.ts'
import { contextOf } from './signed-in.ts'

const headers = { 'x-portal-csrf': '1' }
/** A camera and a microphone that are not there, allowed without a question. */
const fakes = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--auto-select-desktop-capture-source=Entire screen']

let browser: Browser
let context: BrowserContext
let offeringId = ''

test.describe.configure({ mode: 'serial' })
test.skip(!hasFfmpeg, 'ffmpeg is not installed: nothing is cut or made into qualities')

test.beforeAll(async () => {
  const { executablePath, args } = chromiumOptions()
  browser = await chromium.launch({ executablePath, args: [...args, ...fakes] })
  context = await contextOf(browser, 'teacher', 'ru', { baseURL: process.env.E2E_ADDRESS ?? '', serviceWorkers: 'block' })
  const today = (await (await context.request.get('/api/my/today')).json()) as { offerings: { offeringId: string; teaching: boolean }[] }
  offeringId = today.offerings.find(({ teaching }) => teaching)?.offeringId ?? ''
  expect(offeringId, 'the demonstration’s teacher teaches').not.toBe('')
})
test.afterAll(async () => {
  await context?.close()
  await browser?.close()
})

/** A lesson of this test's own. */
async function lesson(kind: 'video' | 'page'): Promise<string> {
  const section = await context.request.post(`/api/offerings/${offeringId}/sections`, { headers, data: { title: { ru: 'Студия', ky: 'Студия' } } })
  const { id: sectionId } = (await section.json()) as { id: string }
  const data = { kind, title: { ru: 'Записано в студии', ky: 'Студияда жазылган' } }
  const added = await context.request.post(`/api/sections/${sectionId}/items`, { headers, data })
  return ((await added.json()) as { id: string }).id
}

interface Videos {
  videos: { id: string; state: string; seconds: number | null; hasPicture: boolean }[]
  uploads: { received: number; bytes: number | null }[]
}
const videosOf = async (itemId: string): Promise<Videos> => (await (await context.request.get(`/api/items/${itemId}/videos`)).json()) as Videos
const clockOf = async (page: Page): Promise<number> => {
  const [minutes = 0, seconds = 0] = (await page.getByTestId('studio-clock').innerText()).split(':').map(Number)
  return minutes * 60 + seconds
}

async function begin(page: Page, mode: string, open: string): Promise<void> {
  await page.getByRole('radio', { name: mode, exact: true }).check()
  await page.getByRole('button', { name: open }).click()
  await page.getByRole('button', { name: 'Начать запись' }).click()
  await expect(page.getByText('Идёт запись')).toBeVisible()
}

test('a recording is sent while it grows, survives a killed page and a cut line, is cut and can be watched', async () => {
  test.setTimeout(150_000)
  const itemId = await lesson('video')
  const page = await context.newPage()
  await page.goto(`/courses/${offeringId}/items/${itemId}/edit`)
  await page.getByRole('button', { name: 'Записать в студии' }).click()
  await begin(page, 'Только камера', 'Включить камеру')
  await expect.poll(() => clockOf(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
  await page.getByRole('button', { name: 'Приостановить' }).click()
  const stood = await clockOf(page)
  // it is on its way while nothing is finished, and the length is not known to the server
  await expect.poll(async () => (await videosOf(itemId)).uploads[0]?.received ?? 0).toBeGreaterThan(0)
  expect((await videosOf(itemId)).uploads[0]?.bytes).toBeNull()
  expect(await clockOf(page)).toBe(stood)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await page.getByRole('button', { name: 'Продолжить' }).click()
  // the line drops: what comes now lies on the device alone
  await page.route('**/api/video-uploads/**', (route) => route.abort('connectionfailed'))
  await expect(page.getByText('Ждём связи', { exact: false })).toBeVisible({ timeout: 20_000 })
  await expect.poll(() => clockOf(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(stood + 4)
  await page.close()

  const again = await context.newPage()
  await again.goto(`/courses/${offeringId}/items/${itemId}/edit`)
  // the way out asks before it would be lost
  await again.getByRole('button', { name: /^Пользователь/ }).click()
  await again.getByText('Выйти', { exact: true }).click()
  await expect(again.getByRole('dialog')).toContainText('есть 1 запись, которой ещё нет на сервере')
  await again.getByRole('button', { name: 'Остаться' }).click()
  await again.getByRole('button', { name: 'Открыть студию' }).click()
  await again.getByRole('button', { name: 'Посмотреть и отправить' }).click()
  await expect(again.getByText('Запись дошла до сервера целиком')).toBeVisible({ timeout: 20_000 })
  await expect
    .poll(() => again.getByTestId('studio-review').evaluate((film: HTMLVideoElement) => Number.isFinite(film.duration) && film.duration > 4))
    .toBe(true)
  // two seconds are cut off at the beginning, by keyboard: twenty steps of a tenth
  const start = again.getByRole('slider', { name: /^Начало/ })
  await start.focus()
  for (let step = 0; step < 20; step++) await again.keyboard.press('ArrowRight')
  const recorded = Number(await start.getAttribute('max'))
  await again.getByRole('button', { name: 'Добавить в курс' }).click()
  await expect.poll(async () => (await videosOf(itemId)).videos[0]?.state, { timeout: 60_000 }).toBe('ready')
  const { videos, uploads } = await videosOf(itemId)
  expect(uploads).toEqual([])
  expect(videos).toHaveLength(1)
  expect(Math.abs((videos[0]?.seconds ?? 0) - (recorded - 2))).toBeLessThanOrEqual(1.5)
  // it plays for whoever opens the lesson
  await again.goto(`/courses/${offeringId}/items/${itemId}`)
  await again.getByRole('button', { name: 'Смотреть' }).first().click()
  await expect.poll(() => again.getByTestId('film').evaluate((film: HTMLVideoElement) => film.currentTime), { timeout: 20_000 }).toBeGreaterThan(1)
  // nothing is left on the device
  await again.goto(`/courses/${offeringId}/items/${itemId}/edit`)
  await expect(again.getByRole('button', { name: 'Записать в студии' })).toBeVisible()
  await expect(again.getByRole('button', { name: 'Открыть студию' })).toHaveCount(0)
  await again.close()
})

test('sound recorded from the editor’s «+» stands in the lesson as a small player', async () => {
  test.setTimeout(120_000)
  const itemId = await lesson('page')
  const page = await context.newPage()
  await page.goto(`/courses/${offeringId}/items/${itemId}/edit?language=ru`)
  await page.getByRole('textbox', { name: 'Текст урока' }).click()
  await page.getByRole('button', { name: 'Добавить', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Видео или звук', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Записать в студии' }).click()
  await begin(page, 'Только звук', 'Включить микрофон')
  await expect.poll(() => clockOf(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
  // a press of Escape does not lose what is being recorded
  await page.keyboard.press('Escape')
  await expect(page.getByText('Идёт запись')).toBeVisible()
  await page.getByRole('button', { name: 'Закончить запись' }).click()
  await page.getByRole('button', { name: 'Добавить в курс' }).click()
  await expect(dialog).toHaveCount(0, { timeout: 20_000 })
  await expect(page.locator('[data-atom="block"]')).toHaveText(/Видео или звук/)
  await expect.poll(async () => (await videosOf(itemId)).videos[0]?.state, { timeout: 60_000 }).toBe('ready')
  expect((await videosOf(itemId)).videos[0]?.hasPicture).toBe(false)
  await expect
    .poll(async () => (await (await context.request.get(`/api/items/${itemId}/texts`)).text()).includes('data-block'), { timeout: 20_000 })
    .toBe(true)
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  await page.getByRole('button', { name: 'Смотреть' }).first().click()
  await expect.poll(() => page.getByTestId('film').evaluate((film: HTMLVideoElement) => film.currentTime), { timeout: 20_000 }).toBeGreaterThan(1)
  expect((await page.getByTestId('film').boundingBox())?.height ?? 999).toBeLessThan(140)
  await page.close()
})

test('a refused permission and a missing camera are said in words', async () => {
  const itemId = await lesson('video')
  const page = await context.newPage()
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  await page.goto(`/courses/${offeringId}/items/${itemId}/edit`)
  await page.getByRole('button', { name: 'Записать в студии' }).click()
  await page.getByRole('radio', { name: 'Только камера', exact: true }).check()
  await page.getByRole('button', { name: 'Включить камеру' }).click()
  await expect(page.getByRole('alert')).toContainText('Браузер не разрешил камеру и микрофон')
  await page.close()
})
