import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { bankQuestion, bankVersion } from '../tables.ts'
import { cleanQuestion } from '../bank/clean-question.ts'
import { disciplineOf } from './bank-target.ts'
import type { BankChange, BankInput, BankQuestionView } from './contract.ts'
import { readQuestion } from './read-question.ts'
import { rowOfQuestion } from './row-of-question.ts'

interface Maker {
  disciplineId: string
  personId: string | null
}

/** New questions of a bank with their first versions, as they are: what cannot be asked yet is kept too. @returns their ids */
export async function insertQuestions(tx: Tx, maker: Maker, inputs: readonly BankInput[]): Promise<string[]> {
  if (inputs.length === 0) return []
  const now = new Date()
  const made = inputs.map(({ content, ...place }) => ({ id: newId(), content: cleanQuestion(content), place }))
  await tx.insert(bankQuestion).values(
    made.map(({ id, content, place }) => ({
      id,
      disciplineId: maker.disciplineId,
      ...place,
      ...rowOfQuestion(content),
      version: 1,
      changedAt: now,
    })),
  )
  await tx.insert(bankVersion).values(made.map(({ id, content }) => ({ questionId: id, version: 1, content, madeBy: maker.personId, madeAt: now })))
  return made.map(({ id }) => id)
}

/** Adds a question to the bank of an offering's discipline. @throws 404 */
export async function addQuestion(ctx: Ctx, offeringId: string, input: BankInput): Promise<BankQuestionView> {
  const disciplineId = await disciplineOf(ctx, offeringId)
  const id = await change(ctx, async (tx) => {
    const [made = ''] = await insertQuestions(tx, { disciplineId, personId: actorOf(ctx).personId }, [input])
    await record(ctx, tx, {
      verb: 'bank-question.added',
      object: { type: 'bank-question', id: made },
      offering: offeringId,
      result: { kind: input.content.kind },
    })
    return made
  })
  return readQuestion(ctx, { offeringId, questionId: id })
}

/**
 * A new version of a question; papers and tests that hold an older one keep it. Where only topic, difficulty or outcomes
 * change, the version stays.
 * @throws 404; 409 `exams.bank-changed` when another author was quicker: nothing is overwritten
 */
export async function changeQuestion(ctx: Ctx, at: { offeringId: string; questionId: string }, input: BankChange): Promise<BankQuestionView> {
  const { content, expects, ...place } = input
  const cleaned = cleanQuestion(content)
  await change(ctx, async (tx) => {
    const [found] = await tx.select().from(bankQuestion).where(eq(bankQuestion.id, at.questionId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (found.version !== expects) throw problem('exams.bank-changed', { status: 409, facts: { version: found.version } })
    const [before] = await tx
      .select({ content: bankVersion.content })
      .from(bankVersion)
      .where(and(eq(bankVersion.questionId, at.questionId), eq(bankVersion.version, found.version)))
    const same = JSON.stringify(sorted(before?.content)) === JSON.stringify(sorted(cleaned))
    const version = same ? found.version : found.version + 1
    const now = new Date()
    if (!same)
      await tx.insert(bankVersion).values({ questionId: at.questionId, version, content: cleaned, madeBy: actorOf(ctx).personId, madeAt: now })
    await tx
      .update(bankQuestion)
      .set({ ...place, ...rowOfQuestion(cleaned), version, changedAt: now })
      .where(eq(bankQuestion.id, at.questionId))
    await record(ctx, tx, {
      verb: 'bank-question.changed',
      object: { type: 'bank-question', id: at.questionId },
      offering: at.offeringId,
      result: { version },
    })
  })
  return readQuestion(ctx, at)
}

/** Puts a question away, or takes it back. Tests that hold it keep their copy; it is drawn no more. @throws 404 */
export async function archiveQuestion(ctx: Ctx, at: { offeringId: string; questionId: string }, archived: boolean): Promise<BankQuestionView> {
  await change(ctx, async (tx) => {
    await tx
      .update(bankQuestion)
      .set({ archivedAt: archived ? new Date() : null })
      .where(eq(bankQuestion.id, at.questionId))
    await record(ctx, tx, {
      verb: archived ? 'bank-question.archived' : 'bank-question.restored',
      object: { type: 'bank-question', id: at.questionId },
      offering: at.offeringId,
    })
  })
  return readQuestion(ctx, at)
}

/** The same values in one order of keys: jsonb gives them back in its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inside]) => [key, sorted(inside)]),
  )
}
