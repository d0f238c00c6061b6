import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testPortal, type TestPortal } from '../../../testing/index.ts'
import { isOwnPage, openRealtime, type News, type Realtime } from './realtime.ts'

let given: TestPortal
const parts: { realtime: Realtime; server: Server; port: number }[] = []
const sockets: Socket[] = []
const ended = new Set<string>()

beforeAll(async () => {
  given = await testPortal()
  // Two portal processes on one database; the cookie here is the person's id.
  for (let count = 0; count < 2; count++) {
    const server = createServer()
    const realtime = openRealtime(given.portal)
    realtime.attach(server, {
      whoIs: async ({ cookie }) => (cookie ? { personId: cookie, sessionId: cookie } : null),
      stillGood: async (sessions) => new Set(sessions.filter((session) => !ended.has(session))),
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    parts.push({ realtime, server, port: (server.address() as AddressInfo).port })
  }
})
afterAll(async () => {
  for (const socket of sockets) socket.close()
  for (const { realtime } of parts) await realtime.close()
  await given.close()
})

function connect(process: number, person?: string): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${parts[process]?.port}`, {
    path: '/api/realtime',
    reconnection: false,
    ...(person ? { extraHeaders: { cookie: person } } : {}),
  })
  sockets.push(socket)
  return new Promise((resolve, reject) => socket.on('connect', () => resolve(socket)).on('connect_error', reject))
}

test('news told on one process reaches the person’s page on another, and nobody else’s', async () => {
  const own = await connect(1, 'asel')
  const other = await connect(1, 'bakyt')
  const strayed: News[] = []
  other.on('news', (news: News) => strayed.push(news))
  const heard = new Promise<News>((resolve) => own.on('news', resolve))
  // The notification channel is joined in the background; news is told again until the page has it.
  const again = setInterval(() => parts[0]?.realtime.tell(['asel'], { kind: 'grade.changed', stale: ['/api/my/today'] }), 50)
  expect(await heard).toEqual({ kind: 'grade.changed', stale: ['/api/my/today'] })
  clearInterval(again)
  expect(strayed).toEqual([])
})

test('news told while a page was being opened is told as it connects', async () => {
  const former = await connect(1, 'gulnara')
  const heard = new Promise((resolve) => former.on('news', resolve))
  parts[0]?.realtime.tell(['gulnara'], { kind: 'grade.changed', stale: ['/api/my/record'] })
  await heard
  const socket = io(`http://127.0.0.1:${parts[1]?.port}`, { path: '/api/realtime', reconnection: false, extraHeaders: { cookie: 'gulnara' } })
  sockets.push(socket)
  expect(await new Promise((resolve) => socket.on('news', resolve))).toEqual({ kind: 'grade.changed', stale: ['/api/my/record'] })
})

test('nobody connects without being signed in', async () => {
  await expect(connect(0)).rejects.toThrow('not-signed-in')
})

test('a process that only tells can close, at once too', async () => {
  const worker = openRealtime(given.portal)
  worker.tell(['asel'], { kind: 'grade.changed', stale: [] })
  await worker.close()
  const quiet = openRealtime(given.portal)
  await quiet.close()
})

test('a page whose session has ended is dropped, and others stay', async () => {
  const gone = await connect(0, 'cholpon')
  const stays = await connect(0, 'daniyar')
  const dropped = new Promise((resolve) => gone.on('disconnect', resolve))
  ended.add('cholpon')
  await parts[0]?.realtime.dropEnded()
  expect(await dropped).toBe('io server disconnect')
  expect(stays.connected).toBe(true)
})

test('a page of another site may not listen', async () => {
  const own = { host: 'portal.example' }
  expect(isOwnPage({ ...own, origin: 'https://portal.example' }, null)).toBe(true)
  expect(isOwnPage({ ...own, origin: 'https://other.example' }, null)).toBe(false)
  expect(isOwnPage({ ...own, origin: 'null' }, null)).toBe(false)
  expect(isOwnPage({ ...own, 'sec-fetch-site': 'cross-site' }, null)).toBe(false)
  expect(isOwnPage({ host: 'inside:3000', origin: 'https://portal.example' }, 'https://portal.example/')).toBe(true)
  const socket = io(`http://127.0.0.1:${parts[0]?.port}`, {
    path: '/api/realtime',
    reconnection: false,
    transports: ['websocket'],
    extraHeaders: { cookie: 'asel', origin: 'https://other.example' },
  })
  sockets.push(socket)
  await expect(new Promise((resolve, reject) => socket.on('connect', () => resolve(null)).on('connect_error', reject))).rejects.toThrow()
})

test('a lost connection of the database is survived, and news come again', async () => {
  const own = await connect(0, 'elnura')
  const heard = new Promise<News>((resolve) => own.on('news', resolve))
  await given.portal.database.write.execute(
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'portal-realtime' AND datname = current_database()`,
  )
  const again = setInterval(() => parts[1]?.realtime.tell(['elnura'], { kind: 'grade.changed', stale: [] }), 200)
  expect((await heard).kind).toBe('grade.changed')
  clearInterval(again)
}, 20_000)

test('closing ends also while a lost connection is being opened anew', async () => {
  for (let tried = 0; tried < 5; tried++) {
    const server = createServer()
    const realtime = openRealtime(given.portal)
    realtime.attach(server, { whoIs: async () => null, stillGood: async () => new Set<string>() })
    // Closed at once, and one turn of the loop later and so on: the adapter is in the middle of opening its connection.
    for (let turn = 0; turn < tried * 3; turn++) await new Promise(setImmediate)
    await realtime.close()
  }
})
