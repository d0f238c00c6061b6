import { and, asc, count, eq, gte, inArray, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { person } from '../../people/index.ts'
import type { ElectivePoolView } from '../contract.ts'
import { ruleDay } from '../rules.ts'
import { discipline, electiveWait, enrolment, offering, offeringGroup, studentship, teaching, term } from '../tables.ts'
import { presentTerm } from '../terms/read-terms.ts'

/** Whether electives of a term may be chosen at a moment (R3.6b). */
export function choiceWindow(
  own: Pick<typeof term.$inferSelect, 'electivesOpenAt' | 'electivesCloseAt'>,
  now = new Date(),
): 'before' | 'open' | 'after' | 'unset' {
  if (!own.electivesOpenAt || !own.electivesCloseAt) return 'unset'
  if (now < own.electivesOpenAt) return 'before'
  return now < own.electivesCloseAt ? 'open' : 'after'
}

/** What a student may choose from, has chosen, and waits for, by pools (R3.6b). */
export async function readElectives(ctx: Ctx, personId: string): Promise<ElectivePoolView[]> {
  const rows = await ctx.db
    .selectDistinct({ offering, term, name: discipline.name, summary: discipline.summary })
    .from(studentship)
    .innerJoin(offeringGroup, eq(offeringGroup.groupId, studentship.groupId))
    .innerJoin(offering, eq(offering.id, offeringGroup.offeringId))
    .innerJoin(term, eq(term.id, offering.termId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .where(
      and(
        eq(studentship.personId, personId),
        eq(studentship.state, 'studying'),
        eq(offering.elective, true),
        gte(term.endsOn, ruleDay(new Date(), ctx.portal.config.timeZone)),
      ),
    )
    .orderBy(asc(offering.code))
  const ids = rows.map((row) => row.offering.id)
  if (ids.length === 0) return []
  const [taken, mine, waits, teachers] = await Promise.all([
    ctx.db
      .select({ id: enrolment.offeringId, number: count() })
      .from(enrolment)
      .where(and(inArray(enrolment.offeringId, ids), isNull(enrolment.leftAt)))
      .groupBy(enrolment.offeringId),
    ctx.db
      .select({ id: enrolment.offeringId })
      .from(enrolment)
      .where(and(inArray(enrolment.offeringId, ids), eq(enrolment.personId, personId), isNull(enrolment.leftAt))),
    ctx.db.select().from(electiveWait).where(inArray(electiveWait.offeringId, ids)).orderBy(asc(electiveWait.since), asc(electiveWait.id)),
    ctx.db
      .selectDistinct({
        offeringId: teaching.offeringId,
        personId: person.id,
        surname: person.surname,
        givenName: person.givenName,
        patronymic: person.patronymic,
      })
      .from(teaching)
      .innerJoin(person, eq(person.id, teaching.personId))
      .where(inArray(teaching.offeringId, ids)),
  ])
  const chosen = new Set(mine.map((row) => row.id))
  const takenOf = new Map(taken.map((row) => [row.id, row.number]))
  const found = new Map<string, ElectivePoolView>()
  for (const row of rows) {
    const { id, electivePool, electivePick, places, credits, language, controlForm } = row.offering
    const key = `${row.term.id}/${electivePool ?? ''}`
    const pool = found.get(key) ?? {
      key,
      pool: electivePool,
      pick: electivePick ?? 1,
      chosen: 0,
      term: presentTerm(row.term),
      window: choiceWindow(row.term),
      offerings: [],
    }
    const queue = waits.filter((wait) => wait.offeringId === id)
    const place = queue.findIndex((wait) => wait.personId === personId)
    const number = takenOf.get(id) ?? 0
    const state = chosen.has(id) ? 'chosen' : place >= 0 ? 'waiting' : places !== null && number >= places ? 'full' : 'free'
    if (state === 'chosen' || state === 'waiting') pool.chosen++
    pool.offerings.push({
      id,
      name: row.name,
      summary: row.summary,
      credits,
      language,
      controlForm,
      places,
      taken: number,
      waiting: queue.length,
      state,
      waitingPlace: place >= 0 ? place + 1 : null,
      teachers: teachers.filter((one) => one.offeringId === id).map(({ offeringId: _offering, ...teacher }) => teacher),
    })
    found.set(key, pool)
  }
  return [...found.values()]
}
