import { eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type Reply, type TestPortal } from '../../../testing/index.ts'
import { buildContentServer } from '../../../foundation/server/content-origin/server.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { itemProgress } from '../../learning/tables.ts'
import { zipOf, type MadeEntry } from '../import-course/cartridge.fixture.ts'
import { cmi5, h5p, html, scorm12, scorm2004, tincan } from './packages.fixture.ts'
import { packageFile, packageSession, packageStatement } from './tables.ts'

let given: TestPortal
let content: FastifyInstance
let offeringId: string
const who = { teacher: '', other: '', student: '', second: '', stranger: '', auditor: '' }

/** Uploads are dear: each account may make twenty a minute. */
const authors: string[] = []
let turn = 0

beforeAll(async () => {
  given = await testPortal()
  content = await buildContentServer(given.portal)
  await content.ready()
  ;({ offeringId } = await makeOffering(given.portal))
  for (const [name, role] of [
    ['teacher', 'teacher'],
    ['other', 'teacher'],
    ['student', 'student'],
    ['second', 'student'],
    ['stranger', 'student'],
    ['auditor', 'auditor'],
  ] as const)
    who[name] = await makePerson(given.portal, role)
  await assignTeacher(given.portal, who.teacher, offeringId)
  for (let at = 0; at < 4; at++) {
    const author = await makePerson(given.portal, 'teacher')
    await assignTeacher(given.portal, author, offeringId)
    authors.push(author)
  }
  await enrol(given.portal, who.student, offeringId)
  await enrol(given.portal, who.second, offeringId)
})
afterAll(async () => {
  await content.close()
  await given.close()
})

const send = (method: string, url: string, as: string, body?: unknown) =>
  given.request(method, url, { as, locale: 'en', ...(body === undefined ? {} : { body }) })

async function makeItem(kind = 'package'): Promise<string> {
  const made = await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: 'Бөлүм' } })
  const one = await send('POST', `/api/sections/${made.body.id}/items`, who.teacher, { kind, title: { ky: 'Пакет' } })
  await send('PATCH', `/api/items/${one.body.id}`, who.teacher, { hidden: false })
  return one.body.id as string
}

function upload(itemId: string, as: string, entries: MadeEntry[] | Buffer, query = ''): Promise<Reply> {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="package.zip"\r\ncontent-type: application/zip\r\n\r\n'
  const payload = Buffer.concat([Buffer.from(head), Buffer.isBuffer(entries) ? entries : zipOf(entries), Buffer.from('\r\n--b--\r\n')])
  return given.request('POST', `/api/items/${itemId}/packages${query}`, {
    as: as === who.teacher ? (authors[turn++ % authors.length] ?? as) : as,
    locale: 'en',
    inject: { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } },
  })
}

async function made(entries: MadeEntry[]): Promise<{ itemId: string; packageId: string }> {
  const itemId = await makeItem()
  const reply = await upload(itemId, who.teacher, entries)
  expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 })
  return { itemId, packageId: reply.body.id as string }
}

async function launch(packageId: string, unitId: string, as: string, anew = false) {
  const reply = await send('POST', `/api/packages/${packageId}/launch`, as, { unitId, anew })
  expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 })
  return reply.body as { attemptId: string; sessionId: string; address: string; launchQuery: string; state: unknown; secondsBefore: number }
}

interface Said {
  sequence?: number
  completion?: string
  success?: string
  score?: number | null
  seconds?: number
  state?: unknown
}
const say = (itemId: string, at: { attemptId: string; sessionId: string }, as: string, said: Said) =>
  send('PUT', `/api/items/${itemId}/package-attempts/${at.attemptId}`, as, {
    sessionId: at.sessionId,
    sequence: 1,
    completion: 'incomplete',
    success: 'unknown',
    score: null,
    seconds: 1,
    ...said,
  })

describe('a package is told by its content', () => {
  test.each([
    ['scorm12', scorm12(), [{ id: 'i1', title: 'Биринчи бөлүк', under: [] }]],
    [
      'scorm2004',
      scorm2004(),
      [
        { id: 'a', title: 'Кинематика', under: ['Механика'] },
        { id: 'b', title: 'Эскертме', under: ['Механика'] },
      ],
    ],
    ['h5p', h5p(), [{ id: 'h5p' }]],
    ['cmi5', cmi5(), [{ id: 'https://example.org/au1', title: 'Атомдор', under: ['Бөлүм'] }]],
    ['xapi', tincan(), [{ id: 'https://example.org/tin' }]],
    ['html', html(), [{ id: 'page' }]],
  ] as const)('%s', async (kind, entries, units) => {
    const { itemId, packageId } = await made([...entries])
    const read = await send('GET', `/api/items/${itemId}/package`, who.student)
    expect(read.body.package).toMatchObject({ id: packageId, kind, mayAttempt: true, mayEdit: false, attempts: [] })
    expect(read.body.package.units).toMatchObject(units)
  })

  test.each([
    ['a manifest that is not there', [{ name: 'sco.txt', content: 'x' }], 'package-unknown'],
    ['a launch file that is not there', scorm12().filter(({ name }) => name !== 'first/index.html'), 'package-no-launch-file'],
    [
      'a launch file outside of the package',
      scorm12({ manifest: scorm12()[0]?.content.toString().replace('first/index.html', '../x.html') ?? '' }),
      'package-no-launch-file',
    ],
    ['a launch address on another site', cmi5({ url: 'https://elsewhere.example/au' }), 'package-outside'],
    ['a manifest that is no XML', scorm12({ manifest: '<manifest><a></manifest>' }), 'archive-xml'],
    ['a manifest that declares entities', scorm12({ manifest: '<!DOCTYPE x [<!ENTITY a "b">]><manifest/>' }), 'archive-doctype'],
    [
      'an unknown SCORM',
      scorm12({ manifest: '<manifest><metadata><schema>ADL SCORM</schema><schemaversion>9</schemaversion></metadata></manifest>' }),
      'package-unknown-scorm',
    ],
    [
      'a course file',
      scorm12({ manifest: '<manifest><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata></manifest>' }),
      'package-cartridge',
    ],
    ['H5P without its libraries', h5p({ library: false }), 'package-h5p-no-libraries'],
    ['H5P without h5p.json', h5p().slice(1), 'package-h5p-no-manifest'],
    ['H5P without content', h5p().filter(({ name }) => name !== 'content/content.json'), 'package-h5p-no-content'],
    ['H5P whose json is none', [{ name: 'h5p.json', content: '{' }, ...h5p().slice(1)], 'package-h5p-broken'],
    ['cmi5 without parts', [{ name: 'cmi5.xml', content: '<courseStructure><course id="c"/></courseStructure>' }], 'package-no-parts'],
    ['a name that leads out', [...html(), { name: '../evil.html', content: 'x' }], 'archive-path'],
    ['a link', [...html(), { name: 'site/link', content: '/etc/passwd', mode: 0o120777 }], 'archive-link'],
    ['a bomb', [...html(), { name: 'site/zeros', content: Buffer.alloc(6_000_000) }], 'archive-bomb'],
    ['a lie about the size', [...html(), { name: 'site/lie', content: Buffer.alloc(5000, 'a'), claims: 10 }], 'archive-damaged'],
  ] as const)('refused in plain words: %s', async (_what, entries, key) => {
    const reply = await upload(await makeItem(), who.teacher, [...entries])
    expect(reply.status).toBe(422)
    expect(reply.body.type).toMatch(new RegExp(`courses\\.${key === 'archive-damaged' ? 'archive-(damaged|bomb)' : key}$`))
    expect(reply.body.title).not.toContain('problems.')
  })

  test('H5P whose libraries lie in folders without a version is kept as the player looks for it', async () => {
    const { packageId } = await made(h5p({ folder: 'H5P.Tiny' }))
    const ctx = await given.ctx()
    const rows = await ctx.db.select({ path: packageFile.path }).from(packageFile).where(eq(packageFile.packageId, packageId))
    expect(rows.map(({ path }) => path).toSorted()).toEqual(['H5P.Tiny-1.0/library.json', 'H5P.Tiny-1.0/tiny.js', 'content/content.json', 'h5p.json'])
  })

  test('no zip at all is refused', async () => {
    expect((await upload(await makeItem(), who.teacher, Buffer.from('hello'))).body.type).toContain('archive-not-a-zip')
  })
})

test('who does not teach neither uploads, removes nor sees results; who is not enrolled sees nothing', async () => {
  const { itemId, packageId } = await made(html())
  for (const as of [who.other, who.student, who.stranger, who.auditor]) {
    expect((await upload(itemId, as, html())).status).toBe(403)
    expect((await send('DELETE', `/api/packages/${packageId}`, as)).status).toBe(403)
    expect((await send('GET', `/api/items/${itemId}/package-attempts`, as)).status).toBe(403)
  }
  for (const as of [who.other, who.stranger]) {
    expect((await send('GET', `/api/packages/${packageId}`, as)).status).toBe(403)
    expect((await send('POST', `/api/packages/${packageId}/launch`, as, { unitId: 'page' })).status).toBe(403)
  }
  // a teacher looks, and nothing is kept
  expect((await launch(packageId, 'page', who.teacher)).attemptId).toBeNull()
  await send('PATCH', `/api/items/${itemId}`, who.teacher, { hidden: true })
  expect((await send('POST', `/api/packages/${packageId}/launch`, who.student, { unitId: 'page' })).status).toBe(404)
  expect((await send('POST', `/api/packages/${packageId}/launch`, who.teacher, { unitId: 'nothing' })).status).toBe(404)
})

test('files are served by their path behind the capability, and nothing else is', async () => {
  const { packageId } = await made(html())
  const { address } = await launch(packageId, 'page', who.student)
  const root = new URL(address).pathname.replace(/~player.*/, '')
  const page = await content.inject({ url: `${root}index.html` })
  expect(page).toMatchObject({ statusCode: 200, body: '<h1>Барак</h1>' })
  expect(page.headers['content-type']).toContain('text/html')
  expect((await content.inject({ url: `${root}part/style.css`, headers: { range: 'bytes=0-1' } })).body).toBe('h1')
  expect((await content.inject({ url: `${root}~player/html` })).body).toContain('<div id="place">')
  for (const path of ['other.html', '__MACOSX/site/._index.html', '../index.html', '~player/none'])
    expect((await content.inject({ url: root + path })).statusCode).toBe(404)
  expect((await content.inject({ method: 'POST', url: `${root}index.html` })).statusCode).toBe(405)
})

test('what a sitting reports is kept once; a later device goes on; an older one takes nothing away', async () => {
  const { itemId, packageId } = await made(scorm12())
  const phone = await launch(packageId, 'i1', who.student)
  expect((await say(itemId, phone, who.student, { sequence: 2, state: { cmi: { suspend_data: 'two' } } })).body).toMatchObject({
    sequence: 2,
    done: false,
  })
  expect((await say(itemId, phone, who.student, { sequence: 2, state: { cmi: { suspend_data: 'again' } } })).body).toMatchObject({ sequence: 2 })
  expect((await say(itemId, phone, who.student, { sequence: 1, state: { cmi: { suspend_data: 'one' } } })).body).toMatchObject({ sequence: 2 })
  const desk = await launch(packageId, 'i1', who.student)
  expect(desk).toMatchObject({ attemptId: phone.attemptId, state: { cmi: { suspend_data: 'two' } } })
  await say(itemId, desk, who.student, { sequence: 1, seconds: 5, state: { cmi: { suspend_data: 'three' } } })
  // the phone gets its line back: what it reached counts, where the newer device is stays
  await say(itemId, phone, who.student, {
    sequence: 9,
    completion: 'completed',
    success: 'passed',
    score: 0.8,
    seconds: 7,
    state: { cmi: { suspend_data: 'late' } },
  })
  const next = await launch(packageId, 'i1', who.student)
  expect(next).toMatchObject({ state: { cmi: { suspend_data: 'three' } }, secondsBefore: 12, report: { completion: 'completed', score: 0.8 } })
  await given.drain()
  const [progress] = await given.portal.database.read.select().from(itemProgress).where(eq(itemProgress.itemId, itemId))
  expect(progress?.completedAt).not.toBeNull()
  const acts = await given.portal.database.read.select().from(statement).where(eq(statement.objectId, packageId))
  const verbs = acts.map((act) => act.verb).toSorted()
  expect(verbs).toEqual(['package.added', 'package.completed', 'package.launched', 'package.launched', 'package.launched', 'package.scored'])
  const seen = await send('GET', `/api/items/${itemId}/package-attempts`, who.teacher)
  expect(seen.body.people).toMatchObject([{ person: { id: who.student }, attempts: 1, best: 0.8, completion: 'completed', seconds: 12 }])
})

test('nobody writes another’s attempt, a foreign sitting, or a state without end', async () => {
  const { itemId, packageId } = await made(scorm12())
  const own = await launch(packageId, 'i1', who.student)
  const others = await launch(packageId, 'i1', who.second)
  expect((await say(itemId, own, who.second, {})).status).toBe(404)
  expect((await say(itemId, own, who.teacher, {})).status).toBe(403)
  expect((await say(itemId, { ...own, sessionId: others.sessionId }, who.student, {})).status).toBe(404)
  expect((await say(await makeItem(), own, who.student, {})).status).toBe(404)
  expect((await say(itemId, own, who.student, { state: 'x'.repeat(710_000) })).status).toBe(413)
  expect((await say(itemId, own, who.student, { score: 1.2 })).status).toBe(400)
  // seconds cannot be more than the time that has passed
  await say(itemId, own, who.student, { seconds: 80_000 })
  const [session] = await given.portal.database.read.select().from(packageSession).where(eq(packageSession.id, own.sessionId))
  expect(session?.seconds).toBeLessThan(70)
})

test('a second attempt begins anew and leaves the first one', async () => {
  const { itemId, packageId } = await made(scorm12())
  const first = await launch(packageId, 'i1', who.student)
  await say(itemId, first, who.student, { completion: 'completed', score: 0.9, state: { cmi: {} } })
  const second = await launch(packageId, 'i1', who.student, true)
  expect(second).toMatchObject({ state: null, report: { completion: 'not-attempted' } })
  const read = await send('GET', `/api/packages/${packageId}`, who.student)
  expect(read.body.attempts).toMatchObject([{ number: 2 }, { number: 1, score: 0.9, done: true }])
})

test('several parts are done when each is; a part without a runtime when it was opened', async () => {
  const { itemId, packageId } = await made(scorm2004())
  const part = await launch(packageId, 'a', who.student)
  expect((await say(itemId, part, who.student, { completion: 'completed', score: 0.5 })).body.done).toBe(false)
  await launch(packageId, 'b', who.student)
  expect((await send('GET', `/api/packages/${packageId}`, who.student)).body.attempts).toMatchObject([{ done: true, score: 0.5 }])
})

test('deleting keeps what students did; a replaced package keeps its attempts', async () => {
  const { itemId, packageId } = await made(scorm12())
  await launch(packageId, 'i1', who.student)
  expect((await send('DELETE', `/api/items/${itemId}`, who.teacher)).body.type).toContain('work-would-be-lost')
  const newer = await upload(itemId, who.teacher, html())
  expect((await send('GET', `/api/items/${itemId}/package`, who.student)).body.package).toMatchObject({ id: newer.body.id, kind: 'html' })
  expect((await send('GET', `/api/items/${itemId}/package-attempts`, who.teacher)).body.people).toHaveLength(1)
  expect((await send('DELETE', `/api/packages/${newer.body.id}`, who.teacher)).status).toBe(204)
  expect((await send('GET', `/api/items/${itemId}/package`, who.student)).body.package).toBeNull()
  expect(await given.portal.database.read.select().from(packageFile).where(eq(packageFile.packageId, newer.body.id))).toEqual([])
})

test('a package in a lesson is kept for the lesson, and an item that is no package takes none', async () => {
  const lesson = await makeItem('page')
  expect((await upload(lesson, who.teacher, html())).body.type).toContain('package-wrong-item')
  const block = await upload(lesson, who.teacher, html(), '?place=block')
  await launch(block.body.id as string, 'page', who.student)
  expect((await send('DELETE', `/api/items/${lesson}`, who.teacher)).status).toBe(409)
})

describe('cmi5', () => {
  async function open(entries = cmi5()) {
    const { itemId, packageId } = await made(entries)
    const at = await launch(packageId, 'https://example.org/au1', who.student)
    const query = new URLSearchParams(at.launchQuery)
    const path = (name: string): string => new URL(query.get(name) ?? '').pathname
    const fetched = await content.inject({ method: 'POST', url: path('fetch') })
    const authorization = `Basic ${fetched.json()['auth-token']}`
    const ask = (method: string, rest: string, payload?: unknown, headers = {}) =>
      content.inject({
        method: method as 'GET',
        url: `${path('endpoint')}${rest}`,
        headers: { authorization, 'content-type': 'application/json', ...headers },
        ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
      })
    const tell = (verb: string, result?: unknown, more: object = {}) =>
      ask('POST', 'statements', {
        actor: JSON.parse(query.get('actor') ?? '{}'),
        verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
        object: { id: query.get('activityId') },
        context: { registration: at.attemptId },
        ...(result ? { result } : {}),
        ...more,
      })
    return { itemId, packageId, at, query, path, ask, tell }
  }

  test('a part fetches its token once, finds its launch data, keeps states, and meets its rule', async () => {
    const { itemId, at, query, path, ask, tell } = await open()
    expect((await content.inject({ method: 'POST', url: path('fetch') })).json()).toMatchObject({ 'error-code': '1' })
    const state = `activities/state?activityId=${encodeURIComponent(query.get('activityId') ?? '')}&agent=%7B%7D&registration=${at.attemptId}`
    expect((await ask('GET', `${state}&stateId=LMS.LaunchData`)).json()).toMatchObject({
      moveOn: 'CompletedOrPassed',
      masteryScore: 0.6,
      launchParameters: 'go',
      launchMode: 'Normal',
    })
    expect((await ask('PUT', `${state}&stateId=LMS.LaunchData`, {})).statusCode).toBe(403)
    expect((await ask('GET', `${state}&stateId=bookmark`)).statusCode).toBe(404)
    expect((await ask('PUT', `${state}&stateId=bookmark`, { page: 3 })).statusCode).toBe(204)
    expect((await ask('POST', `${state}&stateId=bookmark`, { more: 1 })).statusCode).toBe(204)
    expect((await ask('GET', `${state}&stateId=bookmark`)).json()).toEqual({ page: 3, more: 1 })
    expect((await ask('GET', 'agents/profile?profileId=cmi5LearnerPreferences&agent=%7B%7D')).statusCode).toBe(404)
    expect((await tell('initialized')).statusCode).toBe(200)
    // below the mastery score `passed` does not count
    await tell('passed', { success: true, score: { scaled: 0.3 } })
    expect((await send('GET', `/api/items/${itemId}/package`, who.student)).body.package.attempts).toMatchObject([{ done: false }])
    await tell('passed', { success: true, score: { scaled: 0.75 }, duration: 'PT1M5S' })
    await tell('terminated', { duration: 'PT2M' })
    expect((await tell('completed')).statusCode).toBe(403)
    const read = await send('GET', `/api/items/${itemId}/package`, who.student)
    expect(read.body.package.attempts).toMatchObject([{ done: true, success: 'passed', score: 0.75, seconds: 120 }])
    const kept = await given.portal.database.read.select().from(packageStatement).where(eq(packageStatement.attemptId, at.attemptId))
    expect(kept.map(({ verb }) => verb.split('/').at(-1))).toEqual(
      expect.arrayContaining(['launched', 'initialized', 'passed', 'satisfied', 'terminated']),
    )
  })

  test('it speaks only of its own learner and registration, with its own token, and a statement stays what it was', async () => {
    const { query, path, ask, tell } = await open()
    const other = await open()
    expect((await content.inject({ method: 'GET', url: `${path('endpoint')}statements` })).statusCode).toBe(401)
    expect(
      (await content.inject({ method: 'GET', url: `${path('endpoint')}statements`, headers: { cookie: 'portal.session_token=x' } })).statusCode,
    ).toBe(401)
    expect(
      (
        await content.inject({
          url: `${other.path('endpoint')}statements`,
          headers: { authorization: `Basic ${Buffer.from('package:x').toString('base64')}` },
        })
      ).statusCode,
    ).toBe(401)
    expect((await tell('passed', {}, { actor: { account: { name: who.second } } })).statusCode).toBe(403)
    expect((await tell('passed', {}, { context: { registration: other.at.attemptId } })).statusCode).toBe(403)
    expect((await ask('POST', 'statements', { verb: 1 })).statusCode).toBe(400)
    const id = '01890000-0000-4000-8000-000000000001'
    const statementOf = {
      actor: JSON.parse(query.get('actor') ?? '{}'),
      verb: { id: 'http://adlnet.gov/expapi/verbs/initialized' },
      object: { id: 'x' },
    }
    expect((await ask('PUT', `statements?statementId=${id}`, statementOf)).statusCode).toBe(204)
    expect((await ask('PUT', `statements?statementId=${id}`, statementOf)).statusCode).toBe(204)
    expect((await ask('GET', `statements?statementId=${id}`)).json()).toMatchObject({ id })
    expect((await other.ask('GET', `statements?statementId=${id}`)).statusCode).toBe(404)
  })
})
