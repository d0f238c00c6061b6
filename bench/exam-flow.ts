import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../foundation/server/config/index.ts'
import { startEmbedded } from '../foundation/server/database/embedded.ts'
import { migrate } from '../foundation/server/database/migrate.ts'
import { openPortal } from '../portal/assemble.ts'
import { buildWholeServer } from '../portal/server.ts'
import type { FlowPlan, FlowResult } from './exam-flow-load.ts'
import { runLoad } from './run-load.ts'
import { makeTest } from './make-exam.ts'
import { signInStudents } from './sign-in-all.ts'

/**
 * A whole test from its start to handing it in: the paper, twenty answers (each its own acknowledged write), the result. Real HTTP and
 * sessions, durable commits, one portal process; the load is a thread of its own whose processor time is printed apart.
 */
const flows = Number(process.env.BENCH_FLOWS ?? 2000)
const concurrency = Number(process.env.BENCH_CONNECTIONS ?? 48)

const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'))
const embedded = await startEmbedded({ dataDirectory: folder, log: () => {} })
try {
  await migrate(embedded.url)
  const portal = await openPortal(readConfig([], { PORTAL_DATA: folder, LOG_LEVEL: 'error' }), embedded.url)
  const server = await buildWholeServer(portal)
  const { itemId, offeringId } = await makeTest(portal, 20)
  const warm = Math.ceil(flows / 5)
  const { cookies } = await signInStudents(portal, offeringId, flows + warm)
  await portal.database.write.execute('ANALYZE')
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  await load({ address, itemId, cookies: cookies.slice(0, warm), concurrency })
  const begun = process.cpuUsage()
  const result = await load({ address, itemId, cookies: cookies.slice(warm), concurrency })
  const spent = process.cpuUsage(begun)
  const own = (spent.user + spent.system) / 1e6 - result.loadCpuSeconds
  console.log(
    `${flows} flows in ${result.seconds.toFixed(2)} s; processor: portal ${own.toFixed(2)} s (${((own / flows) * 1000).toFixed(1)} ms a flow), load ${result.loadCpuSeconds.toFixed(2)} s`,
  )
  console.log(
    JSON.stringify({ flowsPerSecond: Math.round(flows / result.seconds), p99Ms: Math.round(result.p99Ms * 10) / 10, errors: result.errors }),
  )
  if (result.errors > 0) process.exitCode = 1
  await server.close()
  await portal.close()
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

function load(plan: FlowPlan): Promise<FlowResult> {
  return runLoad('exam-flow-load.ts', plan)
}
