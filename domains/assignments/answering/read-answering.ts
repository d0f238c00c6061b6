import { asc, inArray, sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { iso, isoOrNull } from '../../learning/index.ts'
import { person } from '../../people/index.ts'
import { offering, ruleDay, teaching, term } from '../../programmes/index.ts'
import type { AnsweringView, AskedRow, OwnAnsweringView, TeacherAnsweringView } from './contract.ts'
import { answeredInTime, daysFor } from './rules.ts'
import { dueAt, stateOf, sumUp, type Asked } from './shared/waiting.ts'

const most = 400

interface Row extends Record<string, unknown> {
  kind: 'work' | 'question'
  id: string
  offering_id: string
  item_id: string
  title: Localized
  discipline: Localized
  person_id: string
  surname: string
  given_name: string
  patronymic: string | null
  came: string
  answered: string | null
  answered_by: string | null
}

/** Works and questions of offerings, with when they came and when they were first answered. One statement. */
async function askedIn(ctx: Ctx, offeringIds: readonly string[]): Promise<Row[]> {
  if (offeringIds.length === 0) return []
  const of = sql`${sql.param([...offeringIds])}::uuid[]`
  const { rows } = await ctx.db.execute<Row>(sql`
    SELECT asked.*, item.title, discipline.name AS discipline, person.surname, person.given_name, person.patronymic
    FROM (
      SELECT 'work' AS kind, id, offering_id, item_id, person_id, submitted_at AS came, coalesce(answered_at, marked_at) AS answered, coalesce(answered_by, marked_by) AS answered_by
      FROM assignments.submission WHERE offering_id = ANY(${of})
      UNION ALL
      SELECT 'question', id, offering_id, item_id, person_id, created_at, answered_at, answered_by FROM learning.question WHERE offering_id = ANY(${of})
    ) AS asked
    JOIN courses.item ON item.id = asked.item_id
    JOIN programmes.offering ON offering.id = asked.offering_id
    JOIN programmes.discipline ON discipline.id = offering.discipline_id
    JOIN people.person ON person.id = asked.person_id
    ORDER BY asked.came`)
  return rows
}

const toAsked = (row: Row): Asked => {
  const came = new Date(row.came)
  return { came: came.getTime(), answered: row.answered === null ? null : Date.parse(row.answered), days: daysFor(row.kind, came) }
}

function present(row: Row, now: number, named: boolean): AskedRow {
  const asked = toAsked(row)
  return {
    id: row.id,
    kind: row.kind,
    offeringId: row.offering_id,
    itemId: row.item_id,
    title: row.title,
    discipline: row.discipline,
    person: named ? { id: row.person_id, surname: row.surname, givenName: row.given_name, patronymic: row.patronymic } : null,
    cameAt: iso(row.came),
    dueAt: new Date(dueAt(asked)).toISOString(),
    answeredAt: isoOrNull(row.answered),
    state: stateOf(asked, now),
  }
}

function agreedNow(): OwnAnsweringView['agreed'] {
  const { value, basis, validFrom } = answeredInTime.parameterOn(ruleDay())
  return { ...value, basis, validFrom }
}

const sum = (rows: readonly Row[], now: number) => sumUp(rows.map(toAsked), now)
const ofKind = (rows: readonly Row[], kind: Row['kind']): Row[] => rows.filter((row) => row.kind === kind)

/** The terms by their beginning, and the one that runs. */
async function termsNow(ctx: Ctx, asked?: string): Promise<{ terms: { id: string; name: Localized; startsOn: string }[]; chosen: string | null }> {
  const terms = await ctx.db
    .select({ id: term.id, name: term.name, startsOn: term.startsOn })
    .from(term)
    .orderBy(sql`${term.startsOn} DESC`)
  const today = ruleDay()
  return {
    terms: terms as { id: string; name: Localized; startsOn: string }[],
    chosen: asked ?? (terms.find((one) => one.startsOn <= today) ?? terms[0])?.id ?? null,
  }
}

/** How the reader answers in this term, and what waits (R4.6a). What waits in an offering waits for all its teachers. */
export async function readOwnAnswering(ctx: Ctx): Promise<OwnAnsweringView> {
  const { personId, facts } = actorOf(ctx)
  const { terms, chosen } = await termsNow(ctx)
  const ids =
    facts.teaches.length === 0 || chosen === null
      ? []
      : await ctx.db
          .select({ id: offering.id })
          .from(offering)
          .where(sql`${inArray(offering.id, facts.teaches)} AND ${offering.termId} = ${chosen}`)
  const rows = (
    await askedIn(
      ctx,
      ids.map((one) => one.id),
    )
  ).filter((row) => row.answered === null || row.answered_by === personId)
  const now = Date.now()
  return {
    agreed: agreedNow(),
    term: terms.find((one) => one.id === chosen)?.name ?? null,
    works: sum(ofKind(rows, 'work'), now),
    questions: sum(ofKind(rows, 'question'), now),
    waiting: rows
      .filter((row) => row.answered === null)
      .map((row) => present(row, now, true))
      .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
      .slice(0, most),
  }
}

/** The offerings of a term that the reader looks after. */
async function lookedAfter(ctx: Ctx, termId: string | null): Promise<string[]> {
  if (termId === null) return []
  const rows = await ctx.db
    .select({ id: offering.id, departmentId: offering.departmentId })
    .from(offering)
    .where(sql`${offering.termId} = ${termId}`)
  const actor = actorOf(ctx)
  return rows.filter((one) => actor.can('answering.read', { offeringId: one.id, unitIds: [one.departmentId] })).map((one) => one.id)
}

async function teachersOf(ctx: Ctx, offeringIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows =
    offeringIds.length > 0
      ? await ctx.db
          .select({ offeringId: teaching.offeringId, personId: teaching.personId })
          .from(teaching)
          .where(inArray(teaching.offeringId, [...offeringIds]))
      : []
  const found = new Map<string, Set<string>>()
  for (const { offeringId, personId } of rows) found.set(personId, (found.get(personId) ?? new Set()).add(offeringId))
  return found
}

/** What a teacher answered, and what waits in their offerings. */
const rowsOf = (rows: readonly Row[], personId: string, own: ReadonlySet<string>): Row[] =>
  rows.filter((row) => (row.answered === null ? own.has(row.offering_id) : row.answered_by === personId))

/** How the teachers of a department answer in a term: counts, share in time, middle waiting, what is overdue (R4.6a). */
export async function readAnswering(ctx: Ctx, asked?: string): Promise<AnsweringView> {
  const { terms, chosen } = await termsNow(ctx, asked)
  const ids = await lookedAfter(ctx, chosen)
  const [rows, teachers] = await Promise.all([askedIn(ctx, ids), teachersOf(ctx, ids)])
  const people =
    teachers.size > 0
      ? await ctx.db
          .select({ id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
          .from(person)
          .where(inArray(person.id, [...teachers.keys()]))
          .orderBy(asc(person.surname), asc(person.givenName))
      : []
  const now = Date.now()
  return {
    agreed: agreedNow(),
    terms: terms.map(({ id, name }) => ({ id, name })),
    termId: chosen,
    total: sum(rows, now),
    teachers: people.map((one) => {
      const own = rowsOf(rows, one.id, teachers.get(one.id) ?? new Set())
      return { person: one, works: sum(ofKind(own, 'work'), now), questions: sum(ofKind(own, 'question'), now), all: sum(own, now) }
    }),
  }
}

/** The rows behind a teacher's figures, without the students' names. @throws 404 for who teaches nothing that the reader looks after */
export async function readTeacherAnswering(ctx: Ctx, personId: string, asked?: string): Promise<TeacherAnsweringView> {
  const { chosen } = await termsNow(ctx, asked)
  const ids = await lookedAfter(ctx, chosen)
  const own = (await teachersOf(ctx, ids)).get(personId)
  const [who] = await ctx.db
    .select({ id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
    .from(person)
    .where(sql`${person.id} = ${personId}`)
  if (!own || !who) throw problem('foundation.not-found', { status: 404 })
  const rows = rowsOf(await askedIn(ctx, ids), personId, own)
  const now = Date.now()
  return {
    person: who,
    agreed: agreedNow(),
    all: sum(rows, now),
    rows: rows
      .map((row) => present(row, now, false))
      .toSorted((a, b) => b.cameAt.localeCompare(a.cameAt))
      .slice(0, most),
  }
}
