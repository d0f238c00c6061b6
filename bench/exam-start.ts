import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../foundation/server/config/index.ts'
import { startEmbedded } from '../foundation/server/database/embedded.ts'
import { migrate } from '../foundation/server/database/migrate.ts'
import { openPortal } from '../portal/assemble.ts'
import { buildWholeServer } from '../portal/server.ts'
import type { StartPlan, StartResult } from './exam-start-load.ts'
import { runLoad } from './run-load.ts'
import { makeTest } from './make-exam.ts'
import { newSecret, sitting } from '../domains/exams/index.ts'
import { signInStudents } from './sign-in-all.ts'

/**
 * An exam of twenty questions that all students begin at the same second. Within a minute they come into the waiting room, each at a moment of
 * their own, and get their papers sealed; at the start each asks for the key, as far apart as the page does it, and opens the paper. The figure is
 * the time from a student's asking to the first question. Real HTTP and sessions, durable commits, one portal process.
 */
const students = Number(process.env.BENCH_STUDENTS ?? 5000)
const seconds = Number(process.env.BENCH_SECONDS ?? 60)
/** What the page's own waiting room spreads the askings over (`sitting/web/WaitingRoom.tsx`). */
const spreadSeconds = Number(process.env.BENCH_SPREAD ?? 4)

const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'))
const embedded = await startEmbedded({ dataDirectory: folder, log: () => {} })
try {
  await migrate(embedded.url)
  const portal = await openPortal(readConfig([], { PORTAL_DATA: folder, LOG_LEVEL: 'error' }), embedded.url)
  const server = await buildWholeServer(portal)
  const { itemId, offeringId } = await makeTest(portal, 20)
  const { cookies } = await signInStudents(portal, offeringId, students)
  await portal.database.write.execute('ANALYZE')
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  const begun = process.cpuUsage()
  const startsAt = new Date(Date.now() + (seconds + 8) * 1000)
  await portal.database.write.insert(sitting).values({
    itemId,
    startsAt,
    roomMinutes: 30,
    lateMinutes: 15,
    graceMinutes: 15,
    networks: [],
    oneDevice: true,
    secret: newSecret(),
  })
  const result = await load({ address, itemId, cookies, seconds, startsAt: startsAt.getTime(), spreadSeconds })
  const spent = process.cpuUsage(begun)
  const own = (spent.user + spent.system) / 1e6 - result.loadCpuSeconds
  const one = (value: number): number => Math.round(value * 10) / 10
  console.log(
    `${students} students came in within ${seconds} s (p50 ${one(result.roomP50Ms)} ms, p99 ${one(result.roomP99Ms)} ms); ` +
      `keys of all within ${spreadSeconds} s and ${one(result.p99Ms)} ms: p50 ${one(result.p50Ms)} ms; processor of the portal ${own.toFixed(1)} s (${((own / students) * 1000).toFixed(1)} ms a student)`,
  )
  console.log(JSON.stringify({ students, p99Ms: one(result.p99Ms), errors: result.errors }))
  if (result.errors > 0) process.exitCode = 1
  await server.close()
  await portal.close()
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

function load(plan: StartPlan): Promise<StartResult> {
  return runLoad('exam-start-load.ts', plan)
}
