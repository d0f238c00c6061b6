import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { offering, term } from '../../programmes/index.ts'
import { courseFile, item, itemText } from '../tables.ts'
import { video, videoSubtitle } from '../video/tables.ts'

let given: TestPortal
let from: string
let next: string
let elsewhere: string
const who = { teacher: '', other: '', student: '', head: '' }
beforeAll(async () => {
  given = await testPortal()
  const first = await makeOffering(given.portal)
  from = first.offeringId
  // The same discipline a term later, 154 days on.
  const write = given.portal.database.write
  const termId = newId()
  next = newId()
  await write.insert(term).values({
    id: termId,
    code: 'NEXT',
    name: { ky: 'Жаз', ru: 'Весна', en: 'Spring' },
    academicYear: '2026/27',
    kind: 'spring',
    startsOn: '2027-02-02',
    endsOn: '2027-06-20',
  })
  await write.insert(offering).values({
    id: next,
    disciplineId: first.disciplineId,
    termId,
    code: 'NEXT-1',
    departmentId: first.departmentId,
    language: 'ky',
    credits: 5,
  })
  ;({ offeringId: elsewhere } = await makeOffering(given.portal))
  who.teacher = await makePerson(given.portal, 'teacher')
  who.other = await makePerson(given.portal, 'teacher')
  who.student = await makePerson(given.portal, 'student')
  for (const id of [from, next]) await assignTeacher(given.portal, who.teacher, id)
  for (const id of [elsewhere, next]) await assignTeacher(given.portal, who.other, id)
  for (const id of [from, next, elsewhere]) await enrol(given.portal, who.student, id)
})
afterAll(() => given.close())

const send = (method: string, url: string, as: string, body?: unknown) => given.request(method, url, { as, ...(body === undefined ? {} : { body }) })
const title = (text: string) => ({ ky: text, ru: text })
const made: Record<string, string> = {}

async function add(sectionId: string, kind: string, name: string): Promise<string> {
  const { body } = await send('POST', `/api/sections/${sectionId}/items`, who.teacher, { kind, title: title(name) })
  await send('PATCH', `/api/items/${body.id}`, who.teacher, { hidden: false })
  return body.id as string
}
async function upload(url: string, name: string): Promise<{ id: string; href: string }> {
  const payload = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\nтекст\r\n--b--\r\n`
  return (await given.request('POST', url, { as: who.teacher, inject: { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } } }))
    .body
}
interface Line {
  id: string
  kind: string
  title: { ky: string }
  hidden: boolean
  dueAt: string | null
  topics: string[]
  needs?: { itemId: string; minPercent: number | null }[]
  origin: { code: string; changed: boolean; itemId: string | null } | null
}
async function linesOf(offeringId: string, as = who.teacher): Promise<Line[]> {
  const { body } = await send('GET', `/api/offerings/${offeringId}/structure`, as)
  return body.sections.flatMap((one: { items: Line[] }) => one.items)
}
const textOf = async (itemId: string, language = 'ky'): Promise<string> => {
  const [row] = await given.portal.database.read
    .select()
    .from(itemText)
    .where(and(eq(itemText.itemId, itemId), eq(itemText.language, language)))
  return row?.html ?? ''
}

/** A course with one of everything; its lesson links the others and holds a video. */
async function makeCourse(): Promise<void> {
  const sectionId = (await send('POST', `/api/offerings/${from}/sections`, who.teacher, { title: title('Бөлүм'), week: 3 })).body.id
  made['section'] = sectionId
  made['file'] = await add(sectionId, 'file', 'Файл')
  made['test'] = await add(sectionId, 'test', 'Тест')
  made['work'] = await add(sectionId, 'assignment', 'Иш')
  made['page'] = await add(sectionId, 'page', 'Сабак')
  await upload(`/api/items/${made['file']}/files`, 'план.txt')
  const picture = await upload(`/api/offerings/${from}/files`, 'сүрөт.txt')
  made['picture'] = picture.id
  made['video'] = newId()
  await given.portal.database.write.insert(video).values({
    id: made['video'],
    offeringId: from,
    itemId: made['page'],
    name: 'Лекция',
    fileId: newId(),
    bytes: 10,
    state: 'ready',
    seconds: 60,
  })
  await given.portal.database.write.insert(videoSubtitle).values({ videoId: made['video'], language: 'ky', vtt: 'WEBVTT' })
  const html =
    `<p><a href="/courses/${from}/items/${made['test']}">Тест</a> <a href="/courses/${from}">Курс</a> <a href="${picture.href}">Сүрөт</a></p>` +
    `<figure data-block="video" data-id="${made['video']}"></figure>`
  for (const language of ['ky', 'ru']) await send('PUT', `/api/items/${made['page']}/texts/${language}`, who.teacher, { html })
  await send('PATCH', `/api/items/${made['work']}`, who.teacher, { dueAt: '2026-10-01T17:59:00Z' })
  await send('PUT', `/api/items/${made['page']}/conditions`, who.teacher, { needs: [{ itemId: made['test'], minPercent: 60 }] })
  const syllabus = (await send('GET', `/api/offerings/${from}/syllabus`, who.teacher)).body
  const hours = { live: 0, own: 0 }
  const topic = {
    id: 't1',
    title: { ky: 'Тема' },
    week: 1,
    hours: { lecture: hours, practical: hours, laboratory: hours, seminar: hours },
    independent: 0,
    outcomes: [],
  }
  await send('PUT', `/api/offerings/${from}/syllabus`, who.teacher, { version: syllabus.version, content: { ...syllabus.content, topics: [topic] } })
  await send('PUT', `/api/items/${made['page']}/topics`, who.teacher, { topicIds: ['t1'] })
  await send('PUT', `/api/items/${made['test']}/test/edit`, who.teacher, {
    points: 8,
    passPercent: 50,
    attempts: 2,
    minutes: 15,
    shuffle: true,
    showAnswers: 'never',
    questions: [{ kind: 'numeric', prompt: { ky: '2 + 2' }, answer: 4, points: 8 }],
  })
  await send('PUT', `/api/items/${made['file']}/part`, who.teacher, { licence: 'CC BY 4.0' })
}

describe('a course into the next term', () => {
  test('everything comes, leads to its copies, with dates moved; nothing of the students', async () => {
    await makeCourse()
    await send('POST', `/api/items/${made['test']}/attempts`, who.student)
    expect((await send('GET', `/api/offerings/${next}/copies`, who.teacher)).body.sources).toMatchObject([{ id: from, items: 4, same: true }])
    const begun = await send('POST', `/api/offerings/${next}/copies`, who.teacher, { fromOfferingId: from })
    expect(begun.status).toBe(200)
    expect((await send('POST', `/api/offerings/${next}/copies`, who.teacher, { fromOfferingId: from })).status).toBe(409)
    await given.portal.jobs.drain(given.portal)
    const structure = (await send('GET', `/api/offerings/${next}/structure`, who.teacher)).body
    expect(structure.copy).toMatchObject({ state: 'done', done: 4, total: 4 })
    expect(structure.topics).toMatchObject([{ id: 't1' }])
    const lines = await linesOf(next)
    expect(lines.map(({ kind }) => kind)).toEqual(['file', 'test', 'assignment', 'page'])
    const copy = Object.fromEntries(lines.map((line) => [line.kind, line]))
    expect(copy['assignment']?.dueAt).toBe('2027-03-04T17:59:00.000Z')
    expect(copy['page']).toMatchObject({ topics: ['t1'], hidden: false, needs: [{ itemId: copy['test']?.id, minPercent: 60 }] })
    for (const language of ['ky', 'ru']) {
      const html = await textOf(copy['page']?.id ?? '', language)
      expect(html).toContain(`href="/courses/${next}/items/${copy['test']?.id}"`)
      expect(html).toContain(`href="/courses/${next}"`)
      expect(html).not.toContain(from)
      expect(html).not.toContain(made['video'])
    }
    const films = await given.portal.database.read.select().from(video).where(eq(video.offeringId, next))
    expect(films).toHaveLength(1)
    expect(await textOf(copy['page']?.id ?? '')).toContain(`data-id="${films[0]?.id}"`)
    expect(await given.portal.database.read.$count(videoSubtitle, eq(videoSubtitle.videoId, films[0]?.id ?? ''))).toBe(1)
    const files = await given.portal.database.read.select().from(courseFile)
    const stored = (offeringId: string) =>
      files
        .filter((row) => row.offeringId === offeringId)
        .map(({ fileId }) => fileId)
        .toSorted()
    expect(stored(next)).toEqual(stored(from))
    const exam = (await send('GET', `/api/items/${copy['test']?.id}/test/edit`, who.teacher)).body
    expect(exam).toMatchObject({ points: 8, minutes: 15, attemptsMade: 0, questions: [{ kind: 'numeric', answer: 4 }] })
    const acts = await given.portal.database.read.select().from(statement).where(eq(statement.verb, 'course.copied'))
    expect(acts).toMatchObject([{ actor: who.teacher, result: { sections: 1, items: 4, shiftDays: 154, syllabus: true } }])
  })

  test('only who edits both sides copies', async () => {
    expect((await send('POST', `/api/offerings/${next}/copies`, who.other, { fromOfferingId: from })).status).toBe(403)
    expect((await send('POST', `/api/offerings/${from}/copies`, who.other, { fromOfferingId: next })).status).toBe(403)
    expect((await send('POST', `/api/offerings/${next}/copies`, who.student, { fromOfferingId: from })).status).toBe(403)
    expect((await send('GET', `/api/offerings/${next}/copies`, who.student)).status).toBe(403)
    expect((await send('POST', `/api/offerings/${next}/copies`, who.teacher, { fromOfferingId: next })).status).toBe(422)
    expect((await send('GET', `/api/offerings/${next}/copies`, who.other)).body.sources.map(({ id }: { id: string }) => id)).not.toContain(from)
  })
})

describe('duplicates', () => {
  test('an item and a section come right below, hidden, and wait for what the originals wait for', async () => {
    const { body } = await send('POST', `/api/items/${made['page']}/duplicate`, who.teacher)
    const lines = await linesOf(from)
    const at = lines.findIndex(({ id }) => id === made['page'])
    expect(lines[at + 1]).toMatchObject({ id: body.id, hidden: true, topics: ['t1'], needs: [{ itemId: made['test'] }] })
    const films = await given.portal.database.read.select().from(video).where(eq(video.itemId, body.id))
    expect(films).toHaveLength(1)
    const copy = await send('POST', `/api/sections/${made['section']}/duplicate`, who.teacher)
    const { sections } = (await send('GET', `/api/offerings/${from}/structure`, who.teacher)).body
    expect(sections[1]).toMatchObject({ id: copy.body.id, hidden: true, week: 3 })
    expect(sections[1].items).toHaveLength(5)
    for (const as of [who.other, who.student]) {
      expect((await send('POST', `/api/items/${made['page']}/duplicate`, as)).status).toBe(403)
      expect((await send('POST', `/api/sections/${made['section']}/duplicate`, as)).status).toBe(403)
    }
  })
})

describe('reuse between disciplines', () => {
  const home = async (): Promise<string> =>
    (await send('POST', `/api/offerings/${elsewhere}/sections`, who.other, { title: title('Алынган') })).body.id as string
  const titles = async (text: string, as: string): Promise<{ id: string; licence: string | null }[]> =>
    (await send('GET', `/api/offerings/${elsewhere}/reusable?text=${encodeURIComponent(text)}`, as)).body.items

  test('an openly licensed item is found by everybody who edits somewhere, another only by who edits its course', async () => {
    const found = await titles('', who.other)
    expect(found.find(({ id }) => id === made['file'])).toMatchObject({ licence: 'CC BY 4.0' })
    expect(found.find(({ id }) => id === made['page'])).toBeUndefined()
    expect((await send('GET', `/api/offerings/${elsewhere}/reusable`, who.teacher)).status).toBe(403)
    await assignTeacher(given.portal, who.teacher, elsewhere)
    expect((await titles('сабак', who.teacher)).map(({ id }) => id)).toContain(made['page'])
  })

  test('a copy keeps its source, is told of changes, and takes them over when asked', async () => {
    const sectionId = await home()
    const taken = await send('POST', `/api/offerings/${elsewhere}/reused`, who.other, { sectionId, itemIds: [made['file']] })
    expect(taken.status).toBe(200)
    const own = async () => (await linesOf(elsewhere, who.other)).find(({ id }) => id === taken.body.ids[0])
    expect(await own()).toMatchObject({ hidden: true, origin: { itemId: made['file'], changed: false } })
    await send('PUT', `/api/items/${made['file']}/texts/ky`, who.teacher, { html: '<p>Жаңы</p>' })
    expect(await own()).toMatchObject({ origin: { changed: true } })
    const [before] = await given.portal.database.read.select().from(courseFile).where(eq(courseFile.itemId, taken.body.ids[0]))
    expect((await send('POST', `/api/items/${taken.body.ids[0]}/source`, who.other)).status).toBeLessThan(300)
    expect(await own()).toMatchObject({ origin: { changed: false } })
    expect(await textOf(taken.body.ids[0])).toBe('<p>Жаңы</p>')
    const after = await given.portal.database.read.select().from(courseFile).where(eq(courseFile.itemId, taken.body.ids[0]))
    expect(after).toEqual([before])
  })

  test('what may not be taken is as if it were not there, and a source out of reach brings nothing', async () => {
    const sectionId = await home()
    const take = (as: string, body: object) => send('POST', `/api/offerings/${elsewhere}/reused`, as, body)
    expect((await take(who.other, { sectionId, itemIds: [made['page']] })).status).toBe(404)
    expect((await take(who.student, { sectionId, itemIds: [made['file']] })).status).toBe(403)
    expect((await take(who.other, { sectionId: made['section'], itemIds: [made['file']] })).status).toBe(422)
    const taken = await take(who.other, { sectionId, itemIds: [made['file']] })
    await send('PUT', `/api/items/${made['file']}/part`, who.teacher, { licence: 'CC BY-ND 4.0' })
    expect((await send('POST', `/api/items/${taken.body.ids[0]}/source`, who.other)).status).toBe(404)
    expect((await linesOf(elsewhere, who.other)).find(({ id }) => id === taken.body.ids[0])?.origin).toMatchObject({ itemId: null, changed: false })
    expect(await given.portal.database.read.$count(item, eq(item.offeringId, elsewhere))).toBe(2)
  })
})
