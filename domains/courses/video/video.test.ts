import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../tables.ts'
import { makeClip, noTools } from './clip.fixture.ts'
import { video } from './tables.ts'

let given: TestPortal
let address: string
beforeAll(async () => {
  given = await testPortal()
  address = await given.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => given.close())

async function setUp() {
  const { offeringId } = await makeOffering(given.portal)
  const [teacher, other, student] = [
    await makePerson(given.portal, 'teacher'),
    await makePerson(given.portal, 'teacher'),
    await makePerson(given.portal, 'student'),
  ]
  await assignTeacher(given.portal, teacher, offeringId)
  await enrol(given.portal, student, offeringId)
  const [sectionId, itemId] = [newId(), newId()]
  const write = given.portal.database.write
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'video', title: { ky: 'Лекция' }, position: 0 })
  return { offeringId, itemId, teacher, other, student }
}

const metadata = (name: string) => `filename ${Buffer.from(name).toString('base64')},fingerprint ${Buffer.from(`${name}-1`).toString('base64')}`
const tus = (as: string, headers: Record<string, string> = {}) => ({ 'tus-resumable': '1.0.0', 'x-test-person': as, ...headers })

async function begin(as: string, itemId: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${address}/api/items/${itemId}/video-uploads`, {
    method: 'POST',
    headers: tus(as, { 'upload-metadata': metadata('дарс.mp4'), ...headers }),
  })
}
async function send(as: string, href: string, offset: number, bytes: Buffer, more: Record<string, string> = {}): Promise<Response> {
  const headers = tus(as, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...more })
  return fetch(address + href, { method: 'PATCH', headers, body: new Uint8Array(bytes) })
}
async function upload(
  as: string,
  itemId: string,
  bytes: Buffer,
): Promise<{ status: number; body: { videoId: string; type?: string; title?: string } }> {
  const begun = await begin(as, itemId, { 'upload-length': String(bytes.length) })
  const href = begun.headers.get('location') ?? ''
  expect((await send(as, href, 0, bytes)).status).toBe(204)
  return given.request('POST', `${href}/finish`, { as, locale: 'ru' })
}

test('an upload goes on where it stopped, is offered again, and becomes one video', async () => {
  const { itemId, teacher, other } = await setUp()
  const bytes = Buffer.concat([Buffer.from('\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0002\u0000isomiso2', 'latin1'), Buffer.alloc(3_000_000, 7)])
  const begun = await begin(teacher, itemId, { 'upload-length': String(bytes.length) })
  expect(begun.status).toBe(201)
  const href = begun.headers.get('location') ?? ''
  expect(href).toMatch(/^\/api\/video-uploads\/[0-9a-f-]{36}$/)
  expect((await send(teacher, href, 0, bytes.subarray(0, 1_000_000))).status).toBe(204)
  // The laptop was closed; the page asks what there is, and the portal tells.
  const offered = await given.request('GET', `/api/items/${itemId}/videos`, { as: teacher })
  expect(offered.body.uploads).toMatchObject([{ name: 'дарс.mp4', bytes: bytes.length, received: 1_000_000, fingerprint: 'дарс.mp4-1', href }])
  const head = await fetch(address + href, { method: 'HEAD', headers: tus(teacher) })
  expect(head.headers.get('upload-offset')).toBe('1000000')
  // Nobody else goes on with it, nor is told of it; and it is no video yet.
  expect((await fetch(address + href, { method: 'HEAD', headers: tus(other) })).status).toBe(404)
  expect((await send(other, href, 1_000_000, bytes.subarray(1_000_000))).status).toBe(404)
  expect((await given.request('POST', `${href}/finish`, { as: teacher })).body.type).toBe('urn:univer-plus:problem:courses.video-not-whole')
  expect((await send(teacher, href, 5, bytes.subarray(5))).status).toBe(409)
  expect((await send(teacher, href, 1_000_000, bytes.subarray(1_000_000))).status).toBe(204)
  const [one, again] = [
    await given.request('POST', `${href}/finish`, { as: teacher }),
    await given.request('POST', `${href}/finish`, { as: teacher }),
  ]
  expect(one.status).toBe(200)
  expect(again.body).toEqual(one.body)
  expect(await readdir(join(given.portal.config.dataDirectory, 'uploads'))).toEqual([])
  await given.drain()
  // Made of nothing but zeros it cannot be a film: the reason is told in the reader's language, and it can be tried again.
  const failed = await given.request('GET', `/api/items/${itemId}/videos`, { as: teacher, locale: 'ru' })
  expect(failed.body.uploads).toEqual([])
  if (noTools) return
  expect(failed.body.videos[0]).toMatchObject({ state: 'failed', watchable: false, failure: { title: 'Этот файл не читается как видео' } })
  expect((await given.request('POST', `/api/videos/${one.body.videoId}/transcode`, { as: teacher })).status).toBe(204)
  expect((await given.request('POST', `/api/videos/${one.body.videoId}/transcode`, { as: teacher })).status).toBe(409)
})

test('what is neither film nor sound is refused by its content, whatever it is called; too large is refused at once', async () => {
  const { itemId, teacher } = await setUp()
  const refused = await upload(teacher, itemId, Buffer.from('<html><script>alert(1)</script></html>'))
  expect(refused).toMatchObject({ status: 422, body: { type: 'urn:univer-plus:problem:courses.video-wrong-type' } })
  expect((await upload(teacher, itemId, Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'))).status).toBe(422)
  expect((await begin(teacher, itemId, { 'upload-length': String(3 * 2 ** 30) })).status).toBe(413)
  expect((await begin(teacher, itemId, {})).status).toBe(422)
})

test('students neither upload nor edit; strangers do not even watch', async () => {
  const { itemId, offeringId, student, teacher, other } = await setUp()
  const videoId = newId()
  const write = given.portal.database.write
  const file = { fileId: newId(), bytes: 1, name: 'a.mp4', playable: 'mp4', seconds: 10 }
  await write.insert(video).values({ id: videoId, offeringId, itemId, state: 'ready', ...file })
  const stranger = await makePerson(given.portal, 'student')
  expect((await begin(student, itemId, { 'upload-length': '5' })).status).toBe(403)
  expect((await begin(other, itemId, { 'upload-length': '5' })).status).toBe(403)
  for (const [method, path] of [
    ['POST', 'transcode'],
    ['DELETE', ''],
    ['PUT', 'chapters'],
    ['PUT', 'subtitles/ky'],
    ['GET', 'subtitles'],
  ] as const)
    expect(
      (await given.request(method, `/api/videos/${videoId}/${path}`.replace(/\/$/, ''), { as: student, body: method === 'GET' ? undefined : {} }))
        .status,
      path,
    ).toBe(403)
  for (const path of ['', '/playlists/film.m3u8', '/files/original', '/watching', '/subtitles/ky'])
    expect((await given.request('GET', `/api/videos/${videoId}${path}`, { as: stranger })).status, path).toBe(403)
  expect((await given.request('GET', `/api/videos/${videoId}`, { as: student })).status).toBe(200)
  await write.update(item).set({ hidden: true }).where(eq(item.id, itemId))
  for (const path of ['', '/playlists/film.m3u8', '/files/original', '/watching', '/subtitles/ky'])
    expect((await given.request('GET', `/api/videos/${videoId}${path}`, { as: student })).status, `${path} of a hidden item`).toBe(404)
  expect((await given.request('GET', `/api/videos/${videoId}`, { as: teacher })).status).toBe(200)
})

test('subtitles are read, kept clean and served; chapters are kept in order', async () => {
  const { itemId, offeringId, student, teacher } = await setUp()
  const videoId = newId()
  const file = { fileId: newId(), bytes: 1, name: 'a.mp4', playable: 'mp4', seconds: 10 }
  await given.portal.database.write.insert(video).values({ id: videoId, offeringId, itemId, state: 'ready', ...file })
  const put = (vtt: string) => given.request('PUT', `/api/videos/${videoId}/subtitles/ky`, { as: teacher, body: { vtt }, locale: 'ru' })
  expect((await put('<html>')).body.title).toBe('Это не файл субтитров (WebVTT или SRT)')
  expect((await put('WEBVTT\n\n00:02 --> x\nа')).body.title).toBe('В строке 3 неверно записано время')
  expect((await put('1\n00:00:01,000 --> 00:00:02,000\n<i>Салам</i>\n')).body).toMatchObject({ cues: 1 })
  const served = await given.request('GET', `/api/videos/${videoId}/subtitles/ky`, { as: student })
  expect(served.headers['content-type']).toContain('text/vtt')
  expect(served.body).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nСалам\n')
  const chapters = [
    { start: 5, title: { ky: 'Эки' } },
    { start: 0, title: { ky: 'Бир', ru: 'Один' } },
  ]
  expect((await given.request('PUT', `/api/videos/${videoId}/chapters`, { as: teacher, body: { chapters } })).status).toBe(204)
  expect(
    (await given.request('PUT', `/api/videos/${videoId}/chapters`, { as: teacher, body: { chapters: [{ start: 1, title: { ky: '' } }] } })).status,
  ).toBe(422)
  const view = await given.request('GET', `/api/videos/${videoId}`, { as: student })
  expect(view.body.chapters.map((one: { start: number }) => one.start)).toEqual([0, 5])
  expect(view.body.subtitles).toMatchObject([{ language: 'ky' }])
})

test.skipIf(noTools)('a film gets its qualities, a poster and thumbnails, and is served in parts', async () => {
  const { itemId, teacher, student } = await setUp()
  const made = await upload(teacher, itemId, await makeClip())
  expect(made.status).toBe(200)
  const { videoId } = made.body
  expect((await given.request('GET', `/api/items/${itemId}/videos`, { as: teacher })).body).toMatchObject({
    transcodes: true,
    videos: [{ state: 'waiting', watchable: true }],
  })
  await given.drain()
  const view = (await given.request('GET', `/api/videos/${videoId}`, { as: student })).body
  expect(view).toMatchObject({ state: 'ready', seconds: 8, width: 960, height: 540, hasPicture: true, thumbs: { every: 2, count: 4 } })
  expect(view.qualities.map((one: { quality: string }) => one.quality)).toEqual(['720p', '360p', 'sound'])
  const film = (await given.request('GET', view.film, { as: student })).body as string
  expect(film).toMatch(/RESOLUTION=640x360\n.*360p\.m3u8\n.*RESOLUTION=960x540\n/s)
  const playlist = (await given.request('GET', `/api/videos/${videoId}/playlists/sound.m3u8`, { as: student })).body as string
  const [, map = '', length = ''] = /URI="([^"]+)",BYTERANGE="(\d+)@0"/.exec(playlist) ?? []
  expect(map).toBe(`/api/videos/${videoId}/files/sound.mp4`)
  const part = (range: string) => given.request('GET', map, { as: student, inject: { headers: { range } } })
  const head = await part(`bytes=0-${Number(length) - 1}`)
  expect(head).toMatchObject({ status: 206, headers: { 'content-length': length, 'content-type': 'audio/mp4' } })
  expect(head.body.slice(4, 8)).toBe('ftyp')
  const bytes = view.qualities[2].bytes as number
  expect((await part('bytes=-10')).headers['content-range']).toBe(`bytes ${bytes - 10}-${bytes - 1}/${bytes}`)
  expect((await part(`bytes=${bytes}-`)).status).toBe(416)
  expect((await part('bytes=0-1,3-4')).status).toBe(200)
  expect((await given.request('GET', `/api/videos/${videoId}/files/poster.jpg`, { as: student })).headers['content-type']).toBe('image/jpeg')
  expect((await given.request('GET', `/api/videos/${videoId}/files/thumbs.jpg`, { as: student })).status).toBe(200)
  const acts = await given.portal.database.read.select().from(statement).where(eq(statement.objectId, videoId))
  expect(acts.map((act) => act.verb).toSorted()).toEqual(['video.added', 'video.ready'])
})

test.skipIf(noTools)('a recording of sound alone gets the sound; a broken film says that it is broken', async () => {
  const { itemId, teacher, student } = await setUp()
  const sound = await makeClip({ seconds: 3, name: 'a.mp3', parameters: ['-vn'] })
  await upload(teacher, itemId, sound)
  await given.drain()
  const [heard] = (await given.request('GET', `/api/items/${itemId}/videos`, { as: student })).body.videos
  expect(heard).toMatchObject({ state: 'ready', hasPicture: false, poster: null, qualities: [{ quality: 'sound' }] })
  const clip = await makeClip({ seconds: 4 })
  const torn = await upload(teacher, itemId, clip.subarray(0, Math.floor(clip.length / 2)))
  await given.drain()
  const kept = (await given.request('GET', `/api/videos/${torn.body.videoId}`, { as: teacher, locale: 'ky' })).body
  expect(kept).toMatchObject({ state: 'failed', failure: { title: 'Бул файлды видео катары окуу мүмкүн эмес' } })
  // a student who meets it in a lesson is told that it is not there yet, and no reasons
  const met = (await given.request('GET', `/api/videos/${torn.body.videoId}`, { as: student })).body
  expect(met).toMatchObject({ state: 'waiting', watchable: false, failure: null, name: '' })
})

test.skipIf(noTools)('without ffmpeg a film is served as it was uploaded when every browser plays it, else it says why not', async () => {
  const { itemId, teacher, student } = await setUp()
  const [mp4, avi] = [await makeClip({ seconds: 3 }), await makeClip({ seconds: 3, name: 'a.avi', parameters: ['-c:v', 'mpeg4', '-c:a', 'mp3'] })]
  const path = process.env.PATH
  process.env.PATH = ''
  try {
    const [one, two] = [await upload(teacher, itemId, mp4), await upload(teacher, itemId, avi)]
    await given.drain()
    const view = (await given.request('GET', `/api/videos/${one.body.videoId}`, { as: student })).body
    expect(view).toMatchObject({ state: 'ready', film: null, watchable: true, seconds: 3, qualities: [{ quality: 'original', type: 'video/mp4' }] })
    const sent = await given.app.inject({ url: `/api/videos/${one.body.videoId}/files/original`, headers: { 'x-test-person': student } })
    expect(sent.rawPayload.equals(mp4)).toBe(true)
    const failed = (await given.request('GET', `/api/videos/${two.body.videoId}`, { as: teacher, locale: 'en' })).body
    expect(failed).toMatchObject({ state: 'failed', watchable: false, failure: { title: 'The video cannot be shown as it is' } })
    expect((await given.request('GET', `/api/items/${itemId}/videos`, { as: teacher })).body.transcodes).toBe(false)
  } finally {
    process.env.PATH = path
  }
})
