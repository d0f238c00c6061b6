import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../testing/index.ts'
import { statement } from '../../foundation/server/trace/tables.ts'
import { item, post } from './tables.ts'

let given: TestPortal
let offeringId: string
let departmentId: string
const who = { teacher: '', other: '', student: '', stranger: '', head: '', auditor: '' }
beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId, departmentId } = await makeOffering(given.portal))
  who.teacher = await makePerson(given.portal, 'teacher')
  who.other = await makePerson(given.portal, 'teacher')
  who.student = await makePerson(given.portal, 'student')
  who.stranger = await makePerson(given.portal, 'student')
  who.head = await makePerson(given.portal, 'head_of_department', { unitId: departmentId })
  who.auditor = await makePerson(given.portal, 'auditor')
  await assignTeacher(given.portal, who.teacher, offeringId)
  await enrol(given.portal, who.student, offeringId)
})
afterAll(() => given.close())

const send = (method: string, url: string, as: string, body?: unknown) => given.request(method, url, { as, ...(body === undefined ? {} : { body }) })
async function makeItem(kind: string, shown = true): Promise<string> {
  const made = await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: 'Бөлүм' } })
  const one = await send('POST', `/api/sections/${made.body.id}/items`, who.teacher, {
    kind,
    title: { ky: 'Нерсе', ru: 'Вещь' },
    ...(kind === 'link' ? { url: 'https://example.org/' } : {}),
  })
  if (shown) await send('PATCH', `/api/items/${one.body.id}`, who.teacher, { hidden: false })
  return one.body.id as string
}
function upload(url: string, as: string, name: string, type: string, content: string) {
  const payload = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n${content}\r\n--b--\r\n`
  return given.request('POST', url, { as, inject: { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } } })
}

test('a course is read by its students, teachers and those who oversee it, and by nobody else', async () => {
  const read = async (as: string) => (await send('GET', `/api/offerings/${offeringId}/course`, as)).status
  expect(await Promise.all([who.teacher, who.student, who.head, who.auditor].map(read))).toEqual([200, 200, 200, 200])
  expect(await Promise.all([who.other, who.stranger].map(read))).toEqual([403, 403])
})

test('who does not teach does not edit', async () => {
  const id = await makeItem('page')
  for (const as of [who.other, who.student, who.stranger, who.auditor]) {
    expect((await send('PATCH', `/api/items/${id}`, as, { hidden: true })).status).toBe(403)
    expect((await send('PUT', `/api/items/${id}/texts/ky`, as, { html: 'x' })).status).toBe(403)
    expect((await send('DELETE', `/api/items/${id}`, as)).status).toBe(403)
    expect((await upload(`/api/items/${id}/files`, as, 'a.txt', 'text/plain', 'a')).status).toBe(403)
    expect((await send('GET', `/api/items/${id}/texts`, as)).status).toBe(403)
  }
})

test('a text is kept clean, read in the reader’s language, and told to be in another where it is', async () => {
  const id = await makeItem('page')
  const saved = await send('PUT', `/api/items/${id}/texts/ru`, who.teacher, { html: '<h1>Привет</h1><script>x()</script><p onclick="x">Ң</p>' })
  expect(saved.body).toEqual({ language: 'ru', html: '<h2>Привет</h2><p>Ң</p>', version: 1, changes: { 'dropped-script': 1 } })
  expect((await given.request('GET', `/api/items/${id}`, { as: who.student, locale: 'en' })).body.text.language).toBe('ru')
  await send('PUT', `/api/items/${id}/texts/en`, who.teacher, { html: '<p>Hi</p>' })
  expect((await given.request('GET', `/api/items/${id}`, { as: who.student, locale: 'en' })).body.text).toEqual({ language: 'en', html: '<p>Hi</p>' })
  const [act] = await given.portal.database.read.select().from(statement).where(eq(statement.objectId, id)).limit(1)
  expect(act?.actor).toBe(who.teacher)
})

test('what is hidden or not open yet is withheld from students, its files too', async () => {
  const id = await makeItem('file', false)
  const file = await upload(`/api/items/${id}/files`, who.teacher, 'план.txt', 'text/plain', 'text')
  expect(file.status).toBe(200)
  expect((await send('GET', `/api/items/${id}`, who.student)).status).toBe(404)
  expect((await send('GET', file.body.href, who.student)).status).toBe(404)
  expect((await send('GET', file.body.href, who.teacher)).status).toBe(200)
  await send('PATCH', `/api/items/${id}`, who.teacher, { hidden: false, opensAt: '2999-01-01T00:00:00Z' })
  expect((await send('GET', `/api/items/${id}`, who.student)).body).toMatchObject({ open: false, files: [], text: null })
  expect((await send('GET', file.body.href, who.student)).status).toBe(404)
  await send('PATCH', `/api/items/${id}`, who.teacher, { opensAt: null })
  expect((await send('GET', file.body.href, who.student)).status).toBe(200)
  expect((await send('GET', file.body.href, who.stranger)).status).toBe(403)
})

test('a drawing is shown clean and sandboxed; a page uploaded as a file is never shown in place', async () => {
  const svg = await upload(
    `/api/offerings/${offeringId}/files`,
    who.teacher,
    'a.svg',
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><rect width="5" onload="x()"/></svg>',
  )
  const drawn = await send('GET', svg.body.href, who.student)
  expect(drawn.headers).toMatchObject({
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  })
  expect(String(drawn.body)).not.toMatch(/script|onload/)
  const html = await upload(`/api/offerings/${offeringId}/files`, who.teacher, 'a.html', 'text/html', '<script>x()</script>')
  expect((await send('GET', html.body.href, who.student)).headers['content-disposition']).toMatch(/^attachment/)
})

test('sections and items move, and keep to their course', async () => {
  const course = async () =>
    (await send('GET', `/api/offerings/${offeringId}/course`, who.teacher)).body.sections as { id: string; items: { id: string }[] }[]
  const first = await makeItem('page')
  const second = await makeItem('link')
  const home = (await course()).find((one) => one.items.some((other) => other.id === first))?.id
  expect((await send('PATCH', `/api/items/${second}`, who.teacher, { sectionId: home, position: 0 })).status).toBe(204)
  expect((await course()).find((one) => one.id === home)?.items.map((one) => one.id)).toEqual([second, first])
  expect((await send('PATCH', `/api/sections/${home}`, who.teacher, { position: 0 })).status).toBe(204)
  expect((await course())[0]?.id).toBe(home)
  const foreign = await makeOffering(given.portal)
  await assignTeacher(given.portal, who.other, foreign.offeringId)
  const elsewhere = await send('POST', `/api/offerings/${foreign.offeringId}/sections`, who.other, { title: { ky: 'Башка' } })
  expect((await send('PATCH', `/api/items/${second}`, who.teacher, { sectionId: elsewhere.body.id })).status).toBe(422)
  const read = await send('GET', `/api/items/${second}`, who.student)
  expect(read.body.next.id).toBe(first)
})

test('an address that is not of the web, and dates the wrong way round, are refused', async () => {
  const id = await makeItem('link')
  expect((await send('PATCH', `/api/items/${id}`, who.teacher, { url: 'javascript:alert(1)' })).status).toBe(400)
  expect((await send('PATCH', `/api/items/${id}`, who.teacher, { opensAt: '2027-01-02T00:00:00Z', dueAt: '2027-01-01T00:00:00Z' })).status).toBe(422)
})

describe('a discussion (R3.6d)', () => {
  test('is written by its course; a removed post keeps its place, and who removed it is traced', async () => {
    const id = await makeItem('discussion')
    const made = await send('POST', `/api/items/${id}/posts`, who.student, { text: 'Суроом бар' })
    expect((await send('POST', `/api/items/${id}/posts`, who.teacher, { text: 'Жооп', replyTo: made.body.id })).status).toBe(200)
    expect((await send('POST', `/api/items/${id}/posts`, who.stranger, { text: 'x' })).status).toBe(403)
    expect((await send('POST', `/api/items/${id}/posts`, who.auditor, { text: 'x' })).status).toBe(403)
    expect((await send('DELETE', `/api/posts/${made.body.id}`, who.student)).status).toBe(403)
    expect((await send('DELETE', `/api/posts/${made.body.id}`, who.teacher)).status).toBe(204)
    const posts = (await send('GET', `/api/items/${id}/posts`, who.student)).body
    expect(posts.posts.map((one: { text: string; removed: boolean; teacher: boolean }) => [one.text, one.removed, one.teacher])).toEqual([
      ['', true, false],
      ['Жооп', false, true],
    ])
    const [kept] = await given.portal.database.read.select().from(post).where(eq(post.id, made.body.id))
    expect(kept).toMatchObject({ text: 'Суроом бар', removedBy: who.teacher })
    const acts = await given.portal.database.read.select({ verb: statement.verb }).from(statement).where(eq(statement.objectId, made.body.id))
    expect(acts.map((one) => one.verb)).toEqual(expect.arrayContaining(['post.made', 'post.removed']))
    // What people wrote in is not deleted.
    expect((await send('DELETE', `/api/items/${id}`, who.teacher)).status).toBe(409)
  })

  test('an answer belongs to its own discussion', async () => {
    const [one, two] = [await makeItem('discussion'), await makeItem('discussion')]
    const made = await send('POST', `/api/items/${one}/posts`, who.student, { text: 'a' })
    expect((await send('POST', `/api/items/${two}/posts`, who.student, { text: 'b', replyTo: made.body.id })).status).toBe(422)
  })
})

test('the search finds materials in one’s own courses only, and not what is hidden', async () => {
  const id = await makeItem('page', false)
  await send('PUT', `/api/items/${id}/texts/ky`, who.teacher, { html: '<p>Кыймылдаткычтын термодинамикасы</p>' })
  const find = async (as: string) => {
    const answer = await send('GET', `/api/search?q=${encodeURIComponent('термодинамика')}`, as)
    expect(answer.status).toBe(200)
    return (
      (answer.body.groups as { kind: string; items: { id: string }[] }[]).find((group) => group.kind === 'materials')?.items.map((one) => one.id) ??
      []
    )
  }
  expect(await find(who.student)).toEqual([])
  expect(await find(who.teacher)).toEqual([id])
  await given.portal.database.write.update(item).set({ hidden: false }).where(eq(item.id, id))
  expect(await find(who.student)).toEqual([id])
  expect(await find(who.stranger)).toEqual([])
})

test('words are found in titles and texts, as people type them, and never in what the reader may not see', async () => {
  const find = async (q: string, as = who.student) =>
    (await given.request('GET', `/api/offerings/${offeringId}/find?q=${encodeURIComponent(q)}`, { as, locale: 'ky' })).body as {
      hits: { itemId: string; excerpt: { found: string; before: string } | null }[]
    }
  const id = await makeItem('page')
  await send('PUT', `/api/items/${id}/texts/ky`, who.teacher, { html: '<p>Бул сабакта <b>өзгөрмөлөр</b> жана ыкмалар каралат.</p>' })
  await send('PUT', `/api/items/${id}/texts/ru`, who.teacher, { html: '<p>Переменные зёрна</p>' })
  const { hits } = await find('озгормо ыкма')
  expect(hits.map((one) => one.itemId)).toEqual([id])
  expect(hits[0]?.excerpt).toMatchObject({ found: 'өзгөрмө', before: 'Бул сабакта ' })
  // the other language of the same item is searched too
  expect((await find('зерна')).hits[0]?.excerpt?.found).toBe('зёрна')
  expect((await find('өзгөрмөлөр жокмундайсөз')).hits).toEqual([])
  expect((await find('')).hits).toEqual([])
  await send('PATCH', `/api/items/${id}`, who.teacher, { opensAt: '2999-01-01T00:00:00Z' })
  expect((await find('өзгөрмө')).hits).toEqual([])
  await send('PATCH', `/api/items/${id}`, who.teacher, { opensAt: null, hidden: true })
  expect((await find('өзгөрмө')).hits).toEqual([])
  expect((await find('өзгөрмө', who.teacher)).hits).toHaveLength(1)
  expect((await send('GET', `/api/offerings/${offeringId}/find?q=abc`, who.stranger)).status).toBe(403)
})
