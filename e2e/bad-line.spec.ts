import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

/** Students of their own: what these tests leave behind meets no other test. */
const password = 'Ala-Too-2026-demo'

interface Outline {
  sections: { items: { id: string; kind: string }[] }[]
}

async function enterAs(context: BrowserContext, login: string): Promise<void> {
  const answer = await context.request.post(`${process.env.E2E_ADDRESS}/api/session`, {
    data: { login, password },
    headers: { 'x-portal-csrf': '1' },
  })
  expect(answer.ok(), `${login} signs in`).toBe(true)
}

async function phone(browser: Browser, login: string, locale: 'ky' | 'ru' = 'ru'): Promise<Page> {
  const context = await contextOf(browser, null, locale, { viewport: { width: 360, height: 740 } })
  await enterAs(context, login)
  const page = await context.newPage()
  await page.goto('/')
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active && !navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
    }
  })
  return page
}

interface Found {
  offeringId: string
  itemId: string
  address: string
}

/** Items of a kind that the person may open, and for which the view of their kind says yes. */
async function itemsOf(page: Page, kind: string, isOpen: (view: Record<string, unknown>) => boolean): Promise<Found[]> {
  const today = (await (await page.request.get('/api/my/today')).json()) as { offerings: { offeringId: string; teaching: boolean }[] }
  const found: Found[] = []
  for (const { offeringId } of today.offerings.filter((one) => !one.teaching)) {
    const course = (await (await page.request.get(`/api/offerings/${offeringId}/course`)).json()) as Outline
    for (const { id } of course.sections.flatMap((section) => section.items).filter((one) => one.kind === kind)) {
      const answer = await page.request.get(kind === 'page' ? `/api/items/${id}` : `/api/items/${id}/${kind}`)
      if (answer.ok() && isOpen((await answer.json()) as Record<string, unknown>)) {
        found.push({ offeringId, itemId: id, address: `/courses/${offeringId}/items/${id}` })
        if (found.length === 2) return found
      }
    }
  }
  return found
}

async function progressOf(page: Page, offeringId: string): Promise<{ itemId: string; completedAt: string | null }[]> {
  const answer = (await (await page.request.get(`/api/offerings/${offeringId}/progress`)).json()) as {
    items: { itemId: string; completedAt: string | null }[]
  }
  return answer.items
}

const testIsOpen = (view: Record<string, unknown>): boolean => view['closed'] === null && (view['own'] as unknown[]).length === 0

test('a lesson opened once is read without a line after a reload, and the reading arrives once', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await phone(browser, 's00176')
  const today = (await (await page.request.get('/api/my/today')).json()) as { offerings: { offeringId: string; teaching: boolean }[] }
  const completed = new Set<unknown>()
  for (const { offeringId } of today.offerings.filter((one) => !one.teaching)) {
    for (const one of await progressOf(page, offeringId)) if (one.completedAt) completed.add(one.itemId)
  }
  const hasPicture = (view: Record<string, unknown>): boolean =>
    view['open'] === true && !completed.has(view['id']) && JSON.stringify(view['text'] ?? '').includes('<img')
  const [lesson, unseen] = await itemsOf(page, 'page', hasPicture)
  if (!lesson || !unseen) throw new Error('the student has no two lessons with pictures')
  const pictureIsThere = async (): Promise<void> => {
    const picture = page.locator('main img').first()
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0)
  }
  await page.goto(lesson.address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await pictureIsThere()
  const words = ((await page.locator('main').innerText()) ?? '').slice(0, 60)
  await page.waitForTimeout(3_500)
  const posted: string[] = []
  page.on('requestfinished', (request) => {
    if (request.method() === 'POST' && request.url().endsWith(`/api/items/${lesson.itemId}/progress`)) posted.push(request.postData() ?? '')
  })

  // what the browser itself still happens to have is no proof
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.clearBrowserCache')
  await devtools.detach()
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.locator('main')).toContainText(words.split('\n')[0] ?? '')
  await expect(page.getByText('Нет связи. Всё, что вы уже открывали')).toBeVisible()
  await pictureIsThere()
  await page.getByRole('button', { name: 'Отметить пройденным' }).click()
  await expect(page.getByText('отметка хранится на этом устройстве')).toBeVisible()

  await page.goto(unseen.address)
  await expect(page.getByText('Этой страницы нет на устройстве')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)

  await page.context().setOffline(false)
  await expect
    .poll(async () => (await progressOf(page, lesson.offeringId)).filter((one) => one.itemId === lesson.itemId && one.completedAt).length)
    .toBe(1)
  expect(posted.filter((body) => body.includes('"done":true'))).toHaveLength(1)
  await page.context().close()
})

test('work whose acknowledgement was lost is sent again, and the server holds it once', async ({ browser }) => {
  const page = await phone(browser, 's00183')
  const [work] = await itemsOf(page, 'assignment', (view) => view['open'] === true)
  if (!work) throw new Error('the student has no open assignment')
  const before = ((await (await page.request.get(`/api/items/${work.itemId}/assignment`)).json()) as { submissions: unknown[] }).submissions.length
  let reached = 0
  await page.context().route(`**/api/items/${work.itemId}/submissions`, async (route) => {
    const answer = await route.fetch()
    expect(answer.ok()).toBe(true)
    reached += 1
    // the work has arrived; the first acknowledgement gets lost on its way back
    if (reached === 1) await route.abort('connectionreset')
    else await route.fulfill({ response: answer })
  })
  await page.goto(work.address)
  await page.getByLabel('Ваш ответ').fill('Работа через плохую связь')
  await expect(page.getByText('Черновик хранится на этом устройстве')).toBeVisible()
  await page.getByRole('button', { name: 'Сдать', exact: true }).click()
  await expect(page.getByText('Связи нет, работа пока не сдана')).toBeVisible()
  await expect.poll(() => reached, { timeout: 20_000 }).toBe(2)
  await expect(page.getByText('Связи нет, работа пока не сдана')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: /^Сдача \d+$/ })).toHaveCount(before + 1)
  await page.reload()
  await expect(page.getByRole('heading', { name: /^Сдача \d+$/ })).toHaveCount(before + 1)
  const after = (await (await page.request.get(`/api/items/${work.itemId}/assignment`)).json()) as { submissions: { text: string | null }[] }
  expect(after.submissions).toHaveLength(before + 1)
  await page.context().close()
})

test('an answer given without a line waits for its owner alone, and sign-out asks before it would be lost', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await phone(browser, 's00190')
  const [paper] = await itemsOf(page, 'test', testIsOpen)
  if (!paper) throw new Error('the student has no open test')
  await page.goto(paper.address)
  await page.getByRole('button', { name: 'Начать тест' }).click()
  const choices = page.locator('main input[type=radio], main input[type=checkbox]')
  await choices.first().check()
  await expect(page.getByText('Сохранено', { exact: false }).first()).toBeVisible()
  await page.context().route('**/api/attempts/*/answers/*', (route) => route.abort())
  await choices.last().check()
  await expect(page.getByText('Хранится на этом устройстве', { exact: false }).first()).toBeVisible()

  // the way out asks, and staying keeps everything
  const leave = async (): Promise<void> => {
    await page.getByRole('button', { name: /^Пользователь: / }).click()
    await page.getByRole('button', { name: 'Выйти', exact: true }).click()
  }
  await leave()
  const asked = page.getByRole('dialog', { name: 'Не всё отправлено' })
  await expect(asked).toContainText('есть 1 запись')
  expect((await page.request.get('/api/me')).status()).toBe(200)
  await asked.getByRole('button', { name: 'Остаться' }).click()
  await expect(asked).toHaveCount(0)

  const account = page.getByRole('button', { name: /^Пользователь: / })
  const owner = (await account.getAttribute('aria-label')) ?? ''
  // the session ends by itself and another person signs in on the same phone: they see, send and lose nothing of it
  await page.request.delete('/api/session', { headers: { 'x-portal-csrf': '1' } })
  await page.context().unroute('**/api/attempts/*/answers/*')
  await enterAs(page.context(), 's00197')
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/answers/')) sent.push(request.url())
  })
  await page.goto('/')
  await expect(account).not.toHaveAttribute('aria-label', owner)
  await page.goto(paper.address)
  await page.waitForTimeout(5_000)
  expect(sent).toEqual([])
  await leave()
  await expect(page).toHaveURL(/sign-in/)

  // the owner comes back: the answer is there and goes out
  await enterAs(page.context(), 's00190')
  await page.goto(paper.address)
  await expect(choices.last()).toBeChecked()
  await expect.poll(() => sent.length).toBeGreaterThan(0)
  await expect(page.getByText('Хранится на этом устройстве', { exact: false })).toHaveCount(0)

  // leaving with something unsent wipes the device
  await page.context().route('**/api/attempts/*/answers/*', (route) => route.abort())
  await choices.nth(1).check()
  await expect(page.getByText('Хранится на этом устройстве', { exact: false }).first()).toBeVisible()
  await leave()
  await asked.getByRole('button', { name: 'Выйти и удалить' }).click()
  await expect(page).toHaveURL(/sign-in/)
  const left = await page.evaluate(async () => {
    const count = (name: string, store: string): Promise<number> =>
      new Promise((resolve) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => {
          const names = opening.result.objectStoreNames
          if (!names.contains(store)) return resolve(0)
          const counting = opening.result.transaction(store).objectStore(store).count()
          counting.onsuccess = () => resolve(counting.result)
        }
      })
    return [
      await count('portal-answers-waiting', 'kept'),
      await count('portal-work-drafts', 'kept'),
      await count('portal-answers', 'answers'),
      await caches.has('pictures'),
    ]
  })
  expect(left).toEqual([0, 0, 0, false])
  await page.context().close()
})

test('a browser that refuses storage is told so, and the test works all the same', async ({ browser }) => {
  const page = await phone(browser, 's00260')
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      value: {
        open: () => {
          throw new DOMException('refused', 'SecurityError')
        },
      },
    })
  })
  const [paper] = await itemsOf(page, 'test', testIsOpen)
  if (!paper) throw new Error('the student has no open test')
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(paper.address)
  await expect(page.getByText('Этот браузер ничего не хранит на устройстве')).toBeVisible()
  await page.getByRole('button', { name: 'Начать тест' }).click()
  await page.locator('main input[type=radio], main input[type=checkbox]').first().check()
  await expect(page.getByText('Сохранено', { exact: false }).first()).toBeVisible()
  await page.context().setOffline(true)
  await page.locator('main input[type=radio], main input[type=checkbox]').last().check()
  await expect(page.getByText('Ещё не отправлено: не закрывайте страницу').first()).toBeVisible()
  await expect(page.getByText('Хранится на этом устройстве')).toHaveCount(0)
  expect(faults).toEqual([])
  await page.context().close()
})

test('the portal can be installed: its description, its icons, and a start without a line', async ({ browser }) => {
  const page = await phone(browser, 's00267')
  const description = (await (await page.request.get('/manifest.webmanifest')).json()) as {
    name: string
    start_url: string
    display: string
    icons: { src: string; purpose?: string; sizes: string }[]
  }
  expect(description).toMatchObject({ start_url: '/', display: 'standalone', lang: 'ky' })
  expect(description.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
  expect(description.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
  for (const { src } of description.icons) expect((await page.request.get(src)).ok(), src).toBe(true)
  await page.context().setOffline(true)
  await page.goto(description.start_url)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await expect(page.getByText('Нет связи. Всё, что вы уже открывали')).toBeVisible()
  await page.context().close()
})
