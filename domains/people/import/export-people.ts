import { and, asc, eq, exists, inArray, sql } from 'drizzle-orm'
import { formatFor } from '../../../foundation/i18n/format.ts'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { recordLook } from '../looks/record-look.ts'
import { validToday } from '../persons/find-people.ts'
import { showPhone } from '../shared/phone.ts'
import { heldToday } from '../structure/read-structure.ts'
import { person, roleGrant, staffPost, unit } from '../tables.ts'
import { peopleImportExtensions, type ImportKind } from './extension.ts'
import { fieldsOf } from './fields.ts'
import { writeSheet } from './sheet.ts'

type Format = 'xlsx' | 'csv'
/** A template and an export have the name in parts, not in one cell. */
const columnsOf = (kind: ImportKind) => fieldsOf(kind).filter((one) => one.key !== 'fullName')

/** An empty file with headings in the reader's language and one example row, which an import leaves out. */
export async function makeTemplate(ctx: Ctx, kind: ImportKind, format: Format): Promise<Buffer> {
  const fields = columnsOf(kind)
  return writeSheet(
    format,
    text(ctx.locale, `people:import.kinds.${kind}`),
    fields.map((one) => text(ctx.locale, one.label)),
    [fields.map((one) => one.example ?? '')],
  )
}

/**
 * The students or staff of today, in the form that the import reads. A look at every person in it is traced (R3.3a).
 */
export async function exportPeople(ctx: Ctx, kind: ImportKind, format: Format): Promise<Buffer> {
  const fields = columnsOf(kind)
  const rows = kind === 'staff' ? await readStaffRows(ctx) : await readStudentRows(ctx)
  const ids = rows.map((row) => row.person.id)
  await recordLook(ctx, ids, 'people.export')
  const extra = await Promise.all(peopleImportExtensions(kind).map((extension) => extension.describe(ctx.db, ids)))
  const sheet = rows.map(({ person: one, more }) => {
    const values: Record<string, string | null> = {
      ...one,
      birthDate: one.birthDate ? formatFor(ctx.locale).date(one.birthDate) : null,
      phone: one.phone ? showPhone(one.phone) : null,
      sex: one.sex ? text(ctx.locale, `people:import.sex.${one.sex}`) : null,
      photoId: null,
      createdAt: null,
      changedAt: null,
      ...more,
      ...Object.assign({}, ...extra.map((part) => part.get(one.id) ?? {})),
    }
    return fields.map((field) => values[field.key] ?? '')
  })
  return writeSheet(
    format,
    text(ctx.locale, `people:import.kinds.${kind}`),
    fields.map((one) => text(ctx.locale, one.label)),
    sheet,
  )
}

interface ExportRow {
  person: typeof person.$inferSelect
  more: Record<string, string>
}

async function readStudentRows(ctx: Ctx): Promise<ExportRow[]> {
  const isStudent = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(roleGrant)
      .where(and(eq(roleGrant.personId, person.id), inArray(roleGrant.role, ['student', 'partner_student']), validToday)),
  )
  const rows = await ctx.db.select().from(person).where(isStudent).orderBy(asc(person.surname), asc(person.givenName), asc(person.id))
  return rows.map((row) => ({ person: row, more: {} }))
}

async function readStaffRows(ctx: Ctx): Promise<ExportRow[]> {
  const rows = await ctx.db
    .select({ person, post: staffPost, unit })
    .from(staffPost)
    .innerJoin(person, eq(person.id, staffPost.personId))
    .innerJoin(unit, eq(unit.id, staffPost.unitId))
    .where(heldToday)
    .orderBy(asc(person.surname), asc(person.givenName), asc(staffPost.id))
  return rows.map((row) => ({
    person: row.person,
    more: {
      title: pick(row.post.title, ctx.locale),
      unit: row.unit.code,
      degree: pick(row.post.degree, ctx.locale),
      rate: `${row.post.rate} %`,
      startsOn: formatFor(ctx.locale).date(row.post.startsOn),
    },
  }))
}
