import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  chromium,
  expect,
  request,
  test,
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from '@playwright/test'
import { chromiumOptions } from './chromium.ts'
import { handOf, type Hand } from './hands.ts'
import { contextOf } from './signed-in.ts'
import { verbOf, wordsOf, type Locale } from './words.ts'

/**
 * The first whole path as new users walk it: a student from sign-in to the line in the record, the teacher who marks,
 * the registrar and the curator who see the group's record; then the student's part once more by keyboard alone and
 * at 200 % zoom. Every walk has a student of its own, whom no other test uses.
 */
const password = 'Ala-Too-2026-demo'
const title = { page: 'Whole path: lesson', test: 'Whole path: test', assignment: 'Whole path: work' }

interface Place {
  offeringId: string
  groupId: string
  page: string
  test: string
  assignment: string
}
let place: Place
/** Logins for the walks, found among the group's students: some of the first carry a role's name as their login. */
const logins: string[] = []

async function signedInApi(login: string): Promise<APIRequestContext | null> {
  const api = await request.newContext({ baseURL: process.env.E2E_ADDRESS ?? '', extraHTTPHeaders: { 'x-portal-csrf': '1' } })
  if ((await api.post('/api/session', { data: { login, password } })).ok()) return api
  await api.dispose()
  return null
}

/** The teacher's material for the walks: a page, a test with one question of each kind, an assignment that takes a file. */
test.beforeAll(async ({ browser }) => {
  const teacher = await contextOf(browser, 'teacher', 'ru')
  const api = teacher.request
  const send = async (method: 'post' | 'put' | 'patch', url: string, data: unknown): Promise<{ id: string }> => {
    const answer = await api[method](`${process.env.E2E_ADDRESS}${url}`, { data, headers: { 'x-portal-csrf': '1' } })
    expect(answer.ok(), `${url}: ${await answer.text()}`).toBe(true)
    return (await answer.json().catch(() => ({}))) as { id: string }
  }
  let student: APIRequestContext | null = null
  for (let number = 3; logins.length < 6 && number < 20; number += 1) {
    const login = `s${String(number).padStart(5, '0')}`
    const found = await signedInApi(login)
    if (!found) continue
    logins.push(login)
    if (student) await found.dispose()
    else student = found
  }
  if (!student) throw new Error('no student of the demonstration signs in')
  const today = async (who: APIRequestContext): Promise<{ offeringId: string; total: number }[]> =>
    ((await (await who.get(`${process.env.E2E_ADDRESS}/api/my/today`)).json()) as { offerings: { offeringId: string; total: number }[] }).offerings
  const studied = new Set((await today(student)).map((one) => one.offeringId))
  const offeringId = (await today(api)).find((one) => one.total > 0 && studied.has(one.offeringId))?.offeringId ?? ''
  const me = (await (await student.get('/api/me')).json()) as { person: { id: string } }
  const { students } = (await (await api.get(`${process.env.E2E_ADDRESS}/api/offerings/${offeringId}/students`)).json()) as {
    students: { personId: string; groupId: string }[]
  }
  const groupId = students.find((one) => one.personId === me.person.id)?.groupId ?? ''
  await student.dispose()
  const section = await send('post', `/api/offerings/${offeringId}/sections`, { title: { en: 'Whole path' } })
  const item = async (kind: 'page' | 'test' | 'assignment'): Promise<string> =>
    (await send('post', `/api/sections/${section.id}/items`, { kind, title: { en: title[kind] } })).id
  place = { offeringId, groupId, page: await item('page'), test: await item('test'), assignment: await item('assignment') }
  await send('put', `/api/items/${place.page}/texts/en`, { html: `<p>${'A lesson that takes a while to read. '.repeat(120)}</p>` })
  const choices = (right: string[]) => ['4', '9', '16'].map((text) => ({ id: `c${text}`, text: { en: text }, right: right.includes(text) }))
  await send('put', `/api/items/${place.test}/test/edit`, {
    points: 3,
    passPercent: 60,
    attempts: 3,
    minutes: null,
    shuffle: false,
    showAnswers: 'after_attempt',
    questions: [
      { kind: 'single', prompt: { en: 'Two times two' }, choices: choices(['4']) },
      { kind: 'multiple', prompt: { en: 'Squares of odd or even numbers above 5' }, choices: choices(['9', '16']) },
      { kind: 'numeric', prompt: { en: 'Half of nineteen' }, answer: 9.5, tolerance: 0 },
    ],
  })
  await send('put', `/api/items/${place.assignment}/assignment`, { points: 20, acceptsFiles: true, acceptsText: true, maxFiles: 2, allowLate: true })
  const dueAt = new Date(Date.now() + 3 * 86_400_000).toISOString()
  for (const id of [place.page, place.test]) await send('patch', `/api/items/${id}`, { hidden: false })
  await send('patch', `/api/items/${place.assignment}`, { hidden: false, dueAt })
  await teacher.close()
})

/** Nothing sticks out sideways, and no text is cut off by its own box. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // What still loads shows its bones.
  await expect(page.locator('main [role=status] .unseen')).toHaveCount(0)
  const faults = await page.evaluate(() => {
    /** Whether it lies in a frame of its own that scrolls sideways, as a wide table or the queue of work does. */
    const scrolls = (element: Element): boolean => {
      for (let one = element.parentElement; one && one.tagName !== 'MAIN'; one = one.parentElement) {
        if (one.scrollWidth > one.clientWidth && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)) return true
      }
      return false
    }
    const found =
      document.documentElement.scrollWidth > innerWidth ? [`scrolls sideways: ${document.documentElement.scrollWidth} > ${innerWidth}`] : []
    for (const element of document.querySelectorAll<HTMLElement>(
      'main h1, main h2, main h3, main p, main a, main button, main label, main td, main th, main small',
    )) {
      const { overflowX, textOverflow } = getComputedStyle(element)
      const unseen = element.offsetWidth <= 1 || element.offsetParent === null
      if (unseen || element.closest('pre, .unseen, thead')) continue
      if (overflowX !== 'visible' && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut: ${element.textContent}`)
      const box = element.getBoundingClientRect()
      const scrolled = scrolls(element)
      if (!scrolled && (box.right > innerWidth + 1 || box.left < -1)) found.push(`outside: ${element.textContent?.slice(0, 60)}`)
    }
    return found
  })
  expect(faults, page.url()).toEqual([])
}

interface Walk {
  page: Page
  hand: Hand
  locale: Locale
  login: string
}

/** Opens a page by a link that is on the screen, as people do, and looks whether it is whole. */
async function follow({ page, hand }: Walk, link: Locator): Promise<void> {
  await hand.press(link)
  await expect(page.locator('main h1')).toBeVisible()
  await expectWhole(page)
}

async function signInAndStudy(walk: Walk): Promise<void> {
  const { page, hand, locale, login } = walk
  const [courses, learning] = [wordsOf(locale, 'domains/courses/web'), wordsOf(locale, 'domains/learning/web')]
  await page.goto('/sign-in')
  await expectWhole(page)
  await hand.write(page.locator('input[name=login]'), login)
  await hand.write(page.locator('input[name=password]'), password)
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/sign-in/)
  for (const key of ['deadlines.title', 'meetings.title', 'news.title']) {
    await expect(page.getByRole('heading', { name: learning(key), exact: true })).toBeVisible()
  }
  await expect(page.locator(`a[href="/courses/${place.offeringId}/items/${place.assignment}"]`).first(), 'the deadline is there').toBeVisible()
  await expectWhole(page)
  await follow(walk, page.locator(`main a[href="/courses/${place.offeringId}"]`).first())
  const lesson = page.locator(`main a[href="/courses/${place.offeringId}/items/${place.page}"]`).last()
  await follow(walk, lesson)
  await hand.press(page.getByRole('button', { name: courses('mark-done') }))
  await expect(page.getByRole('status').filter({ hasText: courses('state.done') })).toBeVisible()
}

async function takeTest(walk: Walk): Promise<void> {
  const { page, hand, locale } = walk
  const exams = wordsOf(locale, 'domains/exams/web')
  await follow(walk, page.locator(`main nav a[href="/courses/${place.offeringId}/items/${place.test}"]`))
  await hand.press(page.getByRole('button', { name: exams('start.first') }))
  await hand.choose(page.getByRole('radio', { name: '4', exact: true }))
  await hand.choose(page.getByRole('checkbox', { name: '9', exact: true }))
  await hand.choose(page.getByRole('checkbox', { name: '16', exact: true }))
  await hand.write(page.getByLabel(exams('paper.number')), '9,5')
  await expectWhole(page)
  await hand.press(page.locator('main').getByRole('button', { name: exams('paper.submit') }))
  await hand.press(page.getByRole('dialog').getByRole('button', { name: exams('paper.submit') }))
  await expect(page.getByRole('heading', { name: exams('result.title', { number: 1 }) })).toBeVisible()
  await expect(page.getByText(exams('result.passed'), { exact: true })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: /3.*3/ }).first(), 'all three answers are right').toBeVisible()
  await expectWhole(page)
}

async function handIn(walk: Walk): Promise<void> {
  const { page, hand, locale } = walk
  const texts = wordsOf(locale, 'domains/assignments/web')
  await follow(walk, page.locator(`main nav a[href="/courses/${place.offeringId}/items/${place.assignment}"]`))
  await hand.write(page.getByLabel(texts('hand-in.text')), `My solution, ${walk.login}`)
  await hand.attach(page, { name: 'solution.py', mimeType: 'text/x-python', buffer: Buffer.from('print(9.5)') })
  await expect(page.getByText('solution.py')).toBeVisible()
  await hand.press(page.getByRole('button', { name: texts('hand-in.send'), exact: true }))
  await expect(page.getByRole('heading', { name: texts('work.round', { round: 1 }) })).toBeVisible()
  await expectWhole(page)
}

/** Grade and comment where the work was handed in, the line in the record, every act in the trace. */
async function seeOutcome(walk: Walk, comment: string): Promise<void> {
  const { page, hand, locale } = walk
  // The grade book hears of the mark a moment later.
  await expect(async () => {
    await page.goto('/')
    await expect(page.getByText(comment)).toBeVisible({ timeout: 1_500 })
  }).toPass({ intervals: [200], timeout: 20_000 })
  await follow(walk, page.locator(`main a[href="/courses/${place.offeringId}/items/${place.assignment}"]`).filter({ hasText: comment }))
  await expect(page.getByText(comment)).toBeVisible()
  await expect(page.getByText(/17[,.]5/)).toBeVisible()
  const grades = wordsOf(locale, 'domains/grades/web')
  await follow(walk, page.locator('a[href="/record"]').filter({ visible: true }).first())
  await hand.press(page.getByRole('button', { name: new RegExp(grades('explain.of', { name: '' }).trim()) }).first())
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goto('/me/trace')
  await expectWhole(page)
  for (const [folder, verb] of [
    ['foundation/server', 'signed-in'],
    ['domains/learning', 'cabinet.visited'],
    ['domains/learning', 'item.opened'],
    ['domains/learning', 'item.completed'],
    ['domains/exams', 'test.started'],
    ['domains/exams', 'test.submitted'],
    ['domains/assignments', 'submission.made'],
  ] as const) {
    await expect(page.getByText(verbOf(locale, folder, verb), { exact: true }).first(), verb).toBeVisible()
  }
  for (const one of Object.values(title)) await expect(page.getByText(one).first()).toBeVisible()
}

async function begin(
  where: Browser | BrowserContext,
  login: string,
  locale: Locale,
  options: BrowserContextOptions,
  kind: 'mouse' | 'keyboard' = 'mouse',
): Promise<Walk> {
  const context =
    'newContext' in where ? await contextOf(where, null, locale, { serviceWorkers: 'block', reducedMotion: 'reduce', ...options }) : where
  const page = await context.newPage()
  return { page, hand: handOf(page, kind), locale, login }
}

/** A browser whose user has set text twice as large: only the browser's own setting reaches media queries too. */
async function largeTextContext(options: BrowserContextOptions): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), 'portal-e2e-profile-'))
  mkdirSync(join(profile, 'Default'))
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify({ webkit: { webprefs: { default_font_size: 32 } } }))
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    ...chromiumOptions(),
    baseURL: process.env.E2E_ADDRESS ?? '',
    timezoneId: 'Asia/Bishkek',
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  })
  context.once('close', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))
  await context.addCookies([{ name: 'portal-locale', value: 'ru', url: process.env.E2E_ADDRESS ?? '' }])
  await context.addInitScript(() => localStorage.setItem('portal-locale', 'ru'))
  return context
}

/** What the student did is kept: after leaving, and on another device. */
async function seeProgressElsewhere(browser: Browser, walk: Walk): Promise<void> {
  const own = await signedInApi(walk.login)
  if (!own) throw new Error(`${walk.login} cannot sign in on another device`)
  const other = await browser.newContext({ storageState: await own.storageState(), viewport: { width: 800, height: 600 }, serviceWorkers: 'block' })
  const page = await other.newPage()
  for (const one of [walk.page, page]) {
    await one.goto(`/courses/${place.offeringId}`)
    await expect(one.locator(`main a[href="/courses/${place.offeringId}/items/${place.page}"][data-done=true]`)).toBeVisible()
  }
  await other.close()
  await own.dispose()
  await walk.page.goto(`/courses/${place.offeringId}/items/${place.page}`)
}

async function nameOf(walk: Walk): Promise<{ id: string; surname: string; givenName: string }> {
  return ((await (await walk.page.request.get('/api/me')).json()) as { person: { id: string; surname: string; givenName: string } }).person
}

for (const [student, locale, width] of [
  [0, 'ky', 360],
  [1, 'ru', 1440],
  [2, 'en', 1440],
] as const) {
  test(`the whole path, ${locale}, ${width} px: study, mark, see the grade, keep the record`, async ({ browser }) => {
    const viewport = { width, height: 800 }
    const login = logins[student] ?? ''
    const walk = await begin(browser, login, locale, { viewport })
    await signInAndStudy(walk)
    await seeProgressElsewhere(browser, walk)
    await takeTest(walk)
    await handIn(walk)
    const { surname, givenName } = await nameOf(walk)
    const comment = commentFor(login)

    const teacher = await contextOf(browser, locale === 'ru' ? null : 'teacher', locale, { viewport, serviceWorkers: 'block' })
    const desk = await teacher.newPage()
    if (locale === 'ru') {
      // One whole sign-in with the second factor; a code serves once, so the other walks use the kept session.
      await desk.goto('/sign-in')
      await desk.getByRole('button', { name: new RegExp(`^${wordsOf(locale, 'foundation/web')('roles.teacher')}`) }).click()
    } else await desk.goto('/')
    await desk.locator(`main a[href="/courses/${place.offeringId}/activity"]`).first().click()
    await expect(desk.locator('tr').filter({ hasText: `${surname} ${givenName}` })).toBeVisible()
    await expectWhole(desk)
    await desk.goto(`/courses/${place.offeringId}/marking`)
    const marking = wordsOf(locale, 'domains/assignments/web')
    await desk
      .getByRole('navigation', { name: marking('marking.queue') })
      .getByRole('button')
      .filter({ hasText: `${surname} ${givenName.slice(0, 1)}.` })
      .filter({ hasText: title.assignment })
      .click()
    await expect(desk.getByRole('link', { name: /solution\.py/ })).toBeVisible()
    await desk.getByLabel(marking('mark.points', { max: 20 })).fill(locale === 'en' ? '17.5' : '17,5')
    await desk.getByLabel(marking('mark.comment')).fill(comment)
    await expectWhole(desk)
    await desk.getByRole('button', { name: marking('mark.save'), exact: true }).click()
    await expect(desk.getByText(marking('mark.saved', { name: '' }).trim(), { exact: false }).first()).toBeVisible()
    await teacher.close()

    await seeOutcome(walk, comment)
    for (const office of ['registrar', 'curator']) {
      const context = await contextOf(browser, office, locale, { viewport, serviceWorkers: 'block' })
      const page = await context.newPage()
      await page.goto(`/groups/${place.groupId}/record`)
      const line = page.locator(width < 600 ? 'details' : 'tr').filter({ hasText: `${surname} ${givenName}` })
      if (width < 600) await line.locator('summary').click()
      await expect(line).toContainText(/\d+([,.]\d)? · [A-F]/)
      await expectWhole(page)
      await context.close()
    }
    await walk.page.context().close()
  })
}

/** Told apart from an earlier run's on the same portal. */
function commentFor(login: string): string {
  return `Well done, ${login} ${place.assignment.slice(-6)}`
}

/** The teacher's mark, given by the interface of the server: the teacher's own path is walked above. */
async function markByServer(browser: Browser, comment: string, personId: string): Promise<void> {
  const teacher = await contextOf(browser, 'teacher', 'ru')
  const { works } = (await (
    await teacher.request.get(`/api/offerings/${place.offeringId}/marking?state=waiting&itemId=${place.assignment}`)
  ).json()) as {
    works: { id: string; person: { id: string } }[]
  }
  const work = works.find((one) => one.person.id === personId)
  const answer = await teacher.request.post(`/api/submissions/${work?.id}/mark`, {
    data: { points: 17.5, comment },
    headers: { 'x-portal-csrf': '1' },
  })
  expect(answer.ok()).toBe(true)
  await teacher.close()
}

for (const [name, student, kind, options, textZoom] of [
  ['by keyboard alone', 3, 'keyboard', { viewport: { width: 1440, height: 900 } }, false],
  ['at 200 % zoom', 4, 'mouse', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, false],
  ['with text twice as large', 5, 'mouse', { viewport: { width: 1280, height: 900 } }, true],
] as const) {
  test(`the student’s path ${name}`, async ({ browser }) => {
    const login = logins[student] ?? ''
    const large = textZoom ? await largeTextContext(options) : null
    if (large) expect(await large.pages()[0]?.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
    const walk = await begin(large ?? browser, login, 'ru', options, kind)
    await signInAndStudy(walk)
    await takeTest(walk)
    await handIn(walk)
    const comment = commentFor(login)
    await markByServer(browser, comment, (await nameOf(walk)).id)
    await seeOutcome(walk, comment)
    await walk.page.context().close()
  })
}
