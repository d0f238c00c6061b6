import { and, eq, inArray, notInArray } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { problem, type FieldFault } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { faults as faultsOfContent } from './bank/ask.ts'
import { disciplineOf } from './catalogue/bank-target.ts'
import { cleanQuestion } from './bank/clean-question.ts'
import { drawQuestions } from './bank/draw/draw-questions.ts'
import { contentOf, poolOf } from './bank/draw/read-pool.ts'
import { rowOfContent, testable } from './bank/in-tests.ts'
import { sanitizePrompt } from './sanitize-prompt.ts'
import { findItem } from '../learning/index.ts'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { QuestionInput, TestEditInput, TestEditView } from './contract.ts'
import { readTestForEdit } from './queries.ts'
import { keepEnd } from './sitting/keep-end.ts'
import { sitting } from './sitting/tables.ts'
import { bankQuestion, draw, question, test } from './tables.ts'

/**
 * A teacher sets a test and its questions as a whole. Papers that were given keep their own copy, so no running attempt
 * changes. Question ids that are sent again stay.
 * @throws 404; 422 with a fault for each question that cannot be marked
 */
export async function editTest(ctx: Ctx, itemId: string, input: TestEditInput): Promise<TestEditView> {
  const found = await findItem(ctx, itemId)
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  const { questions: sent, draws, ...rules } = input
  const disciplineId = await disciplineOf(ctx, found.offeringId)
  const questions = await withBank(ctx, disciplineId, sent)
  const asDraws = draws.map((one, index) => ({ ...one, id: String(index), disciplineId }))
  const fields = [...questions.flatMap(faultsOf), ...(await drawFaults(ctx, { disciplineId, questions, draws: asDraws }))]
  if (fields.length > 0) throw problem('exams.invalid-test', { status: 422, fields })
  await change(ctx, async (tx) => {
    // an exam that everybody sits at one time has a length
    if (!rules.minutes && (await tx.$count(sitting, eq(sitting.itemId, itemId))) > 0) throw problem('exams.sitting-time', { status: 422 })
    await tx
      .insert(test)
      .values({ itemId, ...rules })
      .onConflictDoUpdate({ target: test.itemId, set: rules })
    await keepEnd(tx, itemId)
    const had = new Set((await tx.select({ id: question.id }).from(question).where(eq(question.itemId, itemId))).map((row) => row.id))
    const rows = questions.map((one, position) => ({ ...rowOf(one), id: one.id && had.has(one.id) ? one.id : newId(), itemId, position }))
    const kept = rows.map((row) => row.id)
    await tx.delete(question).where(and(eq(question.itemId, itemId), kept.length > 0 ? notInArray(question.id, kept) : undefined))
    for (const row of rows) await tx.insert(question).values(row).onConflictDoUpdate({ target: question.id, set: row })
    await tx.delete(draw).where(eq(draw.itemId, itemId))
    const drawRows = draws.map(({ id: _id, ...one }, position) => ({ ...one, id: newId(), itemId, disciplineId, position }))
    if (drawRows.length > 0) await tx.insert(draw).values(drawRows)
    await record(ctx, tx, {
      verb: 'test.edited',
      object: { type: 'item', id: itemId },
      offering: found.offeringId,
      result: { questions: rows.length, drawn: draws.reduce((sum, { count }) => sum + count, 0), points: rules.points },
    })
  })
  return readTestForEdit(ctx, itemId)
}

/** Questions of the bank get the words of the version that is named; nobody writes those here. @throws 422 for another discipline's */
async function withBank(ctx: Ctx, disciplineId: string, sent: readonly QuestionInput[]): Promise<QuestionInput[]> {
  const ids = sent.flatMap(({ bank }) => bank?.id ?? [])
  const own = ids.length === 0 ? [] : await ctx.db.select().from(bankQuestion).where(inArray(bankQuestion.id, ids))
  return Promise.all(
    sent.map(async (one, index) => {
      if (!one.bank) return one
      const { id } = one.bank
      const content = own.some((row) => row.id === id && row.disciplineId === disciplineId) ? await contentOf(ctx.db, one.bank) : undefined
      if (!content || ids.indexOf(id) !== ids.lastIndexOf(id))
        throw problem('exams.invalid-test', { status: 422, fields: [{ path: `questions.${index}`, key: content ? 'bank-twice' : 'bank-not-there' }] })
      return { ...one, kind: content.kind, content: { ...content, points: one.points } }
    }),
  )
}

/** The draws that the bank has too few questions for. */
async function drawFaults(
  ctx: Ctx,
  given: { disciplineId: string; questions: readonly QuestionInput[]; draws: Parameters<typeof drawQuestions>[0] },
): Promise<FieldFault[]> {
  const { draws } = given
  if (draws.length === 0) return []
  const pool = (await poolOf(ctx.db, given.disciplineId)) ?? []
  const taken = new Set(given.questions.flatMap(({ bank }) => bank?.id ?? []))
  const enough = (count: number): boolean => drawQuestions(draws.slice(0, count), pool, 'enough', taken) !== null
  return draws
    .flatMap((one, index) => (enough(index + 1) ? [] : [{ path: `draws.${index}`, key: 'draw-short', params: { count: one.count } }]))
    .slice(0, 1)
}

const filled = (text: Localized | null) => Object.values(text ?? {}).some((one) => one?.trim())

function faultsOf(one: QuestionInput, index: number): FieldFault[] {
  const at = `questions.${index}`
  if (one.content) {
    if (!testable(one.content)) return [{ path: at, key: 'question-needs-person' }]
    return faultsOfContent(one.content).map(({ path, key }) => ({ path: `${at}.content.${path}`, key: `question-${key}` }))
  }
  const faults: FieldFault[] = []
  if (!['single', 'multiple', 'numeric'].includes(one.kind)) return [{ path: at, key: 'not-valid' }]
  if (!filled(one.prompt)) faults.push({ path: `${at}.prompt`, key: 'needed' })
  if (one.kind === 'numeric') {
    if (one.answer === null) faults.push({ path: `${at}.answer`, key: 'needed' })
    return faults
  }
  const right = one.choices.filter((choice) => choice.right).length
  if (one.choices.length < 2 || one.choices.some((choice) => !filled(choice.text))) faults.push({ path: `${at}.choices`, key: 'choices-needed' })
  if (new Set(one.choices.map((choice) => choice.id)).size !== one.choices.length) faults.push({ path: `${at}.choices`, key: 'not-valid' })
  if (one.kind === 'single' ? right !== 1 : right < 1) faults.push({ path: `${at}.choices`, key: one.kind === 'single' ? 'one-right' : 'some-right' })
  return faults
}

function rowOf(one: QuestionInput): Omit<typeof question.$inferInsert, 'itemId' | 'position'> {
  const bank = { bankQuestionId: one.bank?.id ?? null, bankVersion: one.bank?.version ?? null }
  if (one.content && testable(one.content)) return { ...rowOfContent(cleanQuestion(one.content)), ...bank }
  const { bank: _bank, ...plain } = clean(one)
  return { ...plain, content: null, ...bank }
}

/** HTML that came from the outside is cleaned again at every write: the teacher's browser is not trusted with it. */
function clean(one: QuestionInput): QuestionInput {
  if (!one.html) return one
  const each = <T extends Localized | null>(text: T): T =>
    text ? (Object.fromEntries(Object.entries(text).map(([locale, html]) => [locale, sanitizePrompt(html ?? '')])) as T) : text
  return {
    ...one,
    prompt: each(one.prompt),
    feedback: each(one.feedback),
    choices: one.choices.map((choice) => ({ ...choice, text: each(choice.text) })),
  }
}
