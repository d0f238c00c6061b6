import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, giveRole, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../../courses/index.ts'
import type { PaperView, ResultView, TestResultsView, TestView } from '../contract.ts'
import { hashOf, recordOfAttempt } from '../protocol/kept-record.ts'
import { answer, attempt } from '../tables.ts'
import type { MarkingView, WorkView } from './contract.ts'
import { countWords, faultOfLength } from './shared/count-words.ts'
import { answerMark } from './tables.ts'

let given: TestPortal
let [teacher, stranger, head, student, mate, offeringId] = ['', '', '', '', '', '']

beforeAll(async () => {
  given = await testPortal()
  const { portal } = given
  const place = await makeOffering(portal)
  offeringId = place.offeringId
  ;[teacher, stranger, head, student, mate] = [
    await makePerson(portal, 'teacher'),
    await makePerson(portal, 'teacher'),
    await makePerson(portal),
    await makePerson(portal, 'student'),
    await makePerson(portal, 'student'),
  ]
  await giveRole(portal, head, 'head_of_department', place.departmentId)
  await assignTeacher(portal, teacher, offeringId)
  for (const one of [student, mate]) await enrol(portal, one, offeringId)
})
afterAll(() => given.close())

const common = { title: '', points: 4, language: 'ky', tags: [], generalFeedback: {}, hints: [], extras: [] }
const essay = (prompt: string, more: object = {}) => ({
  ...common,
  kind: 'essay',
  prompt: { ky: prompt },
  format: 'plain',
  minWords: null,
  maxWords: 300,
  maxCharacters: null,
  template: {},
  guidance: { ky: 'БААЛООЧУГА' },
  ...more,
})
const truth = { ...common, points: 2, kind: 'true-false', prompt: { ky: 'Чынбы?' }, right: true, feedbackTrue: {}, feedbackFalse: {} }

/** A test of ten points: a question of two that a rule marks, two essays of four. */
async function makeTest(more: object = {}): Promise<string> {
  const [sectionId, itemId] = [newId(), newId()]
  const { write } = given.portal.database
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'test', title: { ky: 'Эсселер' }, position: 0 })
  const questions = [truth, essay('Биринчи'), essay('Экинчи')].map((content) => ({
    kind: content.kind,
    prompt: content.prompt,
    html: true,
    points: content.points,
    content,
  }))
  const rules = { points: 10, passPercent: 50, attempts: 2, minutes: null, shuffle: false, showAnswers: 'after_attempt', ...more }
  const set = await given.request('PUT', `/api/items/${itemId}/test/edit`, { as: teacher, body: { ...rules, questions } })
  expect(set.status, JSON.stringify(set.body)).toBe(200)
  return itemId
}

const put = (paper: PaperView, at: number, value: object, as: string, sequence = 1) =>
  given.request('PUT', `/api/attempts/${paper.attemptId}/answers/${paper.questions[at]?.id}`, { as, body: { value, sequence } })
const essayAnswer = (text: string) => ({ answer: { kind: 'essay', text } })

/** A student answers the first question rightly and writes these essays; null leaves one out. */
async function sit(itemId: string, texts: (string | null)[], as = student): Promise<PaperView> {
  const paper = (await given.request('POST', `/api/items/${itemId}/attempts`, { as })).body as PaperView
  expect((await put(paper, 0, { answer: { kind: 'true-false', value: true } }, as)).status).toBe(200)
  for (const [index, text] of texts.entries()) if (text !== null) expect((await put(paper, index + 1, essayAnswer(text), as)).status).toBe(200)
  const done = await given.request('POST', `/api/attempts/${paper.attemptId}/submit`, { as })
  expect(done.status, JSON.stringify(done.body)).toBe(200)
  return paper
}
const resultOf = async (paper: PaperView, as = student): Promise<ResultView> =>
  (await given.request('GET', `/api/attempts/${paper.attemptId}/result`, { as })).body as ResultView
const markingOf = async (itemId: string, names = 'hidden'): Promise<MarkingView> =>
  (await given.request('GET', `/api/items/${itemId}/marking?names=${names}`, { as: teacher })).body as MarkingView
const mark = (itemId: string, paper: PaperView, at: number, body: object, as = teacher) =>
  given.request('PUT', `/api/items/${itemId}/marking/${paper.attemptId}/${paper.questions[at]?.id}`, { as, body: { expects: 0, ...body } })
const attemptOf = async (paper: PaperView) => {
  const [own] = await given.portal.database.write.select().from(attempt).where(eq(attempt.id, paper.attemptId))
  if (!own) throw new Error('no attempt')
  return own
}

describe('an essay in a test', () => {
  it('waits for a person: no result, no points, no event before all is marked', async () => {
    const itemId = await makeTest()
    const paper = await sit(itemId, ['Менин биринчи эссем.', 'Экинчиси.'])
    expect(JSON.stringify(paper)).not.toContain('БААЛООЧУГА')
    const waits = await resultOf(paper)
    expect(waits).toMatchObject({ points: null, waiting: 2, soFar: 2 })
    expect(waits.questions?.map(({ earned }) => earned)).toEqual([2, null, null])
    expect(((await given.request('GET', `/api/items/${itemId}/test`, { as: student })).body as TestView).best).toBeNull()
    expect(((await given.request('GET', `/api/items/${itemId}/test`, { as: teacher })).body as TestView).toMark).toBe(1)
    const results = (await given.request('GET', `/api/items/${itemId}/test/results`, { as: teacher })).body as TestResultsView
    expect(results.whole).toMatchObject({ students: 0, waiting: 1 })
    expect(results.questions.find(({ kind }) => kind === 'essay')?.ease).toBeNull()
    const today = await given.request('GET', '/api/my/today', { as: teacher })
    expect(JSON.stringify(today.body)).toContain(`/items/${itemId}/marking`)

    const first = await mark(itemId, paper, 1, { points: 3.5, comment: ' Жакшы. ' })
    expect([first.status, (first.body as WorkView).points]).toEqual([200, 3.5])
    expect((await resultOf(paper)).points).toBeNull()
    expect((await mark(itemId, paper, 2, { points: 0 })).status).toBe(200)
    const done = await resultOf(paper)
    expect(done).toMatchObject({ points: 5.5, waiting: 0 })
    expect(done.questions?.[1]).toMatchObject({ earned: 3.5, comment: 'Жакшы.' })
    const after = (await given.request('GET', `/api/items/${itemId}/test/results`, { as: teacher })).body as TestResultsView
    expect(after.whole).toMatchObject({ students: 1, waiting: 0, passed: 1 })
    expect(after.questions.filter(({ kind }) => kind === 'essay').map(({ ease }) => ease)).toEqual([0.875, 0])
    const acts = await given.portal.database.write
      .select()
      .from(statement)
      .where(and(eq(statement.verb, 'essay.marked'), eq(statement.objectId, itemId)))
    expect(acts).toHaveLength(2)
  })
  it('that was left empty earns nothing and waits for nobody', async () => {
    const itemId = await makeTest()
    const paper = await sit(itemId, ['  \n ', null])
    expect(await resultOf(paper)).toMatchObject({ points: 2, waiting: 0 })
    expect((await markingOf(itemId)).works).toEqual([])
    expect((await mark(itemId, paper, 1, { points: 4 })).status).toBe(404)
  })
  it('keeps every mark: a change needs a reason, nobody overwrites what they have not seen', async () => {
    const itemId = await makeTest()
    const paper = await sit(itemId, ['Эссе', null])
    expect((await mark(itemId, paper, 1, { points: 4.5 })).status).toBe(422)
    expect((await mark(itemId, paper, 1, { points: 2, comment: 'Аз' })).status).toBe(200)
    expect((await mark(itemId, paper, 1, { points: 3, reason: 'унуттум' })).status).toBe(409)
    expect((await mark(itemId, paper, 1, { points: 3, expects: 1 })).status).toBe(422)
    expect((await mark(itemId, paper, 1, { points: 3, expects: 1, reason: '  ' })).status).toBe(422)
    const changed = (await mark(itemId, paper, 1, { points: 3, expects: 1, reason: 'Экинчи окуу' })).body as WorkView
    expect(changed.history.map(({ points, reason }) => [points, reason])).toEqual([
      [3, 'Экинчи окуу'],
      [2, null],
    ])
    expect((await resultOf(paper)).points).toBe(5)
    const { write } = given.portal.database
    await expect(write.update(answerMark).set({ points: 4 }).where(eq(answerMark.attemptId, paper.attemptId))).rejects.toThrow()
    await expect(write.delete(answerMark).where(eq(answerMark.attemptId, paper.attemptId))).rejects.toThrow()
  })
  it('does not change the hash of what was handed in, and the protocol names who marked', async () => {
    const itemId = await makeTest()
    const paper = await sit(itemId, ['Эссе', null])
    const before = await attemptOf(paper)
    await mark(itemId, paper, 1, { points: 4, comment: 'Мыкты' })
    const own = await attemptOf(paper)
    const answers = await given.portal.database.write.select().from(answer).where(eq(answer.attemptId, paper.attemptId))
    expect(own.hash).toBe(before.hash)
    expect(hashOf(recordOfAttempt(own, answers))).toBe(own.hash)
    // points that a rule gave are still in the record
    const forged = answers.map((row) => (row.questionId === paper.questions[0]?.id ? { ...row, points: 1 } : row))
    expect(hashOf(recordOfAttempt(own, forged))).not.toBe(own.hash)
    const pdf = await given.request('GET', `/api/attempts/${paper.attemptId}/protocol`, { as: student })
    expect(pdf.status).toBe(200)
  })
  it('that was opened again keeps its mark if it was left as it was, and waits anew if it was changed', async () => {
    const itemId = await makeTest({ minutes: 60 })
    const paper = await sit(itemId, ['Биринчи', 'Экинчи'])
    await mark(itemId, paper, 1, { points: 4 })
    await mark(itemId, paper, 2, { points: 4 })
    expect((await resultOf(paper)).points).toBe(10)
    const body = { kind: 'reopen', attemptIds: [paper.attemptId], minutes: 10, words: 'жарык өчтү' }
    expect((await given.request('POST', `/api/items/${itemId}/room/acts`, { as: teacher, body })).status).toBe(200)
    expect((await mark(itemId, paper, 1, { points: 1, expects: 1, reason: 'азыр эмес' })).status).toBe(409)
    expect((await put(paper, 2, essayAnswer('Экинчи, толукталды'), student, 2)).status).toBe(200)
    await given.request('POST', `/api/attempts/${paper.attemptId}/submit`, { as: student })
    expect(await resultOf(paper)).toMatchObject({ points: null, waiting: 1 })
    expect((await mark(itemId, paper, 2, { points: 1, expects: 1 })).status).toBe(200)
    expect((await resultOf(paper)).points).toBe(7)
  })
  it('is shown without names unless they are asked for, and only to who teaches it', async () => {
    const itemId = await makeTest({ showAnswers: 'never' })
    const papers = [await sit(itemId, ['Бир', 'Эки']), await sit(itemId, ['Үч', null], mate)]
    const hidden = await markingOf(itemId)
    expect(hidden).toMatchObject({ waiting: 3, marked: 0 })
    expect(hidden.works.every(({ person }) => person === null)).toBe(true)
    for (const one of [student, mate]) expect(JSON.stringify(hidden)).not.toContain(one)
    const shown = await markingOf(itemId, 'shown')
    expect(new Set(shown.works.map(({ person }) => person?.id))).toEqual(new Set([student, mate]))
    expect(shown.works.map(({ code }) => code)).toEqual(hidden.works.map(({ code }) => code))
    const at = `/api/items/${itemId}/marking`
    const work = `${at}/${papers[0]?.attemptId}/${papers[0]?.questions[1]?.id}`
    for (const as of [student, mate, stranger, head])
      for (const path of [at, work]) expect((await given.request('GET', path, { as })).status, path).toBe(403)
    if (papers[0]) expect((await mark(itemId, papers[0], 1, { points: 4 }, student)).status).toBe(403)
    // a work of another test is not marked by way of one's own
    const other = await makeTest()
    expect(
      (await given.request('GET', `/api/items/${other}/marking/${papers[0]?.attemptId}/${papers[0]?.questions[1]?.id}`, { as: teacher })).status,
    ).toBe(404)
    if (papers[0]) expect((await mark(other, papers[0], 1, { points: 4 })).status).toBe(404)
    // comments follow the policy of right answers
    if (papers[1]) {
      await mark(itemId, papers[1], 1, { points: 4, comment: 'ЖАШЫРУУН' })
      const result = await resultOf(papers[1], mate)
      expect(result).toMatchObject({ points: 6, questions: null })
      expect(JSON.stringify(result)).not.toContain('ЖАШЫРУУН')
    }
  })
})

describe('the length of a text', () => {
  it('is counted in words of any alphabet', () => {
    expect(countWords('Ала-Тоо — менин мекеним, 3 сөз эмес: don’t!')).toBe(7)
    expect(countWords('  \n\t—…')).toBe(0)
    fc.assert(
      fc.property(fc.array(fc.constantFrom('сөз', 'мааниси', 'кат', 'x1')), fc.constantFrom(' ', '\n', ', ', ' — '), (words, between) => {
        expect(countWords(words.join(between))).toBe(words.length)
      }),
    )
  })
  it('is told of by the first limit that is not kept', () => {
    const limits = { minWords: 2, maxWords: 3, maxCharacters: 12 }
    expect(faultOfLength('бир', limits)).toBe('few')
    expect(faultOfLength('бир эки', limits)).toBeNull()
    expect(faultOfLength('бир эки үч төрт', limits)).toBe('many')
    expect(faultOfLength('узундуктары чоң', limits)).toBe('long')
    expect(faultOfLength('', { minWords: null, maxWords: null })).toBeNull()
  })
})
