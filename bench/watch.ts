import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { readConfig } from '../foundation/server/config/index.ts'
import type { Portal } from '../foundation/server/context.ts'
import { startEmbedded } from '../foundation/server/database/embedded.ts'
import { newId } from '../foundation/server/database/ids.ts'
import { migrate } from '../foundation/server/database/migrate.ts'
import { item, section, video } from '../domains/courses/index.ts'
import { openPortal } from '../portal/assemble.ts'
import { buildWholeServer } from '../portal/server.ts'
import { makeOffering } from '../testing/factories.ts'
import { signInStudents } from './sign-in-all.ts'
import type { LoadPlan, LoadResult } from './watch-load.ts'

/**
 * Heartbeats of viewers (R4.3c): everybody watches a film of ninety minutes, tells a beat for every fifteen seconds of
 * it, and jumps now and then. Real HTTP with real sessions on an embedded PostgreSQL with durable commits; the load comes
 * from a thread of its own. The clock of the portal goes fifteen seconds on with each round of all viewers, so that an
 * hour of watching passes in a minute and the rule «never more than real time» holds as it does in life.
 */
const viewers = Number(process.env.BENCH_VIEWERS ?? 1000)
const hours = Number(process.env.BENCH_HOURS ?? 1)
const beatSeconds = 15

let clockAhead = 0
const RealDate = Date
/** The portal's clock, which the rounds set on. */
class SetClock extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(RealDate.now() + clockAhead)
    else super(given[0])
  }
  static override now(): number {
    return RealDate.now() + clockAhead
  }
}
globalThis.Date = SetClock as DateConstructor

const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'))
const embedded = await startEmbedded({ dataDirectory: folder, log: () => {} })
try {
  await migrate(embedded.url)
  const portal = await openPortal(readConfig([], { PORTAL_DATA: folder, LOG_LEVEL: 'error' }), embedded.url)
  const server = await buildWholeServer(portal)
  const { videoId, cookies } = await makeViewers(portal)
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  const before = await countRows(portal)
  const rounds = Math.round((hours * 3600) / beatSeconds)
  const result = await load({ address, videoId, cookies, rounds, beatSeconds, filmSeconds: 5400 })
  const grown = (await countRows(portal)) - before
  const size = await portal.database.readPool.query<{ bytes: string }>("SELECT pg_total_relation_size('learning.watched') AS bytes")
  console.log(`requests ${viewers * rounds}, refused ${result.failed}, rows grown by ${grown}, learning.watched ${size.rows[0]?.bytes} bytes`)
  console.log(
    JSON.stringify({
      viewers,
      requestsPerSecond: Math.round((viewers * rounds) / result.seconds),
      p95Ms: Math.round(result.p95Ms * 10) / 10,
      rowsPerViewerHour: Math.round((grown / viewers / hours) * 100) / 100,
    }),
  )
  if (result.failed > 0) process.exitCode = 1
  await server.close()
  await portal.close()
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

/** A film in a course, its viewers enrolled and signed in. */
async function makeViewers(portal: Portal): Promise<{ videoId: string; cookies: string[] }> {
  const { offeringId } = await makeOffering(portal)
  const [sectionId, itemId, videoId] = [newId(), newId(), newId()]
  const { write } = portal.database
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'video', title: { ky: 'Лекция' }, position: 0 })
  const film = { fileId: newId(), bytes: 1, name: 'film.mp4', playable: 'mp4', seconds: 5400 }
  await write.insert(video).values({ id: videoId, offeringId, itemId, state: 'ready', ...film })
  const { cookies } = await signInStudents(portal, offeringId, viewers)
  return { videoId, cookies }
}

async function countRows(portal: Portal): Promise<number> {
  const found = await portal.database.readPool.query<{ rows: number }>(`
    SELECT ((SELECT count(*) FROM learning.watched) + (SELECT count(*) FROM learning.item_progress)
      + (SELECT count(*) FROM trace.statement) + (SELECT count(*) FROM pgboss.job))::int AS rows`)
  return found.rows[0]?.rows ?? 0
}

function load(plan: LoadPlan): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('watch-load.ts', import.meta.url), { workerData: plan })
    worker.on('message', (message: { round: number } | LoadResult) => {
      if ('round' in message) {
        clockAhead = message.round * beatSeconds * 1000
        worker.postMessage('go')
      } else resolve(message)
    })
    worker.on('error', reject)
  })
}
