import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { hasFfmpeg, makeClip } from './clip.ts'
import { contextOf } from './signed-in.ts'

const seconds = 40

interface Today {
  offerings: { offeringId: string; teaching: boolean }[]
}
interface Watching {
  played: [number, number][]
  place: number
  share: number
  hidden: number
  doneAt: string | null
}

async function offeringsOf(context: BrowserContext, teaching: boolean): Promise<string[]> {
  const today = (await (await context.request.get('/api/my/today')).json()) as Today
  return today.offerings.filter((one) => one.teaching === teaching).map((one) => one.offeringId)
}

async function student(browser: Browser, locale: 'ky' | 'ru' = 'ru'): Promise<Page> {
  const context = await contextOf(browser, 'student', locale, { viewport: { width: 360, height: 740 }, serviceWorkers: 'block' })
  return context.newPage()
}

const film = (page: Page) => page.getByTestId('film')
const timeOf = (page: Page): Promise<number> => film(page).evaluate((media: HTMLVideoElement) => media.currentTime)
const watching = async (page: Page, videoId: string): Promise<Watching> =>
  (await (await page.request.get(`/api/videos/${videoId}/watching`)).json()) as Watching
const lengthOf = (played: [number, number][]): number => played.reduce((sum, [from, to]) => sum + to - from, 0) / 10

test.describe.configure({ mode: 'serial' })
test.skip(!hasFfmpeg, 'ffmpeg is not installed: films can be neither made nor transcoded')

let offeringId = ''
let itemId = ''
let videoId = ''

test('a teacher uploads a lecture through a cut line, and its qualities are made', async ({ browser }) => {
  test.setTimeout(120_000)
  const context = await contextOf(browser, 'teacher', 'ru', { serviceWorkers: 'block', extraHTTPHeaders: {} })
  const pupil = await contextOf(browser, 'student', 'ru')
  const studied = await offeringsOf(pupil, false)
  offeringId = (await offeringsOf(context, true)).find((one) => studied.includes(one)) ?? ''
  await pupil.close()
  expect(offeringId, 'the demonstration’s teacher teaches its student').not.toBe('')
  const headers = { 'x-portal-csrf': '1' }
  const section = await context.request.post(`/api/offerings/${offeringId}/sections`, {
    headers,
    data: { title: { ru: 'Видеолекции', ky: 'Видеолекциялар' } },
  })
  const { id: sectionId } = (await section.json()) as { id: string }
  const added = await context.request.post(`/api/sections/${sectionId}/items`, {
    headers,
    data: { kind: 'video', title: { ru: 'Лекция на видео', ky: 'Видеолекция' } },
  })
  itemId = ((await added.json()) as { id: string }).id
  await context.request.patch(`/api/items/${itemId}`, { headers, data: { hidden: false } })

  const page = await context.newPage()
  await page.goto(`/courses/${offeringId}/items/${itemId}/edit`)
  const clip = makeClip(seconds)
  // The first part breaks off; the page is closed, opened again, and the upload is offered.
  await page.route('**/api/video-uploads/**', (route) => (route.request().method() === 'PATCH' ? route.abort('connectionfailed') : route.continue()))
  await page.locator('input[type=file][accept^="video"]').last().setInputFiles(clip)
  await expect(page.getByText('Ждём связи', { exact: false })).toBeVisible()
  await page.unroute('**/api/video-uploads/**')
  await page.reload()
  await expect(page.getByText('Незаконченная загрузка: «лекция.mp4»')).toBeVisible()
  await page.getByLabel('Продолжить: выбрать файл').last().setInputFiles(clip)
  await expect(page.getByText('Готово', { exact: true })).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText('Незаконченная загрузка', { exact: false })).toHaveCount(0)
  const { videos } = (await (await page.request.get(`/api/items/${itemId}/videos`)).json()) as {
    videos: { id: string; qualities: { quality: string }[] }[]
  }
  videoId = videos[0]?.id ?? ''
  expect(videos[0]?.qualities.map((one) => one.quality)).toEqual(['720p', '360p', 'sound'])
  await context.close()
})

test('subtitles are typed beside the player, by keyboard, and a chapter is begun', async ({ browser }) => {
  const context = await contextOf(browser, 'teacher', 'ru', { serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto(`/courses/${offeringId}/videos/${videoId}/texts`)
  await page.getByRole('button', { name: 'Добавить здесь' }).click()
  await page.getByLabel('Слова субтитра 1').fill('Саламатсыздарбы, студенттер')
  await page.keyboard.press('Alt+KeyS')
  await expect(page.getByLabel('Слова субтитра 2')).toHaveValue('студенттер')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByText('Сохранено').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Главы' }).click()
  await page.getByRole('button', { name: 'Начать главу здесь' }).click()
  await page.getByLabel('Название главы 1, Русский').fill('Начало')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  // the word of the first saving may still be seen, so the server is asked
  await expect
    .poll(async () => (await (await page.request.get(`/api/videos/${videoId}`)).json()) as unknown)
    .toMatchObject({ subtitles: [{ language: 'ky' }], chapters: [{ start: 0, title: { ru: 'Начало' } }] })
  await context.close()
})

test('a student watches at 360 px; a jump is not watching; another device goes on where this one left off', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await student(browser)
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  await page.getByRole('button', { name: 'Смотреть' }).first().click()
  await expect.poll(() => timeOf(page), { timeout: 20_000 }).toBeGreaterThan(3)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  // A jump to the end, by the keyboard.
  await film(page).evaluate((media: HTMLVideoElement) => media.closest('figure')?.focus())
  await page.keyboard.press('8')
  await expect.poll(() => timeOf(page)).toBeGreaterThan(33)
  await page.keyboard.press('k')
  await expect.poll(async () => (await watching(page, videoId)).place, { timeout: 20_000 }).toBeGreaterThan(320)
  const told = await watching(page, videoId)
  expect(lengthOf(told.played)).toBeLessThan(15)
  expect(told.share).toBeLessThan(0.5)
  expect(told.doneAt).toBeNull()
  expect(told.played.length).toBeGreaterThanOrEqual(2)
  await expect(page.getByText('Осталось', { exact: false })).toBeVisible()
  await page.context().close()

  const other = await student(browser, 'ky')
  await other.goto(`/courses/${offeringId}/items/${itemId}`)
  await expect(other.getByRole('button', { name: /0:3\d жерден улантуу/ })).toBeVisible()
  await other.getByRole('button', { name: /жерден улантуу/ }).click()
  await expect.poll(() => timeOf(other), { timeout: 20_000 }).toBeGreaterThan(32)
  // What is left begins where the first stretch ended.
  await other.getByRole('button', { name: 'Калганын көрүү' }).click()
  await expect.poll(() => timeOf(other), { timeout: 20_000 }).toBeLessThan(30)
  await other.context().close()
})

test('sound only plays and counts; without a line what was watched waits and is told later', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await student(browser)
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  await page.getByRole('combobox', { name: 'Качество' }).selectOption('sound')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const before = await watching(page, videoId)
  await page
    .getByRole('button', { name: /Продолжить с|Смотреть/ })
    .first()
    .click()
  await film(page).evaluate((media: HTMLVideoElement) => void (media.currentTime = 12))
  await expect.poll(() => timeOf(page), { timeout: 20_000 }).toBeGreaterThan(15)
  expect(asked.some((url) => url.endsWith('/files/sound.mp4'))).toBe(true)
  expect(asked.some((url) => /\/files\/(720p|360p)\.mp4$/.test(url))).toBe(false)
  await page.context().setOffline(true)
  await page.waitForTimeout(3000)
  await film(page).evaluate((media: HTMLVideoElement) => media.pause())
  await page.waitForTimeout(300)
  await page.context().setOffline(false)
  await expect.poll(async () => lengthOf((await watching(page, videoId)).played), { timeout: 20_000 }).toBeGreaterThan(lengthOf(before.played) + 4)
  await page.context().close()
})

test('with the data saver a film begins small, and nothing is fetched before it is asked for', async ({ browser }) => {
  const page = await student(browser)
  const save = (dataSaver: boolean) => page.request.put('/api/me/settings', { headers: { 'x-portal-csrf': '1' }, data: { dataSaver } })
  await save(true)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  await expect(page.getByRole('combobox', { name: 'Качество' })).toHaveValue('360p')
  await page.waitForTimeout(1000)
  expect(asked.filter((url) => /\/files\/|\/playlists\/|hls/.test(url))).toEqual([])
  await save(false)
  await page.context().close()
})

test('a lecture is taken along, plays without a line, and is removed', async ({ browser }) => {
  test.setTimeout(120_000)
  const context = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  // The portal's own worker keeps what the pages are made of.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.reload()
  await page.getByRole('button', { name: /Взять с собой: 360p/ }).click()
  await expect(page.getByText('На устройстве: 360p', { exact: false })).toBeVisible({ timeout: 30_000 })
  await page.context().setOffline(true)
  await page.goto('/offline')
  await expect(page.getByText('Лекция на видео')).toBeVisible()
  await page.getByRole('button', { name: 'Смотреть', exact: true }).click()
  await expect(film(page)).toBeVisible()
  await page
    .getByRole('button', { name: /Продолжить с|Смотреть/ })
    .last()
    .click()
  await expect.poll(() => timeOf(page), { timeout: 20_000 }).toBeGreaterThan(1)
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Удалить с устройства' }).click()
  await expect(page.getByText('На этом устройстве пока нет лекций')).toBeVisible()
  const kept = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('offline-films-'))
    return (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat().length
  })
  expect(kept).toBe(0)
  await page.context().close()
})

test('the teacher sees where viewers stop', async ({ browser }) => {
  const context = await contextOf(browser, 'teacher', 'ru', { serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto(`/courses/${offeringId}/videos/${videoId}/viewers`)
  await expect(page.getByText('1 зритель', { exact: false })).toBeVisible()
  await expect(page.getByText('Сколько зрителей видели каждое место').first()).toBeVisible()
  await context.close()
})
