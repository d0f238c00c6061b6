import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change } from '../../../foundation/server/database/change.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { itemProgress } from '../../learning/tables.ts'
import { blockCopier } from '../item-kinds.ts'
import type { CheckView } from './contract.ts'
import { foldText, isRight, mixed, readAnswerNumber, type CheckContent, type CheckQuestion } from './shared/checks.ts'
import { selfCheck, selfCheckAnswer } from './tables.ts'

const choice = (text: string, right = false) => ({ id: randomUUID(), text, right, note: '' })
const question = (part: Partial<CheckQuestion>): CheckQuestion => ({
  id: randomUUID(),
  kind: 'single',
  prompt: 'Канча $2+2$?',
  choices: [choice('3'), choice('4', true)],
  truth: true,
  number: 0,
  tolerance: 0,
  accepted: [],
  strict: false,
  explanation: '',
  ...part,
})

describe('what is right', () => {
  test('numbers are read as people write them', () => {
    for (const [text, number] of [
      ['3,5', 3.5],
      [' −2 ', -2],
      ['1 000', 1000],
      ['1,2e-3', 0.0012],
      ['.5', 0.5],
      ['', null],
      ['1,2,3', null],
      ['x', null],
      ['Infinity', null],
    ] as const)
      expect(readAnswerNumber(text), text).toBe(number)
    expect(isRight(question({ kind: 'numeric', number: 0.3, tolerance: 0 }), [String(0.1 + 0.2)])).toBe(true)
    expect(isRight(question({ kind: 'numeric', number: 9.81, tolerance: 0.01 }), ['9,8'])).toBe(true)
    expect(isRight(question({ kind: 'numeric', number: 9.81, tolerance: 0.01 }), ['9,79'])).toBe(false)
  })
  test('within the tolerance is right, outside is not, whatever the numbers', () => {
    for (let turn = 0; turn < 500; turn++) {
      const number = Math.round((Math.random() - 0.5) * 1e6) / 100
      const tolerance = Math.round(Math.random() * 1000) / 100
      const off = (share: number): string =>
        (number + tolerance * share + Math.sign(share) * 0.001 * (Math.abs(share) > 1 ? 1 : 0)).toFixed(6).replace('.', ',')
      const asked = question({ kind: 'numeric', number, tolerance })
      expect(isRight(asked, [off(0.99)])).toBe(true)
      expect(isRight(asked, [off(-0.99)])).toBe(true)
      expect(isRight(asked, [off(1.01)])).toBe(false)
    }
  })
  test('short answers forgive letters that look alike, unless told not to', () => {
    expect(foldText('  ЁЛКА.  ')).toBe(foldText('елка'))
    const asked = question({ kind: 'text', accepted: ['Өң', 'молекула'] })
    expect(isRight(asked, ['он'])).toBe(true)
    expect(isRight(asked, ['МОЛЕКУЛА '])).toBe(true)
    // Latin o, e, y, a among Cyrillic letters
    expect(isRight(asked, ['мoлeкyлa'])).toBe(true)
    expect(isRight(asked, ['атом'])).toBe(false)
    expect(isRight({ ...asked, strict: true }, ['он'])).toBe(false)
    expect(isRight({ ...asked, strict: true }, ['Өң'])).toBe(true)
    expect(isRight(asked, [''])).toBe(false)
  })
  test('choices: all the right ones and no other, in any order; an order only in its own', () => {
    const many = question({ kind: 'multiple', choices: [choice('а', true), choice('б'), choice('в', true)] })
    const [a, b, c] = many.choices.map(({ id }) => id) as [string, string, string]
    expect(isRight(many, [c, a])).toBe(true)
    expect(isRight(many, [a, a])).toBe(false)
    expect(isRight(many, [a, b, c])).toBe(false)
    expect(isRight({ ...many, kind: 'order' }, [a, b, c])).toBe(true)
    expect(isRight({ ...many, kind: 'order' }, [a, c, b])).toBe(false)
    expect(isRight(question({ kind: 'boolean', truth: false }), ['false'])).toBe(true)
  })
  test('what is to be ordered is never shown in order, and always the same', () => {
    for (let turn = 0; turn < 200; turn++) {
      const asked = question({ kind: 'order', choices: Array.from({ length: 2 + (turn % 6) }, (_one, at) => choice(String(at))) })
      const shown = mixed(asked).map(({ id }) => id)
      expect(shown).toEqual(mixed(asked).map(({ id }) => id))
      expect(isRight(asked, shown)).toBe(false)
      expect(shown.toSorted()).toEqual(asked.choices.map(({ id }) => id).toSorted())
    }
  })
})

describe('a self-check in a lesson', () => {
  let given: TestPortal
  let offeringId = ''
  let itemId = ''
  const who = { teacher: '', other: '', student: '', stranger: '', auditor: '' }
  const send = (method: string, url: string, as: string, body?: unknown) =>
    given.request(method, url, { as, locale: 'en', ...(body === undefined ? {} : { body }) })
  const answer = (asked: CheckQuestion, said: string[], answeredAt = new Date().toISOString()) => ({
    id: randomUUID(),
    questionId: asked.id,
    answer: said,
    seconds: 20,
    answeredAt,
  })
  async function make(content: CheckContent): Promise<string> {
    const { status, body } = await send('POST', `/api/items/${itemId}/self-checks`, who.teacher, content)
    expect(status, JSON.stringify(body)).toBe(200)
    return (body as { id: string }).id
  }

  beforeAll(async () => {
    given = await testPortal()
    ;({ offeringId } = await makeOffering(given.portal))
    for (const [name, role] of [
      ['teacher', 'teacher'],
      ['other', 'teacher'],
      ['student', 'student'],
      ['stranger', 'student'],
      ['auditor', 'auditor'],
    ] as const)
      who[name] = await makePerson(given.portal, role)
    await assignTeacher(given.portal, who.teacher, offeringId)
    await enrol(given.portal, who.student, offeringId)
    const section = await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: '1-апта' } })
    const item = await send('POST', `/api/sections/${(section.body as { id: string }).id}/items`, who.teacher, {
      kind: 'page',
      title: { ky: 'Сабак' },
    })
    itemId = (item.body as { id: string }).id
    await send('PATCH', `/api/items/${itemId}`, who.teacher, { hidden: false })
  })
  afterAll(() => given.close())

  test('an answer that waited arrives once, with its true time; first and last are kept', async () => {
    const asked = question({})
    const [wrong, right] = asked.choices.map(({ id }) => id) as [string, string]
    const id = await make({ questions: [asked], counts: true })
    const hours = (ago: number): string => new Date(Date.now() - ago * 3_600_000).toISOString()
    const late = answer(asked, [wrong], hours(3))
    const answers = `/api/self-checks/${id}/answers`
    expect((await send('POST', answers, who.student, late)).body).toEqual({ right: false })
    expect((await send('POST', answers, who.student, late)).body).toEqual({ right: false })
    expect((await send('POST', answers, who.student, answer(asked, [right], hours(2)))).body).toEqual({ right: true })
    const view = (await send('GET', `/api/self-checks/${id}`, who.student)).body as CheckView
    expect(view.own).toMatchObject([{ tries: 2, first: { right: false, at: late.answeredAt }, last: { right: true } }])
    const traces = await (
      await given.ctx()
    ).db
      .select()
      .from(statement)
      .where(and(eq(statement.verb, 'self-check.answered'), eq(statement.objectId, id)))
    expect(traces).toHaveLength(2)
    const { body } = await send('GET', `/api/self-checks/${id}/results`, who.teacher)
    expect(body).toEqual({ questions: [{ id: asked.id, people: 1, firstRight: 0, everRight: 1 }] })
    await given.drain()
    const progress = await (await given.ctx()).db.select().from(itemProgress).where(eq(itemProgress.itemId, itemId))
    expect(progress.map(({ personId }) => personId)).toEqual([who.student])
    expect(progress[0]?.completedAt).not.toBeNull()
  })

  test('who may not, does not: strangers, other teachers, auditors; a teacher answers nothing into the results', async () => {
    const asked = question({ kind: 'boolean' })
    const id = await make({ questions: [asked], counts: false })
    const status = async (...call: Parameters<typeof send>): Promise<number> => (await send(...call)).status
    expect(await status('GET', `/api/self-checks/${id}`, who.stranger)).toBe(403)
    expect(await status('POST', `/api/self-checks/${id}/answers`, who.stranger, answer(asked, ['true']))).toBe(403)
    expect(await status('POST', `/api/self-checks/${id}/answers`, who.teacher, answer(asked, ['true']))).toBe(403)
    expect(await status('GET', `/api/self-checks/${id}/results`, who.student)).toBe(403)
    expect(await status('GET', `/api/self-checks/${id}/results`, who.other)).toBe(403)
    expect(await status('PUT', `/api/self-checks/${id}`, who.student, { version: 1, content: { questions: [asked], counts: true } })).toBe(403)
    expect(await status('POST', `/api/items/${itemId}/self-checks`, who.auditor, { questions: [asked], counts: true })).toBe(403)
    expect(await status('GET', `/api/self-checks/${randomUUID()}`, who.teacher)).toBe(404)
    await send('PATCH', `/api/items/${itemId}`, who.teacher, { hidden: true })
    expect(await status('GET', `/api/self-checks/${id}`, who.student)).toBe(404)
    expect(await status('POST', `/api/self-checks/${id}/answers`, who.student, answer(asked, ['true']))).toBe(404)
    await send('PATCH', `/api/items/${itemId}`, who.teacher, { hidden: false })
    expect(await (await given.ctx()).db.select().from(selfCheckAnswer).where(eq(selfCheckAnswer.checkId, id))).toEqual([])
  })

  test('unfinished questions are not taken; two authors do not overwrite each other; a copy is its own', async () => {
    const bad = [
      question({ prompt: ' ' }),
      question({ choices: [choice('a'), choice('b')] }),
      question({ choices: [choice('a', true), choice('b', true)] }),
      question({ kind: 'text', accepted: [' '] }),
      question({ kind: 'multiple', choices: [choice('a', true)] }),
    ]
    for (const one of bad)
      expect((await send('POST', `/api/items/${itemId}/self-checks`, who.teacher, { questions: [one], counts: false })).status).toBe(400)
    const asked = question({})
    const id = await make({ questions: [asked], counts: false })
    const content = { questions: [{ ...asked, prompt: 'Жаңы' }], counts: false }
    expect((await send('PUT', `/api/self-checks/${id}`, who.teacher, { version: 1, content })).body).toEqual({ version: 2 })
    expect((await send('PUT', `/api/self-checks/${id}`, who.teacher, { version: 1, content })).status).toBe(409)
    expect((await send('POST', `/api/self-checks/${id}/answers`, who.student, answer(question({}), ['x']))).status).toBe(422)
    const ctx = await given.ctx()
    const copy = await change(ctx, async (tx) => {
      await record(ctx, tx)
      return blockCopier('self-check')?.(ctx, tx, id, { itemId, offeringId, shiftDays: 0 })
    })
    const [row] = await (
      await given.ctx()
    ).db
      .select()
      .from(selfCheck)
      .where(eq(selfCheck.id, copy ?? ''))
    expect(row?.content.questions[0]?.prompt).toBe('Жаңы')
    expect(copy).not.toBe(id)
  })
})
