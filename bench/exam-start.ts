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
import { signInStudents } from './sign-in-all.ts'

/**
 * Students who begin a test of twenty questions, each at a moment of their own within one minute: the page of the test, then «begin»,
 * until the first question is there. Real HTTP and sessions, durable commits, one portal process. There is no sealed paper yet: the paper is
 * made and sent at the beginning itself.
 */
const students = Number(process.env.BENCH_STUDENTS ?? 5000)
const seconds = Number(process.env.BENCH_SECONDS ?? 60)

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
  const result = await load({ address, itemId, cookies, seconds })
  const spent = process.cpuUsage(begun)
  const own = (spent.user + spent.system) / 1e6 - result.loadCpuSeconds
  const one = (value: number): number => Math.round(value * 10) / 10
  console.log(
    `${students} students in ${result.seconds.toFixed(1)} s; processor: portal ${own.toFixed(1)} s (${((own / students) * 1000).toFixed(1)} ms a student); p50 ${one(result.p50Ms)} ms`,
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
