import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../foundation/server/database/ids.ts'
import { change } from '../foundation/server/database/change.ts'
import { emit } from '../foundation/server/events/events.ts'
import type { News } from '../foundation/server/realtime/realtime.ts'
import { realtimeListeners } from '../foundation/server/sessions/realtime-listeners.ts'
import { record } from '../foundation/server/trace/record.ts'
import { submissionMarked } from '../domains/assignments/index.ts'
import { password, signInPortal, type Browser, type SignInPortal } from '../testing/sign-in-portal.ts'

let given: SignInPortal
let server: Server
const sockets: Socket[] = []
const me = new Map<string, string>()

beforeAll(async () => {
  given = await signInPortal()
  for (const login of ['asel', 'bakyt']) me.set(login, (await given.give('student', { login })).personId)
  await given.give('administrator', { login: 'boss' })
  server = createServer()
  given.portal.realtime.attach(server, realtimeListeners(given.portal))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
})
afterAll(async () => {
  for (const socket of sockets) socket.close()
  given.portal.realtime.detach()
  await new Promise((resolve) => server.close(resolve))
  await given.close()
})

async function signedIn(login: string): Promise<Browser> {
  const browser = given.browser()
  const reply = await browser.send('POST', '/api/session', { login, password })
  expect(reply.status).toBe(200)
  return browser
}

/** Opens a page's line with the cookies of a browser. */
function connect(browser: Browser): Promise<Socket> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const socket = io(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    path: '/api/realtime',
    reconnection: false,
    transports: ['websocket'],
    ...(cookie ? { extraHeaders: { cookie } } : {}),
  })
  sockets.push(socket)
  return new Promise((resolve, reject) => socket.on('connect', () => resolve(socket)).on('connect_error', reject))
}

test('with a session one connects; without, with a forged one, or before the second factor is set up, one does not', async () => {
  expect((await connect(await signedIn('asel'))).connected).toBe(true)
  await expect(connect(given.browser())).rejects.toThrow('not-signed-in')
  const forger = await signedIn('asel')
  const [name, value] = [...forger.cookies].find(([one]) => one.includes('session')) ?? ['', '']
  forger.cookies.set(name, `x${value}`)
  await expect(connect(forger)).rejects.toThrow('not-signed-in')
  await expect(connect(await signedIn('boss'))).rejects.toThrow('not-signed-in')
})

test('who signs out is dropped, and cannot come back with the old cookie', async () => {
  const browser = await signedIn('asel')
  const cookies = new Map(browser.cookies)
  const socket = await connect(browser)
  const dropped = new Promise((resolve) => socket.on('disconnect', resolve))
  expect((await browser.send('DELETE', '/api/session')).status).toBeLessThan(300)
  await given.portal.realtime.dropEnded()
  await dropped
  for (const [name, value] of cookies) browser.cookies.set(name, value)
  await expect(connect(browser)).rejects.toThrow('not-signed-in')
})

test('marked work reaches the open page of its author and of nobody else', async () => {
  const own = await connect(await signedIn('asel'))
  const other = await connect(await signedIn('bakyt'))
  const strayed: News[] = []
  other.on('news', (news: News) => strayed.push(news))
  const heard = new Promise<News>((resolve) => own.on('news', resolve))
  const [itemId, offeringId] = [newId(), newId()]
  const ctx = await given.ctx()
  await change(ctx, async (tx) => {
    await record(ctx, tx, { verb: 'test.done', object: { type: 'test', id: itemId } })
    await emit(ctx, tx, submissionMarked, { submissionId: newId(), personId: me.get('asel') ?? '', itemId, offeringId })
  })
  await given.drain()
  expect(await heard).toMatchObject({ kind: 'submission.marked', stale: expect.arrayContaining([`/api/items/${itemId}`]) })
  expect(strayed).toEqual([])
})
