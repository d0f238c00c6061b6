import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildContentServer } from '../../../foundation/server/content-origin/server.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { itemProgress } from '../../learning/tables.ts'
import { blockCopier, itemKind } from '../item-kinds.ts'
import type { TaskView } from './contract.ts'
import { scoreOf, type CodingContent } from './shared/coding.ts'
import { codingAttempt, codingTask, codingVersion } from './tables.ts'

let given: TestPortal
let content: FastifyInstance
let offeringId: string
const who = { teacher: '', other: '', student: '', second: '', stranger: '', auditor: '' }

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
  await enrol(given.portal, who.student, offeringId)
  await enrol(given.portal, who.second, offeringId)
})
afterAll(async () => {
  await content.close()
  await given.close()
})

const send = (method: string, url: string, as: string, body?: unknown) =>
  given.request(method, url, { as, locale: 'en', ...(body === undefined ? {} : { body }) })

function task(change: Partial<CodingContent> = {}): CodingContent {
  return {
    title: { ky: 'Кошуу' },
    instruction: { ky: 'Эки санды кошуңуз.' },
    starter: '# код',
    solution: 'print(int(input()) + int(input()))',
    tests: [
      { id: randomUUID(), name: '1 + 2', kind: 'io', input: '1\n2', expected: '3', code: '', points: 1, hidden: false },
      { id: randomUUID(), name: 'чоң сандар', kind: 'code', input: '', expected: '', code: 'assert True', points: 3, hidden: true },
    ],
    seconds: 5,
    hints: [{ ky: 'int()' }],
    ...change,
  }
}

async function makeItem(kind = 'coding', shown = true): Promise<string> {
  const section = await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: 'Бөлүм' } })
  const one = await send('POST', `/api/sections/${section.body.id}/items`, who.teacher, { kind, title: { ky: 'Тапшырма' } })
  if (shown) await send('PATCH', `/api/items/${one.body.id}`, who.teacher, { hidden: false })
  return one.body.id as string
}

async function makeTask(kind = 'coding', shown = true): Promise<{ itemId: string; taskId: string }> {
  const itemId = await makeItem(kind, shown)
  const made = await send('POST', `/api/items/${itemId}/coding-tasks`, who.teacher, { place: kind === 'coding' ? 'item' : 'block', content: task() })
  expect(made.status).toBe(200)
  return { itemId, taskId: made.body.id as string }
}

const read = async (taskId: string, as: string): Promise<TaskView> => (await send('GET', `/api/coding-tasks/${taskId}`, as)).body as TaskView

async function check(taskId: string, as: string, passed: boolean[], more: Record<string, unknown> = {}) {
  const view = await read(taskId, who.teacher)
  const results = view.tests.map(({ id }, at) => ({ testId: id, outcome: passed[at] ? 'passed' : 'failed', ms: 3 }))
  return send('POST', `/api/coding-tasks/${taskId}/attempts`, as, {
    id: randomUUID(),
    versionId: view.versionId,
    code: 'print(3)',
    results,
    seconds: 40,
    checkedAt: new Date().toISOString(),
    ...more,
  })
}

const progressOf = async (itemId: string, personId: string) => {
  await given.drain()
  const rows = await given.portal.database.read.select().from(itemProgress).where(eq(itemProgress.itemId, itemId))
  return rows.find((row) => row.personId === personId)
}

describe('a task', () => {
  test('is written once for an item, as often as wanted for a lesson, and never where it does not fit', async () => {
    const { itemId, taskId } = await makeTask()
    const again = await send('POST', `/api/items/${itemId}/coding-tasks`, who.teacher, { place: 'item', content: task() })
    expect([again.status, again.body.type]).toEqual([409, 'urn:univer-plus:problem:courses.coding-task-there'])
    expect((await send('GET', `/api/items/${itemId}/coding-task`, who.student)).body.task.id).toBe(taskId)
    const page = await makeItem('page')
    for (const place of ['block', 'block'])
      expect((await send('POST', `/api/items/${page}/coding-tasks`, who.teacher, { place, content: task() })).status).toBe(200)
    expect((await send('POST', `/api/items/${page}/coding-tasks`, who.teacher, { place: 'item', content: task() })).status).toBe(422)
    expect((await send('GET', `/api/items/${page}/coding-task`, who.student)).body.task).toBeNull()
  })

  test('needs a title, an instruction, named tests with points', async () => {
    const itemId = await makeItem()
    const bad: Partial<CodingContent>[] = [{ title: {} }, { instruction: {} }, { tests: [] }, { seconds: 0 }, { seconds: 61 }]
    const [first] = task().tests
    if (first) bad.push({ tests: [{ ...first, name: ' ' }] }, { tests: [{ ...first, points: 0 }] }, { tests: [first, first] })
    for (const one of bad)
      expect((await send('POST', `/api/items/${itemId}/coding-tasks`, who.teacher, { place: 'item', content: task(one) })).status).toBe(400)
  })

  test('gives its author’s answer to authors only', async () => {
    const { taskId } = await makeTask()
    expect((await read(taskId, who.teacher)).solution).toContain('input')
    for (const one of [who.student, who.auditor]) expect((await read(taskId, one)).solution).toBeNull()
    expect((await read(taskId, who.student)).mayAttempt).toBe(true)
    expect((await read(taskId, who.teacher)).mayAttempt).toBe(false)
  })

  test('changes by versions; attempts keep theirs, a second author is told', async () => {
    const { itemId, taskId } = await makeTask()
    const before = await read(taskId, who.student)
    await check(taskId, who.student, [true, true])
    const next = task({ title: { ky: 'Башка' }, tests: task().tests.slice(0, 1) })
    const put = (version: number, given: CodingContent) => send('PUT', `/api/coding-tasks/${taskId}`, who.teacher, { version, content: given })
    expect((await put(1, next)).body).toEqual({ version: 2 })
    expect((await put(1, next)).body, 'the same again').toEqual({ version: 2 })
    expect((await put(1, task())).status).toBe(409)
    const after = await read(taskId, who.student)
    expect([after.version, after.tests.length, after.best, after.tries]).toEqual([2, 1, 1, 1])
    // a device that was without a line checked the version it had
    const late = await check(taskId, who.student, [], {
      versionId: before.versionId,
      results: before.tests.map(({ id }) => ({ testId: id, outcome: 'passed', ms: 1 })),
    })
    expect(late.body).toMatchObject({ points: 4, of: 4, passed: true })
    const versions = await given.portal.database.read.select().from(codingVersion).where(eq(codingVersion.taskId, taskId))
    expect(versions).toHaveLength(2)
    expect((await send('DELETE', `/api/items/${itemId}`, who.teacher)).body.type).toBe('urn:univer-plus:problem:courses.work-would-be-lost')
  })

  test('is copied with its item and with its lesson, without the work of students', async () => {
    const { itemId, taskId } = await makeTask()
    await check(taskId, who.student, [true, true])
    const to = { itemId: await makeItem(), offeringId, shiftDays: 0 }
    const block = await makeTask('page')
    const ctx = await given.ctx()
    const copied = await change(ctx, async (tx) => {
      await record(ctx, tx)
      await itemKind('coding')?.copy?.(ctx, tx, itemId, to)
      return (await blockCopier('coding')?.(ctx, tx, block.taskId, { ...to, itemId: block.itemId })) ?? ''
    })
    const view = (await send('GET', `/api/items/${to.itemId}/coding-task`, who.student)).body.task as TaskView
    expect([view.tests.length, view.tries, view.version]).toEqual([2, 0, 1])
    expect(view.id).not.toBe(taskId)
    const [row] = await given.portal.database.read.select().from(codingTask).where(eq(codingTask.id, copied))
    expect(row).toMatchObject({ place: 'block', itemId: block.itemId })
  })
})

describe('an attempt', () => {
  test('is kept once, counted on the server, claimed and not proved, and told to the course', async () => {
    const { itemId, taskId } = await makeTask()
    const id = randomUUID()
    const first = await check(taskId, who.student, [true, false], { id })
    expect(first.body).toMatchObject({ id, points: 1, of: 4, passed: false })
    expect((await check(taskId, who.student, [true, true], { id })).body, 'the same id again').toMatchObject({ points: 1, passed: false })
    expect((await progressOf(itemId, who.student))?.completedAt).toBeNull()
    await check(taskId, who.student, [true, true])
    expect((await progressOf(itemId, who.student))?.completedAt).not.toBeNull()
    const view = await read(taskId, who.student)
    expect([view.tries, view.best]).toEqual([2, 1])
    const rows = await given.portal.database.read.select().from(codingAttempt).where(eq(codingAttempt.taskId, taskId))
    expect(rows.map(({ claim }) => claim)).toEqual(['unverified', 'unverified'])
    const acts = await given.portal.database.read.select().from(statement).where(eq(statement.objectId, taskId))
    expect(acts.filter(({ verb }) => verb === 'coding-task.checked')).toHaveLength(2)
    expect(acts.find(({ verb }) => verb === 'coding-task.checked')?.result).toMatchObject({ claim: 'unverified' })
  })

  test('arrives late with its true time, never from the future', async () => {
    const { taskId } = await makeTask()
    const yesterday = new Date(Date.now() - 86_400_000).toISOString()
    expect((await check(taskId, who.student, [true, true], { checkedAt: yesterday })).body.checkedAt).toBe(yesterday)
    const ahead = await check(taskId, who.student, [true, true], { checkedAt: new Date(Date.now() + 86_400_000).toISOString() })
    expect(Date.parse(ahead.body.checkedAt as string)).toBeLessThanOrEqual(Date.now())
  })

  test('counts no test that the version does not have, and misses none', async () => {
    const { taskId } = await makeTask()
    const made = await check(taskId, who.student, [], { results: [{ testId: 'made-up', outcome: 'passed', ms: 1 }] })
    expect(made.body).toMatchObject({ points: 0, of: 4, passed: false })
    expect((await check(taskId, who.student, [true], { versionId: randomUUID() })).status).toBe(422)
    expect(scoreOf([{ id: 'a', points: 2 }], [{ testId: 'a', outcome: 'timeout', ms: 1 }])).toEqual({ points: 0, of: 2 })
  })

  test('inside a lesson does not finish the lesson', async () => {
    const { itemId, taskId } = await makeTask('page')
    await check(taskId, who.student, [true, true])
    expect(await progressOf(itemId, who.student)).toBeUndefined()
    expect((await send('DELETE', `/api/items/${itemId}`, who.teacher)).status).toBe(409)
  })
})

test('a draft: the highest sequence of a page, of two devices the one that typed last', async () => {
  const { taskId } = await makeTask()
  const [here, there] = [randomUUID(), randomUUID()]
  const at = (seconds: number): string => new Date(Date.now() - 60_000 + seconds * 1000).toISOString()
  const put = (device: string, sequence: number, code: string, seconds: number) =>
    send('PUT', `/api/coding-tasks/${taskId}/draft`, who.student, { device, sequence, code, typedAt: at(seconds) })
  const kept = async () => (await read(taskId, who.student)).draft?.code
  await put(here, 2, 'two', 2)
  await put(here, 1, 'one', 1)
  expect(await kept()).toBe('two')
  await put(there, 1, 'older', 1)
  expect(await kept()).toBe('two')
  await put(there, 2, 'newer', 9)
  expect(await kept()).toBe('newer')
  expect((await read(taskId, who.second)).draft).toBeNull()
})

test('the teacher sees who, how often, the best and the programs; another’s attempt cannot be written over', async () => {
  const { taskId } = await makeTask()
  const id = randomUUID()
  await check(taskId, who.student, [true, false], { id, code: 'print(1)' })
  await check(taskId, who.student, [true, true], { code: 'print(2)' })
  await check(taskId, who.second, [false, false])
  const { body } = await send('GET', `/api/coding-tasks/${taskId}/attempts`, who.teacher)
  const own = (body.people as { person: { id: string }; tries: number; best: number; passed: boolean }[]).find((one) => one.person.id === who.student)
  expect(own).toMatchObject({ tries: 2, best: 1, passed: true })
  const one = await send('GET', `/api/coding-tasks/${taskId}/attempts/${who.student}`, who.teacher)
  expect(one.body.attempts.map((attempt: { code: string }) => attempt.code).toSorted()).toEqual(['print(1)', 'print(2)'])
  expect(one.body.attempts[0].tests).toHaveLength(2)
  expect((await read(taskId, who.teacher)).triedBy).toBe(2)
  expect((await check(taskId, who.second, [true, true], { id })).status).toBe(409)
})

test('who may not is refused', async () => {
  const { itemId, taskId } = await makeTask()
  const hidden = await makeTask('coding', false)
  const draft = { device: randomUUID(), sequence: 1, code: 'x', typedAt: new Date().toISOString() }
  const asked: [string, string, string, unknown?][] = [
    ['GET', `/api/coding-tasks/${taskId}`, who.stranger],
    ['GET', `/api/items/${itemId}/coding-task`, who.other],
    ['GET', `/api/coding-tasks/${taskId}/attempts`, who.student],
    ['GET', `/api/coding-tasks/${taskId}/attempts`, who.other],
    ['GET', `/api/coding-tasks/${taskId}/attempts/${who.student}`, who.auditor],
    ['GET', `/api/items/${itemId}/coding-runtime`, who.student],
    ['POST', `/api/items/${itemId}/coding-tasks`, who.student, { place: 'item', content: task() }],
    ['PUT', `/api/coding-tasks/${taskId}`, who.student, { version: 1, content: task() }],
    ['PUT', `/api/coding-tasks/${taskId}`, who.other, { version: 1, content: task() }],
    ['PUT', `/api/coding-tasks/${taskId}/draft`, who.teacher, draft],
    ['PUT', `/api/coding-tasks/${taskId}/draft`, who.stranger, draft],
  ]
  for (const [method, url, as, body] of asked) expect((await send(method, url, as, body)).status, `${method} ${url}`).toBe(403)
  expect((await check(taskId, who.stranger, [true, true])).status).toBe(403)
  expect((await check(taskId, who.teacher, [true, true])).status).toBe(403)
  expect((await send('GET', `/api/coding-tasks/${hidden.taskId}`, who.student)).status).toBe(404)
  expect((await check(hidden.taskId, who.student, [true, true])).status).toBe(404)
})

test('the page that runs programs has no origin and names its one script; its files are those that the task tells of', async () => {
  const { taskId } = await makeTask()
  const { runtime } = await read(taskId, who.student)
  const page = await content.inject({ url: new URL(runtime.address).pathname })
  expect(page.statusCode).toBe(200)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toMatch(/sandbox allow-scripts$/)
  expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval' blob: 'sha256-[^ ]+';/)
  for (const { name, bytes } of runtime.files) {
    const file = await content.inject({ url: new URL(name, runtime.address).pathname })
    expect([file.statusCode, file.rawPayload.length], name).toEqual([200, bytes])
  }
  expect(runtime.bytes).toBe(runtime.files.reduce((sum, { bytes }) => sum + bytes, 0))
  expect(runtime.lineBytes).toBeLessThan(runtime.bytes)
})
