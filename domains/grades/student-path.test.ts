import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { newId } from '../../foundation/server/database/ids.ts'
import { statement } from '../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type Reply, type TestPortal } from '../../testing/index.ts'
import { assignment } from '../assignments/index.ts'
import { item, section } from '../courses/index.ts'
import { attempt, question, test } from '../exams/index.ts'

/** The first whole path on the server: opens → test → hands in → is marked → sees grade, comment, line → the registrar sees. */
let portal: TestPortal
let [student, other, stranger, teacher, foreignTeacher, registrar, curator, auditor] = ['', '', '', '', '', '', '', '']
let [offeringId, groupId, page, testItem, work, oldWork] = ['', '', '', '', '', '']
const questions = { single: newId(), multiple: newId(), numeric: newId() }

beforeAll(async () => {
  portal = await testPortal()
  const write = portal.portal.database.write
  const made = await makeOffering(portal.portal)
  ;({ offeringId, groupId } = made)
  ;[student, other, stranger] = [
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
  ]
  ;[teacher, foreignTeacher] = [await makePerson(portal.portal, 'teacher'), await makePerson(portal.portal, 'teacher')]
  ;[registrar, curator, auditor] = [
    await makePerson(portal.portal, 'registrar'),
    await makePerson(portal.portal, 'curator'),
    await makePerson(portal.portal, 'auditor'),
  ]
  const { studentGroup, offeringGroup } = await import('../programmes/index.ts')
  await write.update(studentGroup).set({ curatorId: curator }).where(eq(studentGroup.id, groupId))
  await write.insert(offeringGroup).values({ offeringId, groupId })
  await enrol(portal.portal, student, offeringId, groupId)
  await enrol(portal.portal, other, offeringId)
  await assignTeacher(portal.portal, teacher, offeringId)
  const sectionId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  ;[page, testItem, work, oldWork] = [newId(), newId(), newId(), newId()]
  const common = { sectionId, offeringId, title: { ky: 'Элемент' } }
  await write.insert(item).values([
    { ...common, id: page, kind: 'page', position: 0 },
    { ...common, id: testItem, kind: 'test', position: 1, dueAt: new Date(Date.now() + 86_400_000) },
    { ...common, id: work, kind: 'assignment', position: 2, dueAt: new Date(Date.now() - 3_600_000) },
    { ...common, id: oldWork, kind: 'assignment', position: 3, hidden: true },
  ])
  await write.insert(assignment).values([
    { itemId: work, points: 20 },
    { itemId: oldWork, points: 5 },
  ])
  await write.insert(test).values({ itemId: testItem, points: 10, attempts: 2, minutes: 10 })
  const choices = [
    { id: 'a', text: { ky: 'А' }, right: true },
    { id: 'b', text: { ky: 'Б' }, right: false },
    { id: 'c', text: { ky: 'В' }, right: true },
  ]
  await write.insert(question).values([
    { id: questions.single, itemId: testItem, position: 0, kind: 'single', prompt: { ky: '?' }, choices: choices.slice(0, 2) },
    { id: questions.multiple, itemId: testItem, position: 1, kind: 'multiple', prompt: { ky: '?' }, choices },
    {
      id: questions.numeric,
      itemId: testItem,
      position: 2,
      kind: 'numeric',
      prompt: { ky: '?' },
      answer: 2.5,
      tolerance: 0.1,
      feedback: { ky: 'сыр' },
    },
  ])
})
afterAll(() => portal.close())

/** Hands in by the form that the page sends. */
function handIn(as: string, itemId: string, fields: Record<string, string>, file?: { name: string; content: string }): Promise<Reply> {
  const boundary = 'x-form-boundary'
  const parts = Object.entries(fields).map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  if (file)
    parts.push(
      `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${file.name}"\r\ncontent-type: text/plain\r\n\r\n${file.content}\r\n`,
    )
  return portal.request('POST', `/api/items/${itemId}/submissions`, {
    as,
    inject: { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: `${parts.join('')}--${boundary}--\r\n` },
  })
}

const verbs = async (actor: string) =>
  (await portal.portal.database.read.select({ verb: statement.verb }).from(statement).where(eq(statement.actor, actor))).map((row) => row.verb)

describe('a student takes a discipline from opening to grade', () => {
  it('keeps progress: one statement for opening and one for completing, seconds capped by the clock', async () => {
    for (const place of [0, 300, 990, 1000]) {
      const beat = await portal.request('POST', `/api/items/${page}/progress`, { as: student, body: { seconds: 3000, place } })
      expect(beat.status, JSON.stringify(beat.body)).toBe(200)
    }
    const progress = await portal.request('GET', `/api/offerings/${offeringId}/progress`, { as: student })
    expect(progress.body).toMatchObject({ total: 3, completed: 1 })
    expect(progress.body['items']?.[0]?.['seconds']).toBeLessThanOrEqual(65)
    const own = await verbs(student)
    expect(own.filter((verb) => verb === 'item.opened')).toHaveLength(1)
    expect(own.filter((verb) => verb === 'item.completed')).toHaveLength(1)
  })

  it('takes a test: the paper tells nothing, answers are idempotent, marks are right', async () => {
    const start = await portal.request('POST', `/api/items/${testItem}/attempts`, { as: student })
    expect(start.status, JSON.stringify(start.body)).toBe(200)
    const attemptId = String(start.body['attemptId'])
    const paper = await portal.request('GET', `/api/attempts/${attemptId}/paper`, { as: student })
    for (const body of [start.body, paper.body]) expect(JSON.stringify(body['questions'])).not.toMatch(/"(right|answer|tolerance|feedback)"|сыр/)
    const again = await portal.request('POST', `/api/items/${testItem}/attempts`, { as: student })
    expect(again.body['attemptId']).toBe(attemptId)
    const put = (questionId: string, value: object, sequence: number, as = student) =>
      portal.request('PUT', `/api/attempts/${attemptId}/answers/${questionId}`, { as, body: { value, sequence } })
    expect((await put(questions.single, { choices: ['a'] }, 2)).body).toMatchObject({ sequence: 2 })
    expect((await put(questions.single, { choices: ['b'] }, 1)).body).toMatchObject({ sequence: 2 })
    expect((await put(questions.multiple, { choices: ['a'] }, 3)).status).toBe(200)
    expect((await put(questions.numeric, { number: '2,55' }, 4)).status).toBe(200)
    expect((await put(newId(), { number: '1' }, 5)).status).toBe(404)
    expect((await put(questions.single, { choices: ['b'] }, 9, other)).status).toBe(403)
    expect((await portal.request('GET', `/api/attempts/${attemptId}/result`, { as: student })).status).toBe(409)
    const result = await portal.request('POST', `/api/attempts/${attemptId}/submit`, { as: student })
    expect(result.body).toMatchObject({ points: 8.33, maxPoints: 10 })
    expect((await portal.request('POST', `/api/attempts/${attemptId}/submit`, { as: student })).body).toMatchObject({ points: 8.33 })
    expect((await put(questions.single, { choices: ['b'] }, 10)).status).toBe(409)
    for (const [as, status] of [
      [other, 403],
      [foreignTeacher, 403],
      [teacher, 200],
      [registrar, 200],
    ] as const) {
      expect((await portal.request('GET', `/api/attempts/${attemptId}/result`, { as })).status).toBe(status)
    }
  })

  it('ends an attempt by itself when the time is over, and lets no more than the allowed ones', async () => {
    const start = await portal.request('POST', `/api/items/${testItem}/attempts`, { as: student })
    const attemptId = String(start.body['attemptId'])
    await portal.portal.database.write
      .update(attempt)
      .set({ endsAt: new Date(Date.now() - 60_000) })
      .where(eq(attempt.id, attemptId))
    const late = await portal.request('PUT', `/api/attempts/${attemptId}/answers/${questions.single}`, {
      as: student,
      body: { value: { choices: ['a'] }, sequence: 1 },
    })
    expect(late.status).toBe(409)
    const { submitAttempt } = await import('../exams/submit-attempt.ts')
    await submitAttempt(await portal.ctx(), attemptId, true)
    expect((await portal.request('POST', `/api/items/${testItem}/attempts`, { as: student })).body).toMatchObject({
      type: 'urn:univer-plus:problem:exams.closed-attempts',
    })
    const view = await portal.request('GET', `/api/items/${testItem}/test`, { as: student })
    expect(view.body).toMatchObject({ best: 8.33, closed: 'attempts' })
  })

  let first = ''
  it('hands in work once however often it is sent, with a receipt, marked late', async () => {
    const fields = { clientKey: 'key-of-this-try', text: 'Жообум' }
    const made = await handIn(student, work, fields, { name: 'жооп.txt', content: 'саламатсызбы' })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    expect(made.body).toMatchObject({ round: 1, state: 'submitted', late: true })
    expect(made.body['digest']).toMatch(/^[0-9a-f]{64}$/)
    first = String(made.body['id'])
    const again = await handIn(student, work, fields, { name: 'жооп.txt', content: 'саламатсызбы' })
    expect(again.body['id']).toBe(first)
    expect((await handIn(student, work, { clientKey: 'another-key', text: 'b' })).body).toMatchObject({
      type: 'urn:univer-plus:problem:assignments.closed-submitted',
    })
    expect((await handIn(other, work, { clientKey: 'their-own-key', text: '  ' })).status).toBe(422)
    expect((await handIn(other, oldWork, { clientKey: 'their-own-key', text: 'x' })).status).toBe(404)
  })

  it('gives files only to those who may have them', async () => {
    const view = await portal.request('GET', `/api/submissions/${first}`, { as: student })
    const fileId = String(view.body['files']?.[0]?.['id'])
    for (const [as, status] of [
      [student, 200],
      [teacher, 200],
      [registrar, 200],
      [auditor, 200],
      [other, 403],
      [stranger, 403],
      [foreignTeacher, 403],
      [null, 401],
    ] as const) {
      expect((await portal.request('GET', `/api/submissions/${first}/files/${fileId}`, { as })).status).toBe(status)
    }
    expect((await portal.request('GET', `/api/submissions/${first}/files/${newId()}`, { as: student })).status).toBe(404)
  })

  it('goes back for rework and is marked; grade, comment and line follow', async () => {
    const queue = await portal.request('GET', `/api/offerings/${offeringId}/marking`, { as: teacher })
    expect(queue.body).toMatchObject({ waiting: 1, works: [{ id: first, maxPoints: 20 }] })
    const mark = (id: string, body: object, as = teacher) => portal.request('POST', `/api/submissions/${id}/mark`, { as, body })
    for (const as of [student, foreignTeacher, registrar, auditor]) expect((await mark(first, { points: 20 }, as)).status).toBe(403)
    expect((await mark(first, { points: 21 })).status).toBe(422)
    expect((await mark(first, { points: null, returned: true })).status).toBe(422)
    expect((await mark(first, { points: null, returned: true, comment: 'Толуктаңыз' })).body).toMatchObject({ state: 'returned', points: null })
    const today = await portal.request('GET', '/api/my/today', { as: student })
    expect(today.body['tasks']).toMatchObject([{ kind: 'rework' }])
    const second = await handIn(student, work, { clientKey: 'second-round', text: 'Толук' })
    expect(second.body).toMatchObject({ round: 2 })
    expect((await mark(first, { points: 3 })).status).toBe(409)
    expect((await mark(String(second.body['id']), { points: 18, comment: 'Жакшы' })).body).toMatchObject({ state: 'marked', points: 18 })
    const seen = await portal.request('GET', `/api/items/${work}/assignment`, { as: student })
    expect(seen.body).toMatchObject({ submissions: [{ points: 18, comment: 'Жакшы' }, { state: 'returned' }] })
    await portal.drain()
    await portal.drain()
    const own = await portal.request('GET', `/api/offerings/${offeringId}/grades`, { as: student })
    expect(own.body['grades']).toHaveLength(2)
    expect(own.body['line']).toMatchObject({ percent: 88, letter: 'A', traditional: '5' })
    const { keepGrade } = await import('./keep-grade.ts')
    await keepGrade(await portal.ctx(), { personId: student, itemId: work, offeringId })
    expect((await portal.request('GET', `/api/offerings/${offeringId}/grades`, { as: student })).body['line']).toMatchObject({ percent: 88 })
    const explain = await portal.request('GET', `/api/offerings/${offeringId}/students/${student}/explain`, { as: student })
    expect(explain.body).toMatchObject({
      agrees: true,
      scheme: { version: 1, parts: [{ id: 'all', weight: 100 }] },
      steps: [
        { kind: 'part', partId: 'all', counted: [testItem, work], dropped: [], percent: 87.77, gives: 87.77 },
        { kind: 'round', from: 87.77, to: 88 },
        { kind: 'band', letter: 'A' },
      ],
    })
    const news = await portal.request('GET', '/api/my/today', { as: student })
    expect(news.body['news']?.[0]).toMatchObject({ kind: 'grade' })
  })

  it('stands in the record, the grade book and the group’s record, for those who may', async () => {
    expect((await portal.request('GET', '/api/my/record', { as: student })).body).toMatchObject({
      average: 4,
      terms: [{ lines: [{ line: { letter: 'A' } }] }],
    })
    const allowed: [string, string[], string[]][] = [
      [`/api/offerings/${offeringId}/gradebook`, [teacher, registrar, auditor], [student, stranger, foreignTeacher, curator]],
      [`/api/offerings/${offeringId}/activity`, [teacher, registrar, auditor], [student, stranger, foreignTeacher, curator]],
      [`/api/groups/${groupId}/record`, [registrar, curator, auditor], [student, teacher, foreignTeacher]],
      [`/api/persons/${student}/record`, [student, registrar, curator, auditor], [other, teacher, foreignTeacher]],
      [`/api/offerings/${offeringId}/students/${student}/explain`, [student, teacher, curator, registrar], [other, foreignTeacher]],
      [`/api/offerings/${offeringId}/grades`, [student, other], [stranger, teacher, foreignTeacher]],
      [`/api/offerings/${offeringId}/marking`, [teacher, registrar, auditor], [student, curator, foreignTeacher]],
      [`/api/items/${testItem}/test/edit`, [teacher], [student, registrar, foreignTeacher]],
      [`/api/items/${testItem}/test/results`, [teacher, registrar], [student, foreignTeacher]],
      [`/api/items/${work}/assignment`, [student, teacher], [stranger, foreignTeacher]],
      [`/api/groups/${groupId}/record/sheet`, [registrar], [student, teacher]],
      [`/api/offerings/${offeringId}/gradebook/sheet`, [teacher], [student]],
    ]
    for (const [url, may, mayNot] of allowed) {
      for (const as of may) expect([url, (await portal.request('GET', url, { as })).status]).toEqual([url, 200])
      for (const as of mayNot) expect([url, (await portal.request('GET', url, { as })).status]).toEqual([url, 403])
      expect((await portal.request('GET', url)).status).toBe(401)
    }
    const looks = await portal.portal.database.read.select({ verb: statement.verb }).from(statement).where(eq(statement.about, student))
    expect(looks.map((row) => row.verb)).toContain('person.looked-at')
  })

  it('shows a person the own acts in words of the own language', async () => {
    const trace = await portal.request('GET', '/api/my/trace?limit=5', { as: student, locale: 'ru' })
    expect(trace.body['acts']).toHaveLength(5)
    expect(trace.body['next']).toBeTruthy()
    const all = await portal.request('GET', '/api/my/trace?limit=100', { as: student, locale: 'ru' })
    const texts = (all.body['acts'] as unknown as { text: string; verb: string }[]).map((act) => act.text)
    expect(texts).toContain('Тест начат')
    expect(texts.filter((one) => /^[a-z]+\.[a-z]+$/.test(one))).toEqual([])
    const rest = await portal.request('GET', `/api/my/trace?limit=100&before=${String(trace.body['next'])}`, { as: student })
    expect(rest.body['acts']).toHaveLength(texts.length - 5)
  })

  it('lets a teacher edit a test, and refuses questions that cannot be marked', async () => {
    const view = await portal.request('GET', `/api/items/${testItem}/test/edit`, { as: teacher })
    const {
      itemId: _i,
      offeringId: _o,
      title: _t,
      attemptsMade: _a,
      ...body
    } = view.body as unknown as Record<string, unknown> & { questions: { choices: { right: boolean }[] }[] }
    expect((await portal.request('PUT', `/api/items/${testItem}/test/edit`, { as: teacher, body: { ...body, points: 12 } })).body).toMatchObject({
      points: 12,
    })
    for (const choice of body.questions[0]?.choices ?? []) choice.right = true
    const refused = await portal.request('PUT', `/api/items/${testItem}/test/edit`, { as: teacher, body, locale: 'en' })
    expect(refused.status).toBe(422)
    expect(refused.body['fields']?.[0]).toMatchObject({ path: 'questions.0.choices', message: 'Mark exactly one right choice' })
    expect((await portal.request('PUT', `/api/items/${testItem}/test/edit`, { as: foreignTeacher, body })).status).toBe(403)
  })
})
