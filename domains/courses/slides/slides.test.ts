import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { change } from '../../../foundation/server/database/change.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type Reply, type TestPortal } from '../../../testing/index.ts'
import { complex, complexVersion } from '../complex/tables.ts'
import { measure } from '../complex/shared/measures.ts'
import { partOfBlock } from '../complex/shared/parts.ts'
import { gatherCourse } from '../export-course/gather-course.ts'
import { blockCopier } from '../item-kinds.ts'
import { guardedItems } from '../work-guards.ts'
import type { SlidesView } from './contract.ts'
import { lockedPdf, pdfOf, pptxOf } from './slides.fixture.ts'
import { slides, slidesSeen } from './tables.ts'
import { tidySlides } from './tidy-slides.ts'

let given: TestPortal
let offeringId = ''
const who = { teacher: '', other: '', student: '', second: '', stranger: '' }
const bare = process.env.PATH

beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  for (const name of ['teacher', 'other'] as const) who[name] = await makePerson(given.portal, 'teacher')
  for (const name of ['student', 'second', 'stranger'] as const) who[name] = await makePerson(given.portal, 'student')
  await assignTeacher(given.portal, who.teacher, offeringId)
  await enrol(given.portal, who.student, offeringId)
  await enrol(given.portal, who.second, offeringId)
  // whether this machine has LibreOffice must not matter
  process.env.PATH = ''
})
afterAll(async () => {
  process.env.PATH = bare
  await given.close()
})

const send = (method: string, url: string, as: string, body?: unknown) =>
  given.request(method, url, { as, locale: 'en', ...(body === undefined ? {} : { body }) })

async function makeLesson(kind = 'page'): Promise<string> {
  const section = await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: 'Бөлүм' } })
  const one = await send('POST', `/api/sections/${section.body.id}/items`, who.teacher, { kind, title: { ky: 'Сабак' } })
  await send('PATCH', `/api/items/${one.body.id}`, who.teacher, { hidden: false })
  return one.body.id as string
}

function upload(itemId: string, as: string, content: Buffer, name = 'Чектер.pdf'): Promise<Reply> {
  const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--b--\r\n')])
  return given.request('POST', `/api/items/${itemId}/slides`, {
    as,
    locale: 'en',
    inject: { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } },
  })
}

/** A presentation that stands in a lesson, its pages made. */
async function made(content: Buffer, name?: string): Promise<{ itemId: string; id: string }> {
  const itemId = await makeLesson()
  const { status, body } = await upload(itemId, who.teacher, content, name)
  expect(status, JSON.stringify(body)).toBe(200)
  const id = body.id as string
  await given.drain()
  await show(itemId, id)
  return { itemId, id }
}

async function show(itemId: string, id: string): Promise<void> {
  const { body } = await send('GET', `/api/items/${itemId}/texts`, who.teacher)
  const version = (body.texts as { language: string; version: number }[] | undefined)?.find(({ language }) => language === 'ky')?.version ?? 0
  const html = `<p>Карагыла</p><figure data-block="slides" data-id="${id}"></figure>`
  const saved = await send('PUT', `/api/items/${itemId}/texts/ky`, who.teacher, { html, version })
  expect(saved.status, JSON.stringify(saved.body)).toBeLessThan(300)
}

const read = async (id: string, as = who.student) => (await send('GET', `/api/slides/${id}`, as)).body as SlidesView
const acts = async (id: string) => (await given.ctx()).db.select().from(statement).where(eq(statement.objectId, id)).orderBy(asc(statement.id))

test('a PDF becomes pages with pictures and words; the original is there to be saved', async () => {
  const pdf = pdfOf(['Чектер', 'Туунду'])
  const { id } = await made(pdf)
  expect(await read(id)).toMatchObject({
    name: 'Чектер.pdf',
    kind: 'pdf',
    state: 'ready',
    simplified: false,
    counted: true,
    mayEdit: false,
    seen: [],
    pages: [
      { page: 1, title: 'Чектер', width: 1280, height: 720 },
      { page: 2, title: 'Туунду' },
    ],
  })
  const sizes: number[] = []
  for (const name of ['large.jpg', 'small.jpg']) {
    const sent = await send('GET', `/api/slides/${id}/pages/2/${name}`, who.student)
    expect(sent.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' })
    sizes.push(sent.bytes.length)
  }
  expect(sizes[1]).toBeLessThan((sizes[0] ?? 0) / 2)
  for (const name of ['3/large.jpg', '1/picture-1', '0/large.jpg', '1/other.jpg'])
    expect((await send('GET', `/api/slides/${id}/pages/${name}`, who.student)).status).toBeGreaterThanOrEqual(400)
  const original = await send('GET', `/api/slides/${id}/original`, who.student)
  expect(original.headers['content-disposition']).toMatch(/^attachment; /)
  expect(original.bytes.equals(pdf)).toBe(true)
  expect((await acts(id)).map(({ verb }) => verb)).toEqual(['slides.added', 'slides.ready'])
})

test('a PPTX without LibreOffice is shown in words and says so; with it, as it was drawn', async () => {
  const { id } = await made(pptxOf(), 'Лекция.pptx')
  expect(await read(id)).toMatchObject({
    kind: 'pptx',
    state: 'ready',
    simplified: true,
    pages: [
      { title: 'Чектер', notes: 'Бул жерде мисал келтириңиз', pictures: [{ name: 'picture-1', alt: 'Кызыл чекит' }], width: null },
      { title: 'Экинчи' },
    ],
  })
  expect((await send('GET', `/api/slides/${id}/pages/1/picture-1`, who.student)).headers['content-type']).toBe('image/png')
  const folder = await mkdtemp(join(tmpdir(), 'slides-office-'))
  const program = join(folder, 'soffice')
  await writeFile(join(folder, 'made.pdf'), pdfOf(['Drawn one', 'Drawn two']))
  await writeFile(program, `#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\n/bin/cp ${folder}/made.pdf "$2/upload.pdf"\n`)
  await chmod(program, 0o755)
  process.env.PATH = [folder, bare].join(delimiter)
  try {
    expect((await send('POST', `/api/slides/${id}/retry`, who.teacher)).status).toBeLessThan(300)
    expect((await send('POST', `/api/slides/${id}/retry`, who.teacher)).status).toBe(409)
    await given.drain()
  } finally {
    process.env.PATH = ''
    await rm(folder, { recursive: true })
  }
  const drawn = await read(id)
  expect(drawn).toMatchObject({ simplified: false, pages: [{ title: 'Чектер', notes: 'Бул жерде мисал келтириңиз', width: 1280, pictures: [] }, {}] })
  expect(drawn.pages[0]?.text).toContain('Drawn one')
})

test('what is no presentation is refused at once, what cannot be opened says why to its author and can be tried again', async () => {
  const itemId = await makeLesson()
  for (const [content, type] of [
    [Buffer.alloc(0), 'slides-empty'],
    [Buffer.from('<script>x()</script>'), 'slides-wrong-type'],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'slides-old'],
  ] as const) {
    const reply = await upload(itemId, who.teacher, content)
    expect(reply.status).toBe(422)
    expect(JSON.stringify(reply.body)).toContain(type)
  }
  expect((await upload(await makeLesson('heading'), who.teacher, pdfOf(['a']))).status).toBe(422)
  for (const [content, title] of [
    [lockedPdf(), 'The presentation is behind a password'],
    [Buffer.from('%PDF-1.5 and nothing'), 'The presentation could not be read: the file is damaged'],
  ] as const) {
    const { id } = await made(content)
    expect(await read(id, who.teacher)).toMatchObject({ state: 'failed', failure: { title }, pages: [] })
    // a student is told that it is being prepared, and no reasons
    expect(await read(id)).toMatchObject({ state: 'waiting', failure: null })
    expect((await send('POST', `/api/slides/${id}/seen`, who.student, { pages: [{ page: 1, seenAt: new Date().toISOString() }] })).status).toBe(409)
    expect((await send('POST', `/api/slides/${id}/retry`, who.teacher)).status).toBeLessThan(300)
    await given.drain()
    expect((await acts(id)).map(({ verb }) => verb)).toEqual(['slides.added', 'slides.failed', 'slides.retried', 'slides.failed'])
  }
})

test('pages that were seen arrive late, in pieces and twice, and are kept once with their true times; the trace tells the first and the last', async () => {
  const { itemId, id } = await made(pdfOf(['1', '2', '3']))
  const hours = (ago: number): string => new Date(Date.now() - ago * 3_600_000).toISOString()
  const tell = (pages: [number, string][], as = who.student) =>
    send('POST', `/api/slides/${id}/seen`, as, { pages: pages.map(([page, seenAt]) => ({ page, seenAt })) })
  const first = hours(5)
  expect((await tell([[2, hours(4)]])).body).toEqual({ seen: [2], left: 2 })
  // what was read before, without a line, comes after; a page that there is none of counts nothing
  const late: [number, string][] = [
    [1, first],
    [2, hours(3)],
    [7, hours(3)],
  ]
  expect((await tell(late)).body).toEqual({ seen: [1, 2], left: 1 })
  expect((await tell(late)).body).toEqual({ seen: [1, 2], left: 1 })
  expect((await tell([[3, new Date(Date.now() + 86_400_000).toISOString()]])).body).toMatchObject({ left: 0 })
  await tell([[3, hours(1)]])
  expect((await read(id)).seen).toEqual([1, 2, 3])
  expect((await read(id, who.second)).seen).toEqual([])
  const [row] = await (await given.ctx()).db.select().from(slidesSeen).where(eq(slidesSeen.slidesId, id))
  expect(row?.pages[0]).toEqual({ page: 1, seenAt: first })
  expect(row?.finishedAt?.getTime()).toBeLessThanOrEqual(Date.now())
  expect((await acts(id)).map(({ verb }) => verb)).toEqual(['slides.added', 'slides.ready', 'slides.viewed', 'slides.finished'])
  expect((await tell([[1, first]], who.teacher)).status).toBe(403)
  expect((await tell([[1, first]], who.stranger)).status).toBe(403)
  expect((await tell([])).status).toBe(400)
  // what students did keeps the item from being deleted
  expect(await guardedItems(await given.ctx(), [itemId])).toContain(itemId)
  expect((await send('DELETE', `/api/items/${itemId}`, who.teacher)).status).toBe(409)
})

test('who may not, does not: strangers, other teachers, students before it opens, is shown, or is approved', async () => {
  const { itemId, id } = await made(pdfOf(['Купуя']))
  const doors = [`/api/slides/${id}`, `/api/slides/${id}/pages/1/large.jpg`, `/api/slides/${id}/original`]
  const status = async (url: string, as: string): Promise<number> => (await send('GET', url, as)).status
  for (const door of doors) {
    expect(await status(door, who.stranger)).toBe(403)
    expect(await status(door, who.student)).toBe(200)
  }
  expect((await upload(itemId, who.student, pdfOf(['a']))).status).toBe(403)
  expect((await upload(itemId, who.other, pdfOf(['a']))).status).toBe(403)
  expect((await send('POST', `/api/slides/${id}/retry`, who.student)).status).toBe(403)
  const withheld = async (why: string): Promise<void> => {
    for (const door of doors) {
      expect(await status(door, who.student), `${why} ${door}`).toBe(404)
      expect(await status(door, who.teacher), `${why} ${door}`).toBe(200)
    }
  }
  await send('PATCH', `/api/items/${itemId}`, who.teacher, { hidden: true })
  await withheld('hidden')
  await send('PATCH', `/api/items/${itemId}`, who.teacher, { hidden: false, opensAt: new Date(Date.now() + 86_400_000).toISOString() })
  await withheld('not open')
  await send('PATCH', `/api/items/${itemId}`, who.teacher, { opensAt: null })
  const ctx = await given.ctx()
  const outline = [{ id: itemId, title: {}, week: 1, items: [{ id: itemId, kind: 'page', title: {}, minutes: null, url: null, files: [] }] }]
  await change(ctx, async (tx) => {
    await record(ctx, tx)
    const [version] = await tx
      .insert(complexVersion)
      .values({ offeringId, number: 1, outline, texts: { [itemId]: { ky: '<p>Карагыла</p>' } }, hash: 'x', gaps: [], byPerson: who.teacher })
      .returning()
    await tx
      .insert(complex)
      .values({ offeringId, state: 'published', publishedVersion: version?.id ?? null })
      .onConflictDoUpdate({ target: complex.offeringId, set: { publishedVersion: version?.id ?? null } })
  })
  await withheld('only in the draft')
  await change(ctx, async (tx) => {
    await record(ctx, tx)
    await tx.update(complex).set({ publishedVersion: null }).where(eq(complex.offeringId, offeringId))
  })
})

test('a copy has the pages and none of what was seen; the file goes out with the course; its words are found', async () => {
  const { itemId, id } = await made(pdfOf(['Үзгүлтүксүздүк']))
  await send('POST', `/api/slides/${id}/seen`, who.student, { pages: [{ page: 1, seenAt: new Date().toISOString() }] })
  const ctx = await given.ctx()
  const copy = await change(ctx, async (tx) => {
    await record(ctx, tx)
    return blockCopier('slides')?.(ctx, tx, id, { itemId, offeringId, shiftDays: 0 })
  })
  expect(copy).not.toBe(id)
  await show(itemId, copy ?? '')
  expect(await read(copy ?? '')).toMatchObject({ state: 'ready', seen: [], pages: [{ title: 'Үзгүлтүксүздүк', width: 1280 }] })
  expect((await send('GET', `/api/slides/${copy}/pages/1/small.jpg`, who.student)).status).toBe(200)
  const { blocks, files } = await gatherCourse(ctx, offeringId)
  expect(blocks.get(copy ?? '')).toMatchObject({ title: 'Чектер.pdf' })
  expect(files.get(blocks.get(copy ?? '')?.file ?? '')?.name).toMatch(/^slides\//)
  // the first one was taken out of the text: it stays behind
  expect(blocks.has(id)).toBe(false)
  const found = await send('GET', `/api/offerings/${offeringId}/find?q=${encodeURIComponent('узгултуксуздук')}`, who.student)
  expect(found.body.hits, JSON.stringify(found.body)).toMatchObject([{ itemId }])
})

test('it is a presentation for the guard of completeness, and a picture for the measures', () => {
  expect(partOfBlock('slides', { lecture: 1, practical: 0, laboratory: 0, seminar: 0 })).toBe('presentation')
  const html = '<p>Сөз</p><figure data-block="slides" data-id="x"></figure>'
  expect(measure([{ id: 'a', kind: 'page', html, plain: 'Сөз' }], { topics: [], outcomes: [] }, []).kinds).toMatchObject({ text: 1, image: 1 })
})

test('a worker that died is noticed and its presentation taken up again', async () => {
  const { id } = await made(pdfOf(['a']))
  const ctx = await given.ctx()
  await change(ctx, async (tx) => {
    await record(ctx, tx)
    await tx
      .update(slides)
      .set({ state: 'running', pageCount: 0, beatAt: new Date(Date.now() - 600_000) })
      .where(and(eq(slides.id, id)))
  })
  await tidySlides(ctx)
  await given.drain()
  expect((await read(id)).state).toBe('ready')
})
