import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { pdfOf, pptxOf } from '../domains/courses/slides/slides.fixture.ts'
import { makeItem, sharedOffering } from './coding-hands.ts'
import { contextOf } from './signed-in.ts'

const headers = { 'x-portal-csrf': '1' }

/** Nothing that a checker finds, and nothing to push aside on a narrow screen. */
async function expectFit(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('figure').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
}

/** The presentation in a lesson's text. */
async function idIn(context: BrowserContext, itemId: string): Promise<string> {
  const text = async () => JSON.stringify(await (await context.request.get(`/api/items/${itemId}/texts`)).json())
  await expect.poll(text).toContain('data-block=\\"slides\\"')
  return /data-block=\\"slides\\" data-id=\\"([0-9a-f-]{36})/.exec(await text())?.[1] ?? ''
}

test('a teacher puts a PDF into a lesson; a student reads it on a phone by keyboard while the line is cut', async ({ browser }) => {
  test.setTimeout(120_000)
  const teacher = await contextOf(browser, 'teacher', 'ru')
  const student = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 740 }, hasTouch: true })
  const offeringId = await sharedOffering(teacher, student)
  const itemId = await makeItem(teacher, offeringId, 'Урок с презентацией', 'page')
  const writing = await teacher.newPage()
  await writing.goto(`/courses/${offeringId}/items/${itemId}/edit`)
  await writing.locator('#lesson-editor').click()
  await writing.keyboard.type('Посмотрите слайды.')
  await writing.getByRole('toolbar').getByRole('button', { name: 'Добавить' }).click()
  const dialog = writing.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Слайды', exact: true }).click()
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })
  await dialog.locator('input[type=file]').setInputFiles(file('пусто.pdf', Buffer.alloc(0)))
  await expect(dialog.getByText('Файл пустой')).toBeVisible()
  await dialog.locator('input[type=file]').setInputFiles(file('Пределы.pdf', pdfOf(['Чектер', 'Туунду', 'Интеграл', 'Катар'])))
  await expect(dialog).toBeHidden()
  const slidesId = await idIn(teacher, itemId)

  const page = await student.newPage()
  const refused: string[] = []
  page.on('console', (message) => message.type() === 'error' && !/net::|Failed to load/.test(message.text()) && refused.push(message.text()))
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  const slides = page.getByRole('region', { name: 'Презентация: Пределы.pdf' })
  await expect(slides.getByRole('img', { name: 'Слайд 1 из 4: Чектер' })).toBeVisible({ timeout: 30_000 })
  await expect(slides.getByText('Осталось посмотреть 3 слайда')).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  // seen again under the worker, which keeps what is seen
  await page.reload()
  const stage = slides.getByRole('group', { name: /^Слайды/ })
  const kept = (at: number) =>
    page.evaluate((end) => caches.match(`${location.origin}${end}`).then(Boolean), `/api/slides/${slidesId}/pages/${at}/large.jpg`)
  await expect.poll(() => kept(1)).toBe(true)
  await stage.focus()
  await page.keyboard.press('ArrowRight')
  await expect(slides.getByRole('img', { name: /^Слайд 2 из 4/ })).toBeVisible()
  await expect(slides.getByText('Осталось посмотреть 2 слайда')).toBeVisible()
  await expect.poll(() => kept(3)).toBe(true)
  await expectFit(page)

  // the line goes: what was seen stays, the next page came ahead, the one after it is told in words
  await student.setOffline(true)
  await page.keyboard.press('Home')
  await expect(slides.getByRole('img', { name: /^Слайд 1 из 4/ })).toBeVisible()
  await slides.getByRole('button', { name: 'Следующий слайд' }).click()
  await slides.getByRole('button', { name: 'Следующий слайд' }).press('Enter')
  await expect(slides.getByRole('img', { name: /^Слайд 3 из 4/ })).toBeVisible()
  await expect(slides.getByText('Осталось посмотреть 1 слайд')).toBeVisible()
  await expect(slides.getByText('отправится, когда появится связь')).toBeVisible()
  await slides.getByRole('button', { name: 'Следующий слайд' }).press('ArrowRight')
  await expect(slides.getByText('картинка этого слайда не сохранена')).toBeVisible()
  await expect(slides.getByText('Өзгөрмө чоңдуктар жана алардын чектери: 4')).toBeVisible()
  const seen = async () => ((await (await student.request.get(`/api/slides/${slidesId}`)).json()) as { seen: number[] }).seen
  await student.setOffline(false)
  await expect.poll(seen).toEqual([1, 2, 3])
  await slides.getByRole('button', { name: 'Попробовать ещё раз' }).click()
  await expect(slides.getByRole('img', { name: /^Слайд 4 из 4/ })).toBeVisible()
  await expect(slides.getByText('Все слайды просмотрены')).toBeVisible()
  await expect.poll(seen).toEqual([1, 2, 3, 4])

  // one goes on where one stopped; the list leads anywhere; the file can be taken along
  await page.reload()
  await expect(slides.getByRole('img', { name: /^Слайд 4 из 4/ })).toBeVisible()
  await slides.getByText('Все слайды', { exact: true }).click()
  await slides.getByRole('button', { name: /^Слайд 2 из 4: Туунду, просмотрен/ }).click()
  await expect(slides.getByText('Слайд 2 из 4', { exact: true })).toBeVisible()
  await expectFit(page)
  const [saved] = await Promise.all([page.waitForEvent('download'), slides.getByRole('link', { name: /Скачать файл: PDF/ }).click()])
  expect(saved.suggestedFilename()).toBe('Пределы.pdf')
  expect(refused).toEqual([])
  await Promise.all([teacher.close(), student.close()])
})

test('a PPTX is shown at least in words and says so; a broken file tells its author why; the data saver asks for the small picture', async ({
  browser,
}) => {
  test.setTimeout(90_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 360, height: 740 } })
  const student = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 740 } })
  const offeringId = await sharedOffering(teacher, student)
  const itemId = await makeItem(teacher, offeringId, 'Три презентации', 'page')
  const add = async (name: string, buffer: Buffer): Promise<string> => {
    const multipart = { file: { name, mimeType: 'application/octet-stream', buffer } }
    const made = await teacher.request.post(`/api/items/${itemId}/slides`, { headers, multipart })
    expect(made.ok(), await made.text()).toBe(true)
    return ((await made.json()) as { id: string }).id
  }
  const state = async (id: string) => ((await (await teacher.request.get(`/api/slides/${id}`)).json()) as { state: string }).state
  const ids = [await add('a.pptx', pptxOf()), await add('b.pdf', Buffer.from('%PDF-1.4 x')), await add('c.pdf', pdfOf(['Чектер', 'Туунду']))]
  for (const id of ids) await expect.poll(() => state(id), { timeout: 30_000 }).toMatch(/ready|failed/)
  const html = ids.map((id) => `<figure data-block="slides" data-id="${id}"></figure>`).join('')
  await teacher.request.put(`/api/items/${itemId}/texts/ru`, { headers, data: { html: `<p>Слайды</p>${html}`, version: 0 } })

  const page = await student.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  // the device asks to spare the line
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  const pdf = page.getByRole('region', { name: 'Презентация: c.pdf' })
  await expect(pdf.getByRole('img', { name: /^Слайд 1 из 2/ })).toBeVisible()
  await expect(pdf.getByRole('button', { name: 'Показать чётче' })).toBeVisible()
  expect(asked.filter((path) => path.endsWith('/large.jpg'))).toEqual([])
  await pdf.getByRole('button', { name: 'Показать чётче' }).click()
  await expect.poll(() => asked.filter((path) => path.endsWith('/pages/1/large.jpg')).length).toBe(1)
  await expect(page.getByText('Презентация готовится и скоро появится здесь')).toBeVisible()
  await expectFit(page)

  const own = await teacher.newPage()
  await own.goto(`/courses/${offeringId}/items/${itemId}`)
  const broken = own.getByRole('region', { name: 'Презентация: b.pdf' })
  await expect(broken.getByText('Презентацию не удалось прочитать: файл повреждён')).toBeVisible()
  await broken.getByRole('button', { name: 'Попробовать ещё раз' }).click()
  await expect.poll(() => state(ids[1] ?? '')).toBe('failed')
  await expect(broken.getByText('Презентацию не удалось прочитать: файл повреждён')).toBeVisible()
  const pptx = own.getByRole('region', { name: 'Презентация: a.pptx' })
  await pptx.getByText('Текст слайда').click()
  await expect(pptx.getByText('Бул жерде мисал келтириңиз')).toBeVisible()
  await expectFit(own)
  await Promise.all([teacher.close(), student.close()])
})
