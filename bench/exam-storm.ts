import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../foundation/server/config/index.ts'
import { startEmbedded } from '../foundation/server/database/embedded.ts'
import { migrate } from '../foundation/server/database/migrate.ts'
import { openPortal } from '../portal/assemble.ts'
import { buildWholeServer } from '../portal/server.ts'
import type { ExamPlan, ExamResult } from './exam-load.ts'
import { runLoad } from './run-load.ts'
import { makeExam } from './make-exam.ts'

/**
 * Students who answer as fast as the limits allow: one answer a request, real HTTP and sessions, durable commits (fsync on), one portal
 * process and an embedded PostgreSQL. The load is a thread of its own on the same cores; its processor time is printed apart.
 */
const students = Number(process.env.BENCH_STUDENTS ?? 2000)
const seconds = Number(process.env.BENCH_SECONDS ?? 10)
const connections = Number(process.env.BENCH_CONNECTIONS ?? 256)

const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'))
const embedded = await startEmbedded({ dataDirectory: folder, log: () => {} })
try {
  await migrate(embedded.url)
  const portal = await openPortal(readConfig([], { PORTAL_DATA: folder, LOG_LEVEL: 'error' }), embedded.url)
  const server = await buildWholeServer(portal)
  const exam = await makeExam(portal, students, 20)
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  await load({ address, students: exam, seconds: 3, connections })
  const begun = process.cpuUsage()
  const result = await load({ address, students: exam, seconds, connections })
  const spent = process.cpuUsage(begun)
  const own = (spent.user + spent.system) / 1e6 - result.loadCpuSeconds
  const kept = await portal.database.readPool.query<{ sum: string }>('SELECT count(*) AS sum FROM exams.answer')
  console.log(
    `${result.answers} answers in ${result.seconds.toFixed(2)} s, ${kept.rows[0]?.sum} rows; processor: portal ${own.toFixed(2)} s ` +
      `(${((own / result.answers) * 1e6).toFixed(0)} µs an answer), load ${result.loadCpuSeconds.toFixed(2)} s`,
  )
  const one = (value: number): number => Math.round(value * 10) / 10
  console.log(
    JSON.stringify({
      answersPerSecond: Math.round(result.answers / result.seconds),
      p50Ms: one(result.p50Ms),
      p95Ms: one(result.p95Ms),
      p99Ms: one(result.p99Ms),
      errors: result.errors,
    }),
  )
  if (result.errors > 0) process.exitCode = 1
  await server.close()
  await portal.close()
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

function load(plan: ExamPlan): Promise<ExamResult> {
  return runLoad('exam-load.ts', plan)
}
