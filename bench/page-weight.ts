import { createServer, connect, type AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { chromiumOptions } from '../e2e/chromium.ts'
import { startPortal } from '../e2e/start-portal.ts'
import { demonstrationPassword } from '../portal/demonstration/make-accounts.ts'

/**
 * Weight and speed of the student's course page in Chromium, on the demonstration university; with `--page lesson` those
 * of a lesson: the first page of material of the same discipline.
 * Bytes are those that pass a counting TCP proxy between browser and portal: headers, fonts and what the service worker
 * fetches included. Slow 3G: 400 kbit/s, 400 ms, and a processor slowed four times; the figure is the largest contentful
 * paint. A repeat visit opens the same page again in the same browser. Each figure is the median of `runs`.
 */
const runs = Number(process.env.BENCH_RUNS ?? 3)
const { values: asked } = parseArgs({ options: { page: { type: 'string', default: 'course' } } })
if (asked.page !== 'course' && asked.page !== 'lesson') throw new Error(`--page is course or lesson, not ${asked.page}`)

interface Visit {
  bytes: number
  requests: number
  lcpMs: number
}

const portal = await startPortal()
const counter = await countBytes(Number(new URL(portal.address).port))
const browser = await chromium.launch(chromiumOptions())
try {
  const path = asked.page === 'lesson' ? await lessonPath() : await coursePath()
  const results = { first: [] as Visit[], repeat: [] as Visit[], slowFirst: [] as Visit[], slowRepeat: [] as Visit[] }
  for (let run = 0; run < runs; run++) {
    for (const slow of [false, true]) {
      const context = await signedIn()
      const first = await visit(context, path, slow)
      const repeat = await visit(context, path, slow)
      results[slow ? 'slowFirst' : 'first'].push(first)
      results[slow ? 'slowRepeat' : 'repeat'].push(repeat)
      await context.close()
    }
  }
  const median = (visits: Visit[], figure: keyof Visit) =>
    Math.round(visits.map((one) => one[figure]).toSorted((left, right) => left - right)[Math.floor(visits.length / 2)] ?? 0)
  const figures = {
    firstVisitBytes: median(results.first, 'bytes'),
    repeatVisitBytes: median(results.repeat, 'bytes'),
    firstVisitRequests: median(results.first, 'requests'),
    slow3gLcpMs: median(results.slowFirst, 'lcpMs'),
    slow3gRepeatLcpMs: median(results.slowRepeat, 'lcpMs'),
  }
  console.log(`${path}, viewport 360 × 780, ${runs} runs`)
  console.log(JSON.stringify(figures))
} finally {
  await browser.close()
  await counter.close()
  await portal.stop()
}

/** A proxy on a port of its own that counts what the portal sends. */
async function countBytes(target: number): Promise<{ url: string; take: () => number; close: () => Promise<void> }> {
  let down = 0
  const server = createServer((socket) => {
    const upstream = connect(target, '127.0.0.1')
    upstream.on('data', (chunk) => (down += chunk.length))
    socket.pipe(upstream).pipe(socket)
    for (const end of [socket, upstream]) end.on('error', () => (socket.destroy(), upstream.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    take() {
      const counted = down
      down = 0
      return counted
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function signedIn(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, baseURL: counter.url })
  const reply = await context.request.post('/api/session', {
    data: { login: 'student', password: demonstrationPassword },
    headers: { 'x-portal-csrf': '1' },
  })
  if (!reply.ok()) throw new Error(`sign-in answered ${reply.status()}`)
  counter.take()
  return context
}

/** The course page of the first discipline of the student's that has material. */
async function coursePath(): Promise<string> {
  const context = await signedIn()
  const today = (await (await context.request.get('/api/my/today')).json()) as { offerings: { offeringId: string; total: number }[] }
  await context.close()
  const found = today.offerings.find((one) => one.total > 0)
  if (!found) throw new Error('the demonstration student has no discipline with material')
  return `/courses/${found.offeringId}`
}

/** The first page of material of that discipline. */
async function lessonPath(): Promise<string> {
  const course = await coursePath()
  const context = await signedIn()
  const outline = (await (await context.request.get(`/api${course.replace('courses', 'offerings')}/course`)).json()) as {
    sections: { items: { id: string; kind: string }[] }[]
  }
  await context.close()
  const lesson = outline.sections.flatMap((section) => section.items).find((item) => item.kind === 'page')
  if (!lesson) throw new Error('the first discipline of the demonstration student has no page to read')
  return `${course}/items/${lesson.id}`
}

async function visit(context: BrowserContext, path: string, slow: boolean): Promise<Visit> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  if (slow) {
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 400_000 / 8,
      uploadThroughput: 400_000 / 8,
    })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  }
  let requests = 0
  page.on('request', () => requests++)
  await page.goto(path, { waitUntil: 'load', timeout: 120_000 })
  await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 120_000 })
  await settled(page)
  const lcpMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        })
      }),
  )
  await page.close()
  return { bytes: counter.take(), requests, lcpMs }
}

/** Waits until the page and its service worker have been quiet for two seconds, so late requests count too. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 120_000 })
  await page.evaluate(() => navigator.serviceWorker?.ready.then(() => undefined).catch(() => undefined))
  for (let quiet = 0, seen = -1; quiet < 4;) {
    const now = await page.evaluate(() => performance.getEntriesByType('resource').length)
    quiet = now === seen ? quiet + 1 : 0
    seen = now
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
