import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../tables.ts'
import { makeClip, noTools } from '../video/clip.fixture.ts'

let given: TestPortal
let address: string
beforeAll(async () => {
  given = await testPortal()
  address = await given.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => given.close())

async function setUp() {
  const { offeringId } = await makeOffering(given.portal)
  const [teacher, student] = [await makePerson(given.portal, 'teacher'), await makePerson(given.portal, 'student')]
  await assignTeacher(given.portal, teacher, offeringId)
  await enrol(given.portal, student, offeringId)
  const [sectionId, itemId] = [newId(), newId()]
  const write = given.portal.database.write
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'page', title: { ky: 'Сабак' }, position: 0 })
  return { itemId, teacher, student }
}

/** Sends a recording as the studio does: in pieces while nobody knows how long it gets, its length told with none. */
async function sendGrowing(as: string, itemId: string, bytes: Buffer): Promise<string> {
  const headers = { 'tus-resumable': '1.0.0', 'x-test-person': as, 'content-type': 'application/offset+octet-stream' }
  const metadata = `filename ${Buffer.from('жазуу.webm').toString('base64')},fingerprint ${Buffer.from('studio-1').toString('base64')}`
  const begun = await fetch(`${address}/api/items/${itemId}/video-uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-defer-length': '1', 'upload-metadata': metadata },
  })
  expect(begun.status).toBe(201)
  const href = begun.headers.get('location') ?? ''
  const half = Math.floor(bytes.length / 2)
  for (const [offset, part] of [
    [0, bytes.subarray(0, half)],
    [half, bytes.subarray(half)],
  ] as const) {
    const sent = await fetch(address + href, {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': String(offset) },
      body: new Uint8Array(part),
    })
    expect(sent.headers.get('upload-offset')).toBe(String(offset + part.length))
  }
  const early = await given.request('POST', `${href}/finish`, { as })
  expect(early.body.type, 'its length is not known yet').toBe('urn:univer-plus:problem:courses.video-not-whole')
  const whole = { ...headers, 'upload-offset': String(bytes.length), 'upload-length': String(bytes.length) }
  expect((await fetch(address + href, { method: 'PATCH', headers: whole })).status).toBe(204)
  return href
}

/** As a browser records: no index, no length in its head. */
const recording = (seconds: number) =>
  makeClip({ seconds, name: 'r.webm', parameters: ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus', '-live', '1'] })

test.skipIf(noTools)('a recording sent while it grew becomes a video of the part that was chosen; the rest is never shown', async () => {
  const { itemId, teacher, student } = await setUp()
  const href = await sendGrowing(teacher, itemId, await recording(9))
  const made = await given.request('POST', `${href}/finish`, { as: teacher, body: { trim: { start: 2, end: 7 } } })
  expect(made.status).toBe(200)
  const meanwhile = (await given.request('GET', `/api/videos/${made.body.videoId}`, { as: student })).body
  expect(meanwhile).toMatchObject({ watchable: false, qualities: [] })
  const original = await given.app.inject({ url: `/api/videos/${made.body.videoId}/files/original`, headers: { 'x-test-person': student } })
  expect(original.statusCode).toBe(404)
  await given.drain()
  const ready = (await given.request('GET', `/api/videos/${made.body.videoId}`, { as: student })).body
  expect(ready).toMatchObject({ state: 'ready', watchable: true, seconds: 5, hasPicture: true })
  const { payload } = await given.app.inject({ url: `/api/videos/${made.body.videoId}/playlists/360p.m3u8`, headers: { 'x-test-person': student } })
  const length = [...payload.matchAll(/#EXTINF:([\d.]+)/g)].reduce((sum, [, seconds]) => sum + Number(seconds), 0)
  expect(length).toBeGreaterThan(4.7)
  expect(length).toBeLessThan(5.4)
})

test.skipIf(noTools)('a recording of sound alone is cut too; without ffmpeg nothing is cut, and it is said', async () => {
  const { itemId, teacher } = await setUp()
  const sound = await makeClip({ seconds: 6, name: 's.webm', parameters: ['-vn', '-c:a', 'libopus', '-live', '1'] })
  const href = await sendGrowing(teacher, itemId, sound)
  const path = process.env.PATH
  process.env.PATH = ''
  const refused = await given.request('POST', `${href}/finish`, { as: teacher, body: { trim: { start: 1, end: 4 } } }).finally(() => {
    process.env.PATH = path
  })
  expect(refused).toMatchObject({ status: 409, body: { type: 'urn:univer-plus:problem:courses.video-no-trim' } })
  const made = await given.request('POST', `${href}/finish`, { as: teacher, body: { trim: { start: 1, end: 4 } } })
  await given.drain()
  const ready = (await given.request('GET', `/api/videos/${made.body.videoId}`, { as: teacher })).body
  expect(ready).toMatchObject({ state: 'ready', seconds: 3, hasPicture: false, qualities: [{ quality: 'sound' }] })
})
