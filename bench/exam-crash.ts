import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { readConfig } from '../foundation/server/config/index.ts'
import { startEmbedded } from '../foundation/server/database/embedded.ts'
import { migrate } from '../foundation/server/database/migrate.ts'
import { openPortal } from '../portal/assemble.ts'
import { buildWholeServer } from '../portal/server.ts'
import type { ExamPlan } from './exam-load.ts'
import { LeanClient } from './lean-client.ts'
import { makeExam } from './make-exam.ts'

/**
 * Students answer without a pause while the portal or its PostgreSQL is killed (SIGKILL) at random moments, at least twenty times. A student
 * whose answer was not acknowledged sends the same one again, as the page does. Afterwards every acknowledged answer must be in the
 * database: with its sequence, or a later one, and with the very words that were sent under that sequence.
 */
const kills = Number(process.env.BENCH_KILLS ?? 24)
const students = Number(process.env.BENCH_STUDENTS ?? 200)
const connections = Number(process.env.BENCH_CONNECTIONS ?? 64)

const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'))
// the embedded database runs as another user where we are root
chmodSync(folder, 0o755)
const exam = await prepareExam()
const port = await freePort()
const address = `http://127.0.0.1:${port}`
/** The last acknowledged answer and the last sent one of every question of every student. */
const acknowledged = new Map<string, number>()
let [acks, goesOn, retried, unanswered] = [0, true, 0, 0]
/** A request that the portal neither answers nor breaks off for so long counts as a fault of its own. */
const patienceMs = 60_000
let portal = start()
let endings = 0
try {
  await ready()
  const players = Array.from({ length: connections }, (_, at) => play(at))
  for (let round = 0; round < kills; round++) {
    await wait(300 + Math.random() * 1700)
    const ofDatabase = round % 2 === 1
    const pid = ofDatabase ? databasePid() : portal.pid
    if (pid) process.kill(pid, 'SIGKILL')
    if (!ofDatabase) portal = start()
    await ready()
    process.stdout.write(`kill ${round + 1} of ${kills} (${ofDatabase ? 'PostgreSQL' : 'portal'}): ${acks} acknowledged\n`)
  }
  await wait(1000)
  goesOn = false
  await Promise.all(players)
  const found = await check()
  console.log(`${retried} answers were sent again; ${unanswered} requests were never answered; ${endings} times the portal ended by itself`)
  console.log(JSON.stringify({ kills, acknowledged: acks, ...found }))
  if (found.lost > 0 || found.duplicates > 0 || unanswered > 0) process.exitCode = 1
} finally {
  goesOn = false
  await stop()
  await rm(folder, { recursive: true, force: true })
}

async function prepareExam(): Promise<ExamPlan['students']> {
  const embedded = await startEmbedded({ dataDirectory: folder, log: () => {} })
  try {
    await migrate(embedded.url)
    const made = await openPortal(readConfig([], { PORTAL_DATA: folder, LOG_LEVEL: 'error' }), embedded.url)
    const server = await buildWholeServer(made)
    const plan = await makeExam(made, students, 20)
    await server.close()
    await made.close()
    return plan
  } finally {
    await embedded.stop()
  }
}

function start(): ChildProcess {
  const child = spawn(process.execPath, ['portal/main.ts', 'start', '--port', String(port), '--data', folder], {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'ignore',
    env: { ...process.env, LOG_LEVEL: 'fatal' },
  })
  child.once('exit', (_code, signal) => {
    if (signal === 'SIGKILL' || !goesOn) return
    // an operator's service manager would do the same
    endings++
    portal = start()
  })
  return child
}

async function ready(): Promise<void> {
  for (const until = Date.now() + 90_000; Date.now() < until; await wait(50)) {
    const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => null)
    if (answer?.ok) return
  }
  throw new Error('the portal did not come back')
}

async function stop(): Promise<void> {
  if (portal.exitCode !== null || portal.signalCode !== null) return
  const ended = new Promise((resolve) => portal.once('exit', resolve))
  portal.kill('SIGTERM')
  await ended
}

function databasePid(): number | undefined {
  try {
    return Number(readFileSync(join(folder, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}

/** One connection plays its own students, so that each question has one writer; an answer is sent until it is acknowledged. */
async function play(number: number): Promise<void> {
  const own = exam.filter((_, at) => at % connections === number)
  let client: LeanClient | null = null
  for (let turn = 1; goesOn; turn++) {
    const student = own[turn % own.length]
    if (!student) return
    const question = student.questions[Math.floor(turn / own.length) % student.questions.length] ?? ''
    for (let tries = 0; goesOn; tries++) {
      try {
        client ??= await LeanClient.open(address)
        const path = `/api/attempts/${student.attemptId}/answers/${question}`
        const open = client
        const patience = setTimeout(() => {
          unanswered++
          open.close()
        }, patienceMs)
        const sending = open.send('PUT', path, student.cookie, `{"value":{"number":"${wordsOf(turn)}"},"sequence":${turn}}`)
        const { status } = await sending.finally(() => clearTimeout(patience))
        if (status === 200) {
          acknowledged.set(`${student.attemptId} ${question}`, turn)
          acks++
          break
        }
      } catch {
        client?.close()
        client = null
      }
      if (tries === 0) retried++
      await wait(20 + Math.random() * 100)
    }
  }
  client?.close()
}

function wordsOf(turn: number): string {
  return `answer ${turn}`
}

async function check(): Promise<{ lost: number; duplicates: number }> {
  await stop()
  const embedded = await startEmbedded({ dataDirectory: folder, log: () => {} })
  const client = new pg.Client({ connectionString: embedded.url })
  try {
    await client.connect()
    const { rows } = await client.query<{ attempt_id: string; question_id: string; sequence: number; value: { number: string } }>(
      'SELECT attempt_id, question_id, sequence, value FROM exams.answer',
    )
    const kept = new Map(rows.map((row) => [`${row.attempt_id} ${row.question_id}`, row]))
    let lost = 0
    for (const [name, sequence] of acknowledged) {
      const row = kept.get(name)
      if (!row || row.sequence < sequence || row.value.number !== wordsOf(row.sequence)) lost++
    }
    return { lost, duplicates: rows.length - kept.size }
  } finally {
    await client.end()
    await embedded.stop()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const found = server.address()
      server.close(() => resolve(typeof found === 'object' && found ? found.port : 0))
    })
  })
}
