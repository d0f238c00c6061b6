import { join } from 'node:path'
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import { formatFor } from '../../../foundation/i18n/format.ts'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { item, plainOfHtml } from '../../courses/index.ts'
import { person } from '../../people/index.ts'
import { offeringHeading } from '../../programmes/index.ts'
import type { QuestionAnswer } from '../bank/shared/paper.ts'
import { markName, marksOf } from '../marking/latest-marks.ts'
import { blind, readResult } from '../queries.ts'
import { roomAct } from '../sitting/tables.ts'
import { answer, attempt } from '../tables.ts'
import { answerWords } from './answer-words.ts'
import { hashOf, recordOfAttempt } from './kept-record.ts'

/**
 * The protocol of an attempt (PDF): what was asked, what was answered and when it was kept, points, what was done in the room, and the
 * hash that was taken when it was handed in beside the hash of what is kept now (R4.4a). Right answers stand in it only for whom
 * the result shows them.
 * @throws 404; 409 `exams.attempt-running` before it is handed in
 */
export async function printProtocol(ctx: Ctx, attemptId: string, language: 'ky' | 'ru'): Promise<Buffer> {
  const { own, answers, title } = await readKept(ctx, attemptId)
  const [result, head, [who], acts] = await Promise.all([
    readResult(ctx, attemptId),
    offeringHeading(ctx, own.offeringId),
    ctx.db.select().from(person).where(eq(person.id, own.personId)),
    ctx.db
      .select({ kind: roomAct.kind, minutes: roomAct.minutes, words: roomAct.words, doneAt: roomAct.doneAt })
      .from(roomAct)
      .where(
        and(
          eq(roomAct.itemId, own.itemId),
          or(eq(roomAct.attemptId, attemptId), eq(roomAct.personId, own.personId), and(isNull(roomAct.attemptId), isNull(roomAct.personId))),
        ),
      )
      .orderBy(asc(roomAct.doneAt)),
  ])
  if (!who || !head) throw problem('foundation.not-found', { status: 404 })
  const format = formatFor(language)
  const say = (key: string, params: Record<string, unknown> = {}): string => text(language, `exams:protocol.${key}`, params)
  const spoken = { locale: language, truth: (value: boolean) => say(value ? 'true' : 'false') }
  const plain = (html: string): string => plainOfHtml(html).replaceAll(/\s+/g, ' ').trim()
  const kept = new Map(answers.map((one) => [one.questionId, one]))
  const shown = new Map((result.questions ?? []).map((one) => [one.id, one]))
  const marks = await marksOf(ctx.db, [attemptId])
  const markerIds = [...new Set([...marks.values()].flat().map(({ markedBy }) => markedBy))]
  const markers = markerIds.length === 0 ? [] : await ctx.db.select().from(person).where(inArray(person.id, markerIds))
  const nameOf = (id: string): string => {
    const found = markers.find((one) => one.id === id)
    return found ? format.name(found, 'short') : '–'
  }
  const now = hashOf(recordOfAttempt(own, answers))
  const data = {
    language,
    university: pick(ctx.portal.universityName, language),
    title: pick(title, language),
    facts: [
      [say('student'), format.name(who)],
      [say('discipline'), `${pick(head.name, language)} (${head.code})`],
      [say('attempt'), format.number(own.number)],
      [say('started'), format.dateTime(own.startedAt)],
      [say('submitted'), own.submittedAt ? format.dateTime(own.submittedAt) : '–'],
      [say('points'), result.points === null ? say('waits') : `${format.number(result.points)} / ${format.number(result.maxPoints)}`],
    ],
    questions: own.paper.map((one) => {
      const view = blind(one)
      const row = kept.get(one.questionId)
      const open = shown.get(one.questionId)
      const right = open ? rightWords(open.rightAnswer, view, open, spoken) : []
      return {
        prompt: plain(pick(view.prompt, language)) || '…',
        given: answerWords(view, row?.value ?? null, spoken),
        // an essay may need more than a page
        long: view.kind === 'essay',
        right,
        kept: row ? `${say('kept', { when: format.dateTime(row.savedAt) })}${row.late ? `, ${say('late')}` : ''}` : say('nothing'),
        points: `${open && open.earned !== null ? format.number(open.earned) : '–'} / ${format.number(one.points)}`,
        marks: open
          ? (marks.get(markName({ attemptId, questionId: one.questionId })) ?? []).map((mark) =>
              [
                say('marked', { when: format.dateTime(mark.markedAt), who: nameOf(mark.markedBy), points: format.number(mark.points) }),
                mark.reason ? say('reason', { reason: mark.reason }) : '',
                mark.comment ?? '',
              ]
                .filter(Boolean)
                .join(' · '),
            )
          : [],
      }
    }),
    acts: acts.map(
      (one) => `${format.time(one.doneAt)} · ${say(`acts.${one.kind}`, { minutes: one.minutes ?? 0 })}${one.words ? ` · ${one.words}` : ''}`,
    ),
    hash: own.hash ?? '–',
    now,
    same: own.hash === now ? say('same') : say('differs'),
    words: Object.fromEntries(['title', 'given', 'right', 'room', 'proof', 'hash-then', 'hash-now', 'proof-note'].map((key) => [key, say(key)])),
  }
  return ctx.portal.documents.renderPdf(join(import.meta.dirname, 'protocol.typ'), data)
}

interface Open {
  right: string[]
  answer: number | null
}

function rightWords(
  answerOfBank: QuestionAnswer | null,
  view: Parameters<typeof answerWords>[0],
  open: Open,
  spoken: Parameters<typeof answerWords>[2],
): string[] {
  if (answerOfBank) return answerWords(view, { answer: answerOfBank }, spoken)
  if (open.answer !== null) return answerWords(view, { number: String(open.answer) }, spoken)
  return answerWords(view, { choices: open.right }, spoken)
}

/** Sends the protocol. */
export async function sendProtocol(ctx: Ctx, reply: FastifyReply, attemptId: string, language: 'ky' | 'ru'): Promise<void> {
  const content = await printProtocol(ctx, attemptId, language)
  await reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', 'inline; filename="protocol.pdf"')
    .header('cache-control', 'private, no-store')
    .send(content)
}

/**
 * Sends the record that the hash was taken of, byte for byte: with `sha256sum` anybody can compare them. It holds the keys.
 * @throws 404; 409 `exams.attempt-running`
 */
export async function sendRecord(ctx: Ctx, reply: FastifyReply, attemptId: string): Promise<void> {
  const { own, answers } = await readKept(ctx, attemptId)
  await reply
    .header('content-type', 'application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="attempt-${attemptId}.json"`)
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(recordOfAttempt(own, answers)))
}

async function readKept(ctx: Ctx, attemptId: string) {
  const [[found], answers] = await Promise.all([
    ctx.db.select({ own: attempt, title: item.title }).from(attempt).innerJoin(item, eq(item.id, attempt.itemId)).where(eq(attempt.id, attemptId)),
    ctx.db.select().from(answer).where(eq(answer.attemptId, attemptId)),
  ])
  if (!found) throw problem('foundation.not-found', { status: 404 })
  if (!found.own.submittedAt) throw problem('exams.attempt-running', { status: 409 })
  return { ...found, answers }
}
