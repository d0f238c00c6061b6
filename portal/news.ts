import { and, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Ctx } from '../foundation/server/context.ts'
import { onEvent, type EventDefinition, type Listener } from '../foundation/server/events/events.ts'
import { submissionMade, submissionMarked } from '../domains/assignments/index.ts'
import { itemResult } from '../domains/courses/index.ts'
import { appealMoved, gradeKept, marksSet, schemePublished, sheetMoved } from '../domains/grades/index.ts'
import { roleGrant, type Role } from '../domains/people/index.ts'
import { questionAnswered, questionAsked } from '../domains/learning/index.ts'
import { enrolment, enrolmentEnded, enrolmentMade, teaching } from '../domains/programmes/index.ts'

interface Told {
  personIds: string[]
  stale: string[]
}

/** Hears an event and tells the open pages of whom it concerns. It carries addresses only: what is new, pages ask the API. */
function tell<Payload extends object>(event: EventDefinition<Payload>, whom: (ctx: Ctx, news: Payload) => Told[] | Promise<Told[]>): Listener {
  return onEvent(event, 'portal.tell-pages', async (ctx, news) => {
    for (const { personIds, stale } of await whom(ctx, news)) ctx.portal.realtime.tell(personIds, { kind: event.name, stale })
  })
}

async function teachersOf(ctx: Ctx, offeringId: string): Promise<string[]> {
  const rows = await ctx.db.selectDistinct({ id: teaching.personId }).from(teaching).where(eq(teaching.offeringId, offeringId))
  return rows.map((row) => row.id)
}

async function studentsOf(ctx: Ctx, offeringId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: enrolment.personId })
    .from(enrolment)
    .where(and(eq(enrolment.offeringId, offeringId), isNull(enrolment.leftAt)))
  return rows.map((row) => row.id)
}

/** Who holds a role for the whole university today. */
async function holdersOf(ctx: Ctx, role: Role): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ id: roleGrant.personId })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.role, role),
        lte(roleGrant.startsOn, sql`current_date`),
        or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, sql`current_date`)),
      ),
    )
  return rows.map((row) => row.id)
}

/** Which news makes which open pages ask again. A new line here is all that a new event needs. */
export const newsListeners: Listener[] = [
  tell(submissionMade, async (ctx, { offeringId }) => [
    { personIds: await teachersOf(ctx, offeringId), stale: [`/api/offerings/${offeringId}/marking`, '/api/my/today'] },
  ]),
  tell(submissionMarked, (_ctx, { personId, itemId, offeringId }) => [
    { personIds: [personId], stale: [`/api/items/${itemId}`, `/api/offerings/${offeringId}/progress`, '/api/my/today'] },
  ]),
  tell(gradeKept, async (ctx, { personId, itemId, offeringId }) => [
    {
      personIds: [personId],
      stale: [
        `/api/items/${itemId}`,
        `/api/offerings/${offeringId}/grades`,
        `/api/offerings/${offeringId}/students/${personId}`,
        '/api/my/today',
        '/api/my/record',
      ],
    },
    { personIds: await teachersOf(ctx, offeringId), stale: [`/api/offerings/${offeringId}/gradebook`, `/api/items/${itemId}/test/results`] },
  ]),
  tell(marksSet, async (ctx, { offeringId, personIds }) => [
    { personIds, stale: [`/api/offerings/${offeringId}/grades`, `/api/offerings/${offeringId}/students`, '/api/my/record', '/api/my/today'] },
    { personIds: await teachersOf(ctx, offeringId), stale: [`/api/offerings/${offeringId}/gradebook`] },
  ]),
  tell(appealMoved, async (ctx, { personId, offeringId }) => [
    {
      personIds: [...new Set([personId, ...(await teachersOf(ctx, offeringId)), ...(await holdersOf(ctx, 'exam_commission'))])],
      stale: ['/api/appeals', '/api/my/today', `/api/offerings/${offeringId}/appealable`],
    },
  ]),
  tell(sheetMoved, async (ctx, { offeringId, personIds }) => [
    { personIds, stale: [`/api/offerings/${offeringId}/grades`, '/api/my/record', '/api/my/today'] },
    {
      personIds: [...new Set([...(await teachersOf(ctx, offeringId)), ...(await holdersOf(ctx, 'registrar'))])],
      stale: ['/api/sheets', '/api/my/today', `/api/offerings/${offeringId}/gradebook`],
    },
  ]),
  tell(schemePublished, async (ctx, { offeringId }) => [
    {
      personIds: await studentsOf(ctx, offeringId),
      stale: [
        `/api/offerings/${offeringId}/grading`,
        `/api/offerings/${offeringId}/grades`,
        `/api/offerings/${offeringId}/students`,
        '/api/my/record',
      ],
    },
    { personIds: await teachersOf(ctx, offeringId), stale: [`/api/offerings/${offeringId}/grad`] },
  ]),
  // what a package, a tool or a video reached beside the page: the page's own tick of "done" follows
  tell(itemResult, (_ctx, { personId, itemId, offeringId, done }) =>
    done ? [{ personIds: [personId], stale: [`/api/items/${itemId}`, `/api/offerings/${offeringId}/progress`, '/api/my/today'] }] : [],
  ),
  tell(questionAsked, async (ctx, { itemId, offeringId }) => [
    {
      personIds: await teachersOf(ctx, offeringId),
      stale: [`/api/offerings/${offeringId}/questions`, `/api/items/${itemId}/questions`, '/api/my/today'],
    },
  ]),
  tell(questionAnswered, (_ctx, { personId, itemId }) => [{ personIds: [personId], stale: [`/api/items/${itemId}/questions`, '/api/my/today'] }]),
  // a discipline more or less is an ability more or less
  ...[enrolmentMade, enrolmentEnded].map((event) => tell(event, (_ctx, { personIds }) => [{ personIds, stale: ['/api/me', '/api/my/'] }])),
]
