import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Browser, type BrowserContext, type FrameLocator, type Page } from '@playwright/test'
import { zipOf, type MadeEntry } from '../domains/courses/import-course/cartridge.fixture.ts'
import { cmi5, h5p, html, scorm12, scorm2004 } from '../domains/courses/packages/packages.fixture.ts'
import { contextOf } from './signed-in.ts'

/** An offering that the demonstration's teacher teaches and its student is enrolled in. */
async function sharedOffering(teacher: BrowserContext, student: BrowserContext): Promise<string> {
  const of = async (context: BrowserContext, teaching: boolean): Promise<string[]> => {
    const today = (await (await context.request.get('/api/my/today')).json()) as { offerings: { offeringId: string; teaching: boolean }[] }
    return today.offerings.filter((one) => one.teaching === teaching).map((one) => one.offeringId)
  }
  const [mine, theirs] = await Promise.all([of(teacher, true), of(student, false)])
  const found = mine.find((id) => theirs.includes(id))
  if (!found) throw new Error('the demonstration’s teacher does not teach its student')
  return found
}

const headers = { 'x-portal-csrf': '1' }

/** A new shown item with this package, made as its teacher would. */
async function makePackage(
  teacher: BrowserContext,
  offeringId: string,
  title: string,
  entries: MadeEntry[],
): Promise<{ itemId: string; packageId: string }> {
  const post = async (path: string, data: unknown): Promise<string> =>
    ((await (await teacher.request.post(path, { data, headers })).json()) as { id: string }).id
  const section = await post(`/api/offerings/${offeringId}/sections`, { title: { ky: title } })
  const itemId = await post(`/api/sections/${section}/items`, { kind: 'package', title: { ky: title, ru: title } })
  await teacher.request.patch(`/api/items/${itemId}`, { data: { hidden: false }, headers })
  const taken = await teacher.request.post(`/api/items/${itemId}/packages`, {
    headers,
    multipart: { file: { name: `${title}.zip`, mimeType: 'application/zip', buffer: zipOf(entries) } },
  })
  expect(taken.ok(), await taken.text()).toBe(true)
  return { itemId, packageId: ((await taken.json()) as { id: string }).id }
}

const phone = { viewport: { width: 360, height: 740 } }
const student = (browser: Browser, options = {}): Promise<BrowserContext> =>
  contextOf(browser, 'student', 'ru', { serviceWorkers: 'block', ...options })
const player = (page: Page): FrameLocator => page.frameLocator('iframe')
const inside = (page: Page): FrameLocator => player(page).frameLocator('iframe')
const saved = (page: Page) => expect(page.getByText(/^Сохранено/)).toBeVisible()

test.describe('packages', () => {
  let teacher: BrowserContext
  let offeringId: string
  test.beforeAll(async ({ browser }) => {
    teacher = await contextOf(browser, 'teacher', 'ru', { serviceWorkers: 'block' })
    const one = await student(browser)
    offeringId = await sharedOffering(teacher, one)
    await one.close()
  })
  test.afterAll(() => teacher.close())

  for (const [name, entries, unit] of [
    ['SCORM 1.2', scorm12(), 'Биринчи бөлүк'],
    ['SCORM 2004', scorm2004(), 'Кинематика'],
  ] as const) {
    test(`${name} is run on a phone through a dropped line, gone on with on another device, and its score seen by the teacher`, async ({
      browser,
    }) => {
      const { itemId } = await makePackage(teacher, offeringId, name, [...entries])
      const first = await student(browser, phone)
      const page = await first.newPage()
      await page.goto(`/courses/${offeringId}/items/${itemId}`)
      await page.getByRole('button', { name: `Открыть: ${unit}` }).click()
      await expect(inside(page).locator('#where')).toHaveText('page 0')
      await inside(page).locator('#next').click()
      await expect(inside(page).locator('#kept')).toHaveText('answers:1')
      await saved(page)
      // the line drops: what was done is kept on the device and goes out by itself
      await page.route('**/package-attempts/*', (route) => route.abort())
      await inside(page).locator('#next').click()
      await expect(inside(page).locator('#where')).toHaveText('page 2')
      await expect(page.getByText(/^Сохранено/)).toHaveCount(0)
      await page.unroute('**/package-attempts/*')
      await saved(page)
      expect((await new AxeBuilder({ page }).exclude('iframe').analyze()).violations).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
      await first.close()

      const other = await student(browser)
      const desk = await other.newPage()
      await desk.goto(`/courses/${offeringId}/items/${itemId}`)
      await desk.getByRole('button', { name: `Продолжить: ${unit}` }).click()
      await expect(inside(desk).locator('#where')).toHaveText('page 2')
      await expect(inside(desk).locator('#kept')).toHaveText('answers:2')
      await expect(inside(desk).locator('#entry')).toHaveText('resume')
      await inside(desk).locator('#finish').click()
      await expect(desk.getByText('Балл: 80 %').first()).toBeVisible()
      await other.close()

      const look = await teacher.newPage()
      await look.goto(`/courses/${offeringId}/items/${itemId}/package-results`)
      await expect(look.getByText('80 %')).toBeVisible()
      await look.close()
    })
  }

  test('H5P reports its result and its state comes back', async ({ browser }) => {
    const { itemId } = await makePackage(teacher, offeringId, 'H5P', h5p())
    const context = await student(browser, phone)
    const page = await context.newPage()
    await page.goto(`/courses/${offeringId}/items/${itemId}`)
    await page.getByRole('button', { name: /^Открыть: / }).click()
    await inside(page).getByRole('button', { name: '4' }).click()
    await saved(page)
    await page.getByRole('button', { name: 'Закрыть', exact: true }).click()
    await expect(page.getByText('Балл: 75 %').first()).toBeVisible()
    await page.getByRole('button', { name: /^Продолжить: / }).click()
    await expect(inside(page).locator('#tries')).toHaveText('tries 1')
    await context.close()
  })

  test('a cmi5 part is launched, speaks to its record store, and is done', async ({ browser }) => {
    const au = `<h1>AU</h1><p id="state">…</p><script>
const q = new URLSearchParams(location.search);
(async () => {
  const token = (await (await fetch(q.get('fetch'), { method: 'POST' })).json())['auth-token'];
  const headers = { authorization: 'Basic ' + token, 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' };
  const data = await (await fetch(q.get('endpoint') + 'activities/state?stateId=LMS.LaunchData&agent=' + encodeURIComponent(q.get('actor')) + '&activityId=' + encodeURIComponent(q.get('activityId')) + '&registration=' + q.get('registration'), { headers })).json();
  for (const [verb, result] of [['initialized'], ['completed', { completion: true }], ['passed', { success: true, score: { scaled: 0.9 } }], ['terminated', { duration: 'PT5S' }]])
    await fetch(q.get('endpoint') + 'statements', { method: 'POST', headers, body: JSON.stringify({ actor: JSON.parse(q.get('actor')), verb: { id: 'http://adlnet.gov/expapi/verbs/' + verb }, object: { id: q.get('activityId') }, context: { registration: q.get('registration') }, result }) });
  document.getElementById('state').textContent = 'said all, ' + data.moveOn;
})()
</script>`
    const entries = cmi5().map((entry) => (entry.name === 'au/index.html' ? { ...entry, content: au } : entry))
    const { itemId } = await makePackage(teacher, offeringId, 'cmi5', entries)
    const context = await student(browser)
    const page = await context.newPage()
    await page.goto(`/courses/${offeringId}/items/${itemId}`)
    await page.getByRole('button', { name: 'Открыть: Атомдор' }).click()
    await expect(inside(page).locator('#state')).toHaveText('said all, CompletedOrPassed')
    await page.getByRole('button', { name: 'Закрыть', exact: true }).click()
    await expect(page.getByText('Балл: 90 %').first()).toBeVisible()
    await context.close()
  })

  test('a malicious package reaches neither session, storage, pages nor API of the portal', async ({ browser, baseURL }) => {
    const context = await student(browser)
    const page = await context.newPage()
    const portal = new URL(baseURL ?? '').origin
    const victim = await makePackage(teacher, offeringId, 'Victim', html())
    const evil = `<h1>evil</h1><pre id="loot"></pre><script>
const loot = {};
const attempt = async (name, work) => { try { loot[name] = 'GOT ' + String(await work()) } catch (error) { loot[name] = 'refused' } };
(async () => {
  await attempt('cookie', () => { if (/session/i.test(document.cookie)) return document.cookie; throw 0 });
  await attempt('storage', () => { const found = localStorage.getItem('own-to-the-portal'); if (found) return found; throw 0 });
  await attempt('dom', () => top.document.body.innerHTML);
  await attempt('parent', () => parent.parent.document.cookie);
  await attempt('read', async () => (await fetch('${portal}/api/me', { credentials: 'include' })).text());
  await attempt('readOpaque', async () => (await fetch('${portal}/api/me', { credentials: 'include', mode: 'no-cors' })).type);
  await attempt('write', async () => (await fetch('${portal}/api/packages/${victim.packageId}/launch', { method: 'POST', credentials: 'include', mode: 'no-cors', body: '{"unitId":"page","anew":true}' })).type);
  await attempt('worker', async () => (await navigator.serviceWorker.register('sw.js')).scope);
  await attempt('image', () => new Promise((done, fail) => { const image = new Image(); image.onload = () => done('loaded'); image.onerror = fail; image.src = '${portal}/api/me?steal' }));
  await attempt('frame', () => new Promise((done, fail) => { const frame = document.createElement('iframe'); frame.src = '${portal}/'; frame.onload = () => { try { done(frame.contentDocument.body.innerHTML || fail()) } catch (error) { fail(error) } }; document.body.append(frame) }));
  // the first, empty document of a popup is its opener's own: what counts is what can be read when the portal is there
  await attempt('popup', async () => { const other = open('${portal}/'); await new Promise((done) => setTimeout(done, 1500)); return other.document.body.innerHTML });
  await attempt('form', () => { const form = document.createElement('form'); form.method = 'post'; form.target = 'x'; form.action = '${portal}/api/packages/${victim.packageId}/launch'; const frame = document.createElement('iframe'); frame.name = 'x'; document.body.append(frame, form); form.submit(); return new Promise((done, fail) => setTimeout(fail, 500)) });
  // opened by itself it is the top: to leave is its right
  if (location.search === '?alone') return void (document.getElementById('loot').textContent = JSON.stringify(loot));
  await attempt('top', () => { top.location.href = 'about:blank'; return new Promise((done, fail) => setTimeout(fail, 500)) });
  await attempt('topAssign', () => { top.location.assign('${portal}/sign-out'); return new Promise((done, fail) => setTimeout(fail, 500)) });
  document.getElementById('loot').textContent = JSON.stringify(loot);
})();
</script>`
    const { itemId } = await makePackage(teacher, offeringId, 'Evil', [
      ...html(evil),
      { name: 'site/sw.js', content: 'addEventListener("fetch",()=>{})' },
    ])
    const sent: string[] = []
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/c/')) void request.allHeaders().then((all) => sent.push(all['cookie'] ?? ''))
    })
    await page.goto(`/courses/${offeringId}/items/${itemId}`)
    await page.evaluate(() => localStorage.setItem('own-to-the-portal', 'secret'))
    const address = page.url()
    await page.getByRole('button', { name: /^Открыть: / }).click()
    const text = inside(page).locator('#loot')
    await expect(text).toContainText('topAssign', { timeout: 20_000 })
    const loot = JSON.parse((await text.textContent()) ?? '{}') as Record<string, string>
    expect(Object.keys(loot)).toHaveLength(14)
    for (const [name, got] of Object.entries(loot)) expect(got, name).toBe('refused')
    expect(page.url()).toBe(address)
    // the session's cookie does not even travel to the content origin
    expect(sent.length).toBeGreaterThan(1)
    for (const cookie of sent) expect(cookie).not.toContain('session')
    const view = (await (await context.request.get(`/api/packages/${victim.packageId}`)).json()) as { attempts: unknown[] }
    expect(view.attempts).toHaveLength(0)
    // and by itself, without a frame around it, the page is no better off
    const alone = await context.newPage()
    const frame = page.frames().find((one) => new URL(one.url()).pathname.endsWith('/index.html'))
    const reply = await alone.goto(`${frame?.url()}?alone`)
    expect(reply?.headers()['content-security-policy']).toContain('sandbox allow-scripts')
    const bare = alone.locator('#loot')
    await expect(bare).toContainText('form', { timeout: 20_000 })
    // alone it is its own top and parent: these two find its own page
    const { dom: _dom, parent: _parent, ...bareLoot } = JSON.parse((await bare.textContent()) ?? '{}') as Record<string, string>
    for (const [name, got] of Object.entries(bareLoot)) expect(got, `${name}, alone`).toBe('refused')
    // the API itself refuses what the browser would let through
    const forged = await context.request.post(`/api/packages/${victim.packageId}/launch`, {
      headers: { ...headers, origin: new URL(frame?.url() ?? '').origin },
      data: { unitId: 'page', anew: true },
    })
    expect(forged.status()).toBe(403)
    await context.close()
  })
})
