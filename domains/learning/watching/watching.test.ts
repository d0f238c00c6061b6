import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type Reply, type TestPortal } from '../../../testing/index.ts'
import { item, section, video } from '../../courses/index.ts'
import { itemProgress } from '../tables.ts'
import { keepBeat } from './keep-beat.ts'
import type { BeatInput } from './contract.ts'
import { watched } from './tables.ts'

let given: TestPortal
beforeAll(async () => {
  given = await testPortal()
})
afterAll(() => given.close())
// Time goes as the test says; the timers of the database go on.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-10-05T04:00:00Z') }))
afterEach(() => void vi.useRealTimers())
const later = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1000)

async function setUp(kind = 'video', seconds = 100) {
  const { offeringId } = await makeOffering(given.portal)
  const [teacher, student] = [await makePerson(given.portal, 'teacher'), await makePerson(given.portal, 'student')]
  await assignTeacher(given.portal, teacher, offeringId)
  await enrol(given.portal, student, offeringId)
  const [sectionId, itemId, videoId] = [newId(), newId(), newId()]
  const write = given.portal.database.write
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind, title: { ky: 'Лекция' }, position: 0 })
  await write
    .insert(video)
    .values({ id: videoId, offeringId, itemId, state: 'ready', fileId: newId(), bytes: 1, name: 'a.mp4', playable: 'mp4', seconds })
  const player = newId()
  let number = 0
  const beat = (
    played: [from: number, to: number, how?: 'seen' | 'heard' | 'hidden', speed?: number][],
    more: Partial<BeatInput> = {},
  ): BeatInput => ({
    player,
    number: number++,
    place: (played.at(-1)?.[1] ?? 0) * 10,
    at: new Date().toISOString(),
    played: played.map(([from, to, how = 'seen', speed = 1]) => ({ from: from * 10, to: to * 10, how, speed })),
    ...more,
  })
  const send = (body: BeatInput, as = student): Promise<Reply> => given.request('POST', `/api/videos/${videoId}/watching`, { as, body })
  const acts = async () =>
    (
      await given.portal.database.read
        .select()
        .from(statement)
        .where(and(eq(statement.actor, student), inArray(statement.objectId, [videoId, itemId])))
    ).map((act) => act.verb)
  return { offeringId, itemId, videoId, teacher, student, beat, send, acts }
}

test('real playing is kept in one row, completes the item at its share, and leaves no record for each beat', async () => {
  const { videoId, itemId, student, beat, send, acts } = await setUp()
  await send(beat([]))
  for (let at = 0; at < 80; at += 10) {
    later(10)
    expect((await send(beat([[at, at + 10]]))).body).toMatchObject({ played: [[0, (at + 10) * 10]], doneAt: null })
  }
  later(10)
  const done = await send(beat([[80, 90]]))
  expect(done.body).toMatchObject({ share: 0.9, needed: 0.9, place: 900, doneAt: new Date().toISOString() })
  const rows = await given.portal.database.read.select().from(watched).where(eq(watched.videoId, videoId))
  expect(rows).toMatchObject([{ personId: student, played: [[0, 900]], spent: 900 }])
  const [progress] = await given.portal.database.read.select().from(itemProgress).where(eq(itemProgress.itemId, itemId))
  expect(progress?.completedAt).not.toBeNull()
  expect((await acts()).toSorted()).toEqual(['item.completed', 'item.opened', 'video.watch-started', 'video.watched'])
})

test('a jump is not watching: only what was played counts, and what is left is told', async () => {
  const { beat, send } = await setUp()
  await send(beat([]))
  later(20)
  const told = await send(
    beat([
      [0, 10],
      [90, 100],
    ]),
  )
  expect(told.body).toMatchObject({
    played: [
      [0, 100],
      [900, 1000],
    ],
    share: 0.2,
    doneAt: null,
  })
})

test('a hidden tab is told apart and does not count; sound alone does', async () => {
  const { beat, send } = await setUp()
  await send(beat([]))
  later(60)
  expect((await send(beat([[0, 50, 'hidden']]))).body).toMatchObject({ played: [], hidden: 500, share: 0 })
  later(60)
  expect((await send(beat([[0, 50, 'heard']]))).body).toMatchObject({ share: 0.5 })
})

test('nobody watches faster than real time times twice: a forged beat brings what the time allows', async () => {
  const { beat, send } = await setUp()
  const first = await send(beat([[0, 100]]))
  expect(first.body.share).toBeLessThanOrEqual(0.36)
  later(5)
  const second = await send(beat([[0, 100, 'seen', 4]]))
  expect(second.body.doneAt).toBeNull()
  expect(second.body.share).toBeLessThan(0.5)
})

test('a beat that comes again, in whatever order, changes nothing; two devices share one measure', async () => {
  const { videoId, beat, send } = await setUp()
  await send(beat([]))
  later(20)
  const one = beat([[0, 20]])
  const other = { ...beat([[40, 60]]), player: newId(), number: 0 }
  const [first] = [await send(one)]
  const row = async () => (await given.portal.database.read.select().from(watched).where(eq(watched.videoId, videoId)))[0]
  const before = await row()
  expect((await send(one)).body).toEqual(first?.body)
  expect(await row()).toEqual(before)
  // The other device plays at the same time: both together spend no more than the time there was.
  const both = await send(other)
  expect(both.body.played.flat().reduce((sum: number, at: number, index: number) => sum + (index % 2 ? at : -at), 0)).toBeLessThanOrEqual(560)
  expect((await row())?.spent).toBeLessThanOrEqual(560)
})

test('what was watched without a line arrives later, once, with its true time', async () => {
  const { videoId, beat, send, acts } = await setUp()
  await send(beat([]))
  const waiting: BeatInput[] = []
  for (let at = 0; at < 100; at += 20) {
    later(20)
    waiting.push(beat([[at, at + 20]]))
  }
  const seen = new Date().toISOString()
  later(86_400)
  for (const one of [...waiting, ...waiting]) await send(one)
  const [row] = await given.portal.database.read.select().from(watched).where(eq(watched.videoId, videoId))
  expect(row).toMatchObject({ played: [[0, 1000]], spent: 1000 })
  expect(row?.doneAt?.toISOString()).toBe(seen)
  expect((await acts()).filter((verb) => verb === 'video.watch-resumed')).toHaveLength(1)
})

test('first beats at once make one row', async () => {
  const { videoId, student, beat } = await setUp('page')
  const ctx = await given.ctx(student)
  await Promise.all([beat([]), { ...beat([]), player: newId() }, { ...beat([]), player: newId() }].map((one) => keepBeat(ctx, videoId, one)))
  expect(await given.portal.database.read.select().from(watched).where(eq(watched.videoId, videoId))).toHaveLength(1)
})

test('a block in a lesson is measured too, and does not complete the lesson; teachers see where viewers stop, and do not watch', async () => {
  const { videoId, itemId, teacher, student, beat, send } = await setUp('page')
  await send(beat([]))
  later(60)
  await send(beat([[0, 50]]))
  expect(await given.portal.database.read.select().from(itemProgress).where(eq(itemProgress.itemId, itemId))).toEqual([])
  const told = await given.request('GET', `/api/videos/${videoId}/retention`, { as: teacher })
  expect(told.body).toMatchObject({ viewers: 1, done: 0, share: 0.5 })
  expect(told.body.parts.map((part: { viewers: number }) => part.viewers)).toEqual(Array.from({ length: 40 }, (_, at) => (at < 20 ? 1 : 0)))
  expect((await given.request('GET', `/api/videos/${videoId}/retention`, { as: student })).status).toBe(403)
  expect((await send(beat([[0, 50]]), teacher)).status).toBe(403)
  expect((await given.request('DELETE', `/api/items/${itemId}`, { as: teacher })).status).toBe(409)
})

test('a watched video is hidden, not deleted', async () => {
  const { itemId, teacher, beat, send } = await setUp()
  await send(beat([]))
  expect((await given.request('DELETE', `/api/items/${itemId}`, { as: teacher })).body.type).toBe(
    'urn:univer-plus:problem:courses.work-would-be-lost',
  )
})
