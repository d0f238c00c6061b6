import { asc, eq, inArray } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { together } from '../../foundation/server/database/together.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { person } from '../people/index.ts'
import { offeringHeading, teaching } from '../programmes/index.ts'
import type { CourseView, NeedView, OutlineItemView, OutlineSectionView } from './contract.ts'
import { laterDeadline, ownDeadlinesOf } from './deadlines/read-deadlines.ts'
import { frozenOutline } from './complex/show-version.ts'
import { publishedOutline } from './complex/read-state.ts'
import { readNeeds } from './structure/release.ts'
import { item, section } from './tables.ts'
import { seesDraft, seesHidden } from './targets.ts'

/**
 * Everything the course page needs, in five statements (and the route's one) however long the course is; who opens it at
 * the same moment shares them. @throws 404
 */
export async function readCourse(ctx: Ctx, offeringId: string): Promise<CourseView> {
  const [heading, teachers, rows, version] = await Promise.all([
    offeringHeading(ctx, offeringId),
    teachersOf(ctx.db, offeringId),
    outlineRowsOf(ctx.db, offeringId),
    publishedOutline(ctx, offeringId),
  ])
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  // Editing reaches by teaching and by unit alone, so the heading knows enough and the target is not asked for again.
  const target = { offeringId, unitIds: [heading.departmentId] }
  const mayEdit = seesHidden(ctx, target)
  const sections = version && !seesDraft(ctx, target) ? frozenOutline(version, rows ?? []) : outline(rows ?? [], mayEdit)
  const student = ctx.actor?.facts.enrolled.includes(offeringId) ? ctx.actor.personId : null
  const [needs, own] = await Promise.all([readNeeds(ctx, offeringId, target), student === null ? undefined : ownDeadlinesOf(ctx.db, student)])
  return {
    id: heading.id,
    code: heading.code,
    departmentId: heading.departmentId,
    name: heading.name,
    credits: heading.credits,
    language: heading.language,
    controlForm: heading.controlForm,
    term: { name: heading.term.name, startsOn: heading.term.startsOn, endsOn: heading.term.endsOn },
    teachers: teachers ?? [],
    mayEdit,
    mayImport: ctx.actor?.can('course.import', target) ?? false,
    version: version ? { number: version.number, publishedAt: version.publishedAt?.toISOString() ?? null } : null,
    sections: withOwnDeadlines(withNeeds(sections, needs), own),
  }
}

const teachersOf = together(async (db, offeringIds: string[]) => {
  const rows = await db
    .select({
      offeringId: teaching.offeringId,
      id: person.id,
      surname: person.surname,
      givenName: person.givenName,
      patronymic: person.patronymic,
      kind: teaching.kind,
    })
    .from(teaching)
    .innerJoin(person, eq(person.id, teaching.personId))
    .where(inArray(teaching.offeringId, offeringIds))
    .orderBy(asc(person.surname), asc(person.givenName))
  const teachers = new Map<string, CourseView['teachers']>()
  for (const { offeringId, kind, ...one } of rows) {
    const people = teachers.get(offeringId) ?? []
    teachers.set(offeringId, people)
    const known = people.find(({ id }) => id === one.id)
    if (!known) people.push({ ...one, kinds: [kind] })
    else if (!known.kinds.includes(kind)) known.kinds.push(kind)
  }
  return teachers
})

type Row = { section: typeof section.$inferSelect; item: typeof item.$inferSelect | null }

const outlineRowsOf = together(async (db, offeringIds: string[]) => {
  const rows: Row[] = await db
    .select({ section, item })
    .from(section)
    .leftJoin(item, eq(item.sectionId, section.id))
    .where(inArray(section.offeringId, offeringIds))
    .orderBy(asc(section.position), asc(section.id), asc(item.position), asc(item.id))
  return Map.groupBy(rows, (row) => row.section.offeringId)
})

function outline(rows: Row[], withHidden: boolean): OutlineSectionView[] {
  const sections = new Map<string, OutlineSectionView>()
  for (const row of rows) {
    if (row.section.hidden && !withHidden) continue
    const known = sections.get(row.section.id) ?? {
      id: row.section.id,
      title: row.section.title ?? {},
      week: row.section.week,
      hidden: row.section.hidden,
      items: [],
    }
    sections.set(row.section.id, known)
    if (row.item && (!row.item.hidden || withHidden)) known.items.push(outlineItem(row.item))
  }
  return [...sections.values()]
}

function withNeeds(sections: OutlineSectionView[], needs: ReadonlyMap<string, NeedView[]>): OutlineSectionView[] {
  if (needs.size === 0) return sections
  return sections.map((part) => ({
    ...part,
    items: part.items.map((one) => {
      const own = needs.get(one.id)
      return own ? { ...one, needs: own } : one
    }),
  }))
}

function withOwnDeadlines(sections: OutlineSectionView[], own: ReadonlyMap<string, Date> | undefined): OutlineSectionView[] {
  if (!own) return sections
  return sections.map((part) => ({
    ...part,
    items: part.items.map((one) => {
      const dueAt = laterDeadline(own.get(one.id) ?? null, one.dueAt === null ? null : new Date(one.dueAt))
      return { ...one, dueAt: dueAt?.toISOString() ?? null }
    }),
  }))
}

/** An item as lists show it. */
export function outlineItem(row: typeof item.$inferSelect): OutlineItemView {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title as Localized,
    minutes: row.minutes,
    opensAt: row.opensAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    hidden: row.hidden,
  }
}
