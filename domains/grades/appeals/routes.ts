import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringParams } from '../../learning/index.ts'
import { recordLook } from '../../people/index.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { answerAppeal } from './answer-appeal.ts'
import { readAppealable } from './contested-mark.ts'
import * as shape from './contract.ts'
import { fileAppeal, withdrawAppeal } from './file-appeal.ts'
import { appealTarget, readAppeal, readAppeals } from './read-appeals.ts'
import { sayInAppeal } from './say-in-appeal.ts'
import './today-part.ts'

export const appealRoutes = defineRoutes('grades', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/appealable',
    summary: 'One’s own mark that could be appealed, and until when',
    may: 'appeal.file',
    params: offeringParams,
    query: shape.appealableQuery,
    response: shape.appealableView,
    clauses: ['R4.4d'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query }) =>
      readAppealable(ctx, { personId: actorOf(ctx).personId, offeringId: params.offeringId, itemId: query.itemId ?? null }),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/appeals',
    summary: 'Appeals a mark of one’s own',
    may: 'appeal.file',
    params: offeringParams,
    body: shape.fileInput,
    response: shape.filedView,
    clauses: ['R4.4d'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => fileAppeal(ctx, params.offeringId, body),
  })
  route({
    method: 'GET',
    path: '/api/appeals',
    summary: 'The appeals that the reader may see: one’s own, of one’s disciplines, of one’s units',
    may: 'appeal.read',
    response: shape.appealsView,
    clauses: ['R4.4d'],
    handler: async (ctx) => {
      const view = await readAppeals(ctx)
      await lookedAt(ctx, view.appeals)
      return view
    },
  })
  route({
    method: 'GET',
    path: '/api/appeals/:appealId',
    summary: 'An appeal with what was said in it and the evidence',
    may: 'appeal.read',
    params: shape.appealParams,
    response: shape.appealView,
    clauses: ['R4.4d'],
    target: (ctx, { params }) => appealTarget(ctx, params.appealId),
    handler: async (ctx, { params }) => {
      const view = await readAppeal(ctx, params.appealId)
      await lookedAt(ctx, [view])
      return view
    },
  })
  route({
    method: 'POST',
    path: '/api/appeals/:appealId/words',
    summary: 'Adds a word to an open appeal',
    may: 'appeal.word',
    params: shape.appealParams,
    body: shape.wordInput,
    response: shape.filedView,
    clauses: ['R4.4d'],
    target: (ctx, { params }) => appealTarget(ctx, params.appealId),
    handler: (ctx, { params, body }) => sayInAppeal(ctx, params.appealId, body.words),
  })
  route({
    method: 'POST',
    path: '/api/appeals/:appealId/withdraw',
    summary: 'The student takes an open appeal back',
    may: 'appeal.withdraw',
    params: shape.appealParams,
    clauses: ['R4.4d'],
    target: (ctx, { params }) => appealTarget(ctx, params.appealId),
    handler: (ctx, { params }) => withdrawAppeal(ctx, params.appealId),
  })
  route({
    method: 'POST',
    path: '/api/appeals/:appealId/answer',
    summary: 'The commission answers an appeal; a changed mark goes into the grade book',
    may: 'appeal.answer',
    params: shape.appealParams,
    body: shape.answerInput,
    clauses: ['R4.4d'],
    target: (ctx, { params }) => appealTarget(ctx, params.appealId),
    handler: (ctx, { params, body }) => answerAppeal(ctx, params.appealId, body),
  })
})

/** Looks at other people's cases leave a trace, except those of one's own students (R3.3a). */
async function lookedAt(
  ctx: Parameters<typeof readAppeals>[0],
  rows: readonly { person: { id: string }; offering: { id: string } }[],
): Promise<void> {
  const { personId, facts } = actorOf(ctx)
  const others = rows.filter((one) => one.person.id !== personId && !facts.teaches.includes(one.offering.id))
  if (others.length > 0) await recordLook(ctx, [...new Set(others.map((one) => one.person.id))], 'grades.appeal')
}
