import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { assignTeacher, enrol, giveRole, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../../courses/index.ts'
import { mark, rightAnswer } from '../bank/ask.ts'
import { rowOfContent } from '../bank/in-tests.ts'
import { anyQuestion } from '../bank/questions.fixture.ts'
import type { PaperView } from '../contract.ts'
import { answer, attempt, question, test } from '../tables.ts'
import { answerWords } from './answer-words.ts'
import { hashOf, recordOfAttempt } from './kept-record.ts'
import { blind } from '../queries.ts'

let given: TestPortal
let [teacher, commission, student, mate, attemptId, questionId] = ['', '', '', '', '', '']

beforeAll(async () => {
  given = await testPortal()
  const { portal } = given
  const { offeringId } = await makeOffering(portal)
  ;[teacher, commission, student, mate] = [
    await makePerson(portal, 'teacher'),
    await makePerson(portal),
    await makePerson(portal, 'student'),
    await makePerson(portal, 'student'),
  ]
  await giveRole(portal, commission, 'exam_commission')
  await assignTeacher(portal, teacher, offeringId)
  for (const one of [student, mate]) await enrol(portal, one, offeringId)
  const [sectionId, itemId] = [newId(), newId()]
  questionId = newId()
  const { write } = portal.database
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'test', title: { ky: 'Экзамен' }, position: 0 })
  await write.insert(test).values({ itemId, points: 10, attempts: 1, showAnswers: 'never' })
  await write.insert(question).values({
    id: questionId,
    itemId,
    position: 0,
    kind: 'single',
    prompt: { ky: 'Эң бийик чоку кайсы?' },
    choices: [
      { id: 'a', text: { ky: 'Жеңиш' }, right: true },
      { id: 'b', text: { ky: 'Хан-Теңир' }, right: false },
    ],
  })
  const paper = (await given.request('POST', `/api/items/${itemId}/attempts`, { as: student })).body as PaperView
  attemptId = paper.attemptId
})
afterAll(() => given.close())

const get = (what: string, as: string) => given.request('GET', `/api/attempts/${attemptId}/${what}`, { as })
async function wordsOfPdf(as: string, language = 'ky'): Promise<string> {
  const reply = await get(`protocol?language=${language}`, as)
  expect(reply.status).toBe(200)
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(reply.bytes)), { mergePages: true })
  return text.replaceAll(/\s+/g, ' ')
}

describe('the protocol of an attempt', () => {
  it('waits until it is handed in, then tells what was answered and when, with a hash that anybody can take again', async () => {
    expect((await get('protocol', student)).status).toBe(409)
    await given.request('PUT', `/api/attempts/${attemptId}/answers/${questionId}`, { as: student, body: { value: { choices: ['b'] }, sequence: 1 } })
    await given.request('POST', `/api/attempts/${attemptId}/submit`, { as: student })
    const [kept] = await given.portal.database.write.select().from(attempt).where(eq(attempt.id, attemptId))
    const record = await get('record', commission)
    expect(createHash('sha256').update(record.bytes).digest('hex')).toBe(kept?.hash)
    const words = await wordsOfPdf(teacher)
    expect(words).toContain('Эң бийик чоку кайсы?')
    expect(words).toContain('Хан-Теңир')
    expect(words).toContain('Туура жооп: Жеңиш')
    expect(words).toContain('эч нерсе өзгөргөн эмес')
    expect(words.replaceAll(' ', '')).toContain(kept?.hash)
    expect(await wordsOfPdf(teacher, 'ru')).toContain('Протокол экзамена'.toUpperCase())
  })
  it('shows its student the own answer and no key that the result does not show', async () => {
    const words = await wordsOfPdf(student)
    expect(words).toContain('Хан-Теңир')
    expect(words).not.toContain('Жеңиш')
  })
  it('is for its student and who teaches or examines; the record with the keys is not for students', async () => {
    for (const what of ['protocol', 'record']) expect((await get(what, mate)).status).toBe(403)
    expect((await get('record', student)).status).toBe(403)
    expect((await get('record', teacher)).status).toBe(200)
  })
  it('tells when what is kept was changed behind the portal’s back', async () => {
    const { write } = given.portal.database
    await write
      .update(answer)
      .set({ value: { choices: ['a'] } })
      .where(eq(answer.attemptId, attemptId))
    expect(await wordsOfPdf(teacher)).toContain('дал келбейт')
    await write
      .update(answer)
      .set({ value: { choices: ['b'] } })
      .where(eq(answer.attemptId, attemptId))
    expect(await wordsOfPdf(teacher)).toContain('эч нерсе өзгөргөн эмес')
  })
})

describe('answers in words', () => {
  it('has words for the right answer of every kind that a rule marks', () => {
    fc.assert(
      fc.property(anyQuestion, (content) => {
        const seed = 'seed'
        const right = rightAnswer(content, seed)
        if (!right || mark(content, seed, right).share < 1) return
        const view = blind({ ...rowOfContent(content), questionId: 'q', kind: content.kind, asked: { content, seed }, bankVersion: 1 })
        expect(answerWords(view, { answer: right }, { locale: 'ky', truth: String }).join('')).not.toBe('')
      }),
    )
  })
  it('gives one text for the same record, whatever order its keys came in, and another when anything differs', () => {
    const base = {
      id: 'a',
      itemId: 'i',
      offeringId: 'o',
      personId: 'p',
      number: 1,
      seed: 's',
      paper: [],
      startedAt: new Date(0),
      endsAt: null,
      submittedAt: new Date(1),
      points: 3,
    }
    const one = (value: object, late = false) => ({ questionId: 'q', value, sequence: 1, savedAt: new Date(2), late, points: 1 })
    const hash = (value: object, late = false) => hashOf(recordOfAttempt(base, [one(value, late)]))
    expect(hash({ number: '1', choices: ['a'] })).toBe(hash({ choices: ['a'], number: '1' }))
    expect(hash({ choices: ['a'] })).not.toBe(hash({ choices: ['b'] }))
    expect(hash({ choices: ['a'] })).not.toBe(hash({ choices: ['a'] }, true))
  })
})
