import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { assignment } from '../domains/assignments/index.ts'
import { item, section } from '../domains/courses/index.ts'
import { cell, defaultSchemes, grade, handColumn, publishVersion } from '../domains/grades/index.ts'
import { chromiumOptions } from '../e2e/chromium.ts'
import { readConfig } from '../foundation/server/config/index.ts'
import { systemContext, type Portal } from '../foundation/server/context.ts'
import { change } from '../foundation/server/database/change.ts'
import { account } from '../foundation/server/sessions/tables.ts'
import { startEmbedded } from '../foundation/server/database/embedded.ts'
import { newId } from '../foundation/server/database/ids.ts'
import { migrate } from '../foundation/server/database/migrate.ts'
import { openPortal } from '../portal/assemble.ts'
import { chanceOf } from '../portal/demonstration/chance.ts'
import { maleNames } from '../portal/demonstration/data/names.ts'
import { buildWholeServer } from '../portal/server.ts'
import { assignTeacher, enrol, makeOffering, makePerson } from '../testing/factories.ts'
import type { BookPlan, BookResult } from './gradebook-load.ts'
import { runLoad } from './run-load.ts'
import { signIn } from './sign-in-all.ts'

/**
 * The grade book of 500 students by 30 columns, nearly every cell with a mark. `serverMs`: processor time of the portal for one opening (the
 * answer read from the database, put together, packed and sent; PostgreSQL and the load are not in it). `bytes`: what goes over the line.
 * `framesPerSecond`: Chromium without a graphics card scrolls the book from its top to its end, a third of the height a frame.
 * Beside it: how long a published scheme takes to make all 500 lines anew.
 */
const students = Number(process.env.BENCH_STUDENTS ?? 500)
const works = 25
const handColumns = 5
const openings = Number(process.env.BENCH_OPENINGS ?? 100)

const chance = chanceOf(500)

const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'))
const embedded = await startEmbedded({ dataDirectory: folder, log: () => {} })
try {
  await migrate(embedded.url)
  const portal = await openPortal(readConfig([], { PORTAL_DATA: folder, LOG_LEVEL: 'error' }), embedded.url)
  const server = await buildWholeServer(portal)
  const { offeringId, cookie } = await makeBook(portal)
  const recountMs = await publish(portal, offeringId)
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  const url = `${address}/api/offerings/${offeringId}/gradebook`
  const open = (times: number) => runLoad<BookPlan, BookResult>('gradebook-load.ts', { url, cookie, times })
  await open(Math.ceil(openings / 2))
  const begun = process.cpuUsage()
  const result = await open(openings)
  const spent = process.cpuUsage(begun)
  const serverMs = ((spent.user + spent.system) / 1e3 - result.loadCpuSeconds * 1e3) / openings
  const one = (value: number): number => Math.round(value * 10) / 10
  console.log(
    `${students} students × ${works + handColumns} columns: opened in ${one(result.p50Ms)} ms (p50); ` +
      `a published scheme makes ${students} lines anew in ${Math.round(recountMs)} ms`,
  )
  const framesPerSecond = await scroll(address, offeringId, cookie)
  console.log(JSON.stringify({ serverMs: one(serverMs), bytes: result.bytes, framesPerSecond: one(framesPerSecond) }))
  await server.close()
  await portal.close()
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

async function makeBook(portal: Portal): Promise<{ offeringId: string; cookie: string }> {
  const { offeringId } = await makeOffering(portal)
  const { write } = portal.database
  const teacher = await makePerson(portal, 'teacher')
  await assignTeacher(portal, teacher, offeringId)
  const people: string[] = []
  for (let at = 0; at < students; at++) {
    const name = { surname: `${chance.pick(maleNames)}ов`, givenName: chance.pick(maleNames), patronymic: `${chance.pick(maleNames)}ович` }
    const personId = await makePerson(portal, 'student', name)
    await enrol(portal, personId, offeringId)
    people.push(personId)
  }
  const sectionId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм', ru: 'Раздел' }, position: 0 })
  const items = Array.from({ length: works }, (_, at) => ({
    id: newId(),
    sectionId,
    offeringId,
    kind: 'assignment',
    title: { ky: `${at + 1}-лабораториялык иш`, ru: `Лабораторная работа ${at + 1}` },
    position: at,
    dueAt: new Date(Date.now() - 86_400_000),
  }))
  await write.insert(item).values(items)
  await write.insert(assignment).values(items.map(({ id }) => ({ itemId: id, points: 20 })))
  const columns = Array.from({ length: handColumns }, (_, at) => ({
    id: newId(),
    offeringId,
    title: { ky: `Оозеки жооп ${at + 1}`, ru: `Устный ответ ${at + 1}` },
    maxPoints: 10,
    partId: 'all',
    createdBy: teacher,
  }))
  await write.insert(handColumn).values(columns)
  const at = new Date()
  for (const [number, personId] of people.entries()) {
    const points = (): number => chance.whole(0, 40) / 2
    const marked = items.filter((_, place) => (number + place) % 20 !== 0)
    await write.insert(grade).values(marked.map(({ id }) => ({ personId, itemId: id, offeringId, points: points(), maxPoints: 20, gradedAt: at })))
    await write
      .insert(cell)
      .values(columns.map(({ id }) => ({ columnId: id, personId, offeringId, points: points() / 2, changedBy: teacher, changedAt: at })))
  }
  await write.execute('ANALYZE')
  const [cookie = ''] = await signIn(portal, [teacher], 'writer')
  // a teacher's account has a second factor; how it is asked for is not measured here
  await write.update(account).set({ twoFactorEnabled: true })
  return { offeringId, cookie }
}

/** @returns milliseconds that a version takes with all the lines of the offering */
async function publish(portal: Portal, offeringId: string): Promise<number> {
  const ctx = systemContext(portal, newId())
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    const begun = performance.now()
    await change(ctx, async (tx) => {
      const [stated] = (await defaultSchemes(tx, [offeringId])).values()
      if (!stated) throw new Error('the offering has no scheme')
      const content = { ...stated.content, rounding: round % 2 === 0 ? ('down' as const) : ('half-up' as const) }
      await publishVersion(ctx, tx, { offeringId, ...stated, content, source: 'hand', reason: 'bench' })
    })
    times.push(performance.now() - begun)
  }
  return times.toSorted((a, b) => a - b)[1] ?? 0
}

async function scroll(address: string, offeringId: string, cookie: string): Promise<number> {
  const browser = await chromium.launch(chromiumOptions())
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: address }])
    const page = await context.newPage()
    await page.goto(`${address}/courses/${offeringId}/gradebook`)
    await page.getByRole('grid').waitFor({ timeout: 60_000 })
    await page.waitForLoadState('networkidle')
    return await page.getByRole('grid').evaluate(
      (grid) =>
        new Promise<number>((resolve) => {
          const frame = grid.parentElement as HTMLElement
          const begun = performance.now()
          let frames = 0
          const next = (): void => {
            frames++
            const had = frame.scrollTop
            frame.scrollTop += frame.clientHeight / 3
            if (frame.scrollTop > had) requestAnimationFrame(next)
            else resolve((frames * 1000) / (performance.now() - begun))
          }
          requestAnimationFrame(next)
        }),
    )
  } finally {
    await browser.close()
  }
}
