import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { item, section } from '../domains/courses/index.ts'
import { itemProgress } from '../domains/learning/index.ts'
import { readConfig } from '../foundation/server/config/index.ts'
import type { Portal } from '../foundation/server/context.ts'
import { startEmbedded } from '../foundation/server/database/embedded.ts'
import { newId } from '../foundation/server/database/ids.ts'
import { migrate } from '../foundation/server/database/migrate.ts'
import { openPortal } from '../portal/assemble.ts'
import { buildWholeServer } from '../portal/server.ts'
import { makeOffering } from '../testing/factories.ts'
import type { PagePlan, PageResult } from './course-page-load.ts'
import { runLoad } from './run-load.ts'
import { signInStudents } from './sign-in-all.ts'

/**
 * All the API work of opening the course page: who am I, the course, one's progress; real HTTP and sessions, an embedded
 * PostgreSQL. The load is a thread of its own on the same cores; its processor time is printed beside the portal's, so one
 * sees what it takes from the figure. Pages per second are plain: pages by the clock.
 */
const students = Number(process.env.BENCH_STUDENTS ?? 500)
const pages = Number(process.env.BENCH_PAGES ?? 8000)
const concurrency = 32

const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'))
const embedded = await startEmbedded({ dataDirectory: folder, log: () => {} })
try {
  await migrate(embedded.url)
  const portal = await openPortal(readConfig([], { PORTAL_DATA: folder, LOG_LEVEL: 'error' }), embedded.url)
  const server = await buildWholeServer(portal)
  const { offeringId, cookies } = await makeCourse(portal)
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  await load({ address, offeringId, cookies, pages: Math.ceil(pages / 4), concurrency })
  const begun = process.cpuUsage()
  const result = await load({ address, offeringId, cookies, pages, concurrency })
  const spent = process.cpuUsage(begun)
  const own = (spent.user + spent.system) / 1e6
  console.log(
    `${pages} pages in ${result.seconds.toFixed(2)} s with the load on the same cores (${Math.round(pages / result.seconds)}/s); ` +
      `processor: portal ${(own - result.loadCpuSeconds).toFixed(2)} s, load ${result.loadCpuSeconds.toFixed(2)} s`,
  )
  const one = (value: number): number => Math.round(value * 10) / 10
  console.log(
    JSON.stringify({
      pagesPerSecond: Math.round(pages / result.seconds),
      p50Ms: one(result.p50Ms),
      p95Ms: one(result.p95Ms),
      p99Ms: one(result.p99Ms),
      errors: result.errors,
      concurrency,
    }),
  )
  if (result.errors > 0) process.exitCode = 1
  await server.close()
  await portal.close()
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

/** A course of 16 weeks with five items each; its students enrolled, signed in, each halfway through. */
async function makeCourse(portal: Portal): Promise<{ offeringId: string; cookies: string[] }> {
  const { offeringId } = await makeOffering(portal)
  const { write } = portal.database
  const sections = Array.from({ length: 16 }, (_, at) => ({
    id: newId(),
    offeringId,
    title: { ky: `${at + 1}-жума`, ru: `Неделя ${at + 1}` },
    position: at,
  }))
  await write.insert(section).values(sections)
  const items = sections.flatMap(({ id: sectionId }) =>
    Array.from({ length: 5 }, (_, at) => ({
      id: newId(),
      sectionId,
      offeringId,
      kind: 'page',
      title: { ky: `Сабак ${at}`, ru: `Урок ${at}` },
      position: at,
    })),
  )
  await write.insert(item).values(items)
  const { people, cookies } = await signInStudents(portal, offeringId, students)
  const at = new Date()
  for (const personId of people)
    await write
      .insert(itemProgress)
      .values(
        items
          .slice(0, 40)
          .map(({ id }) => ({ personId, itemId: id, offeringId, openedAt: at, lastAt: at, completedAt: at, seconds: 300, place: 1000 })),
      )
  await portal.database.write.execute('ANALYZE')
  return { offeringId, cookies }
}

function load(plan: PagePlan): Promise<PageResult> {
  return runLoad('course-page-load.ts', plan)
}
