import { asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person, unit } from '../../people/index.ts'
import { discipline, offering, programme, studentGroup, teaching, term } from '../../programmes/index.ts'
import type { SchemeContent } from '../scheme/shared/scheme.ts'
import type { LineRow, SheetRow } from './load-sheet.ts'
import { schemeOfSheet } from './scheme-of-sheet.ts'
import { sheet, sheetLine, sheetSignature } from './tables.ts'

export interface Named {
  id: string
  surname: string
  givenName: string
  patronymic: string | null
}

/** A sheet with all that stands on it. */
export interface Whole {
  sheet: SheetRow
  offering: { id: string; code: string; name: Localized; credits: number; controlForm: string; departmentId: string }
  term: { name: Localized; academicYear: string; kind: string }
  group: { id: string; code: string; programme: Localized; intakeYear: number } | null
  department: Localized
  /** The unit above the department: institute or faculty. */
  faculty: Localized | null
  teachers: Named[]
  openedBy: Named
  voidedBy: Named | null
  lines: (LineRow & { person: Named })[]
  signatures: { role: (typeof sheetSignature.$inferSelect)['role']; person: Named; signedAt: Date; sha256: string }[]
  /** The sheet that this one follows or corrects, and those that follow or correct this one. */
  after: Linked | null
  later: Linked[]
  scheme: SchemeContent
}

type Linked = Pick<SheetRow, 'id' | 'number' | 'kind' | 'state'>

const fields = { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }
const linked = { id: sheet.id, number: sheet.number, kind: sheet.kind, state: sheet.state }

/** A sheet with its lines, signatures, people and linked sheets. @throws 404 */
export async function readWhole(db: ReadDb | Tx, sheetId: string): Promise<Whole> {
  const opener = alias(person, 'opener')
  const voider = alias(person, 'voider')
  const above = alias(unit, 'above')
  const [head] = await db
    .select({
      sheet,
      offering: {
        id: offering.id,
        code: offering.code,
        name: discipline.name,
        credits: offering.credits,
        controlForm: offering.controlForm,
        departmentId: offering.departmentId,
      },
      term: { name: term.name, academicYear: term.academicYear, kind: term.kind },
      group: { id: studentGroup.id, code: studentGroup.code, programme: programme.name, intakeYear: studentGroup.intakeYear },
      department: unit.name,
      faculty: above.name,
      openedBy: { id: opener.id, surname: opener.surname, givenName: opener.givenName, patronymic: opener.patronymic },
      voidedBy: { id: voider.id, surname: voider.surname, givenName: voider.givenName, patronymic: voider.patronymic },
    })
    .from(sheet)
    .innerJoin(offering, eq(offering.id, sheet.offeringId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .innerJoin(term, eq(term.id, offering.termId))
    .innerJoin(unit, eq(unit.id, offering.departmentId))
    .leftJoin(above, eq(above.id, unit.parentId))
    .innerJoin(opener, eq(opener.id, sheet.openedBy))
    .leftJoin(voider, eq(voider.id, sheet.voidedBy))
    .leftJoin(studentGroup, eq(studentGroup.id, sheet.groupId))
    .leftJoin(programme, eq(programme.id, studentGroup.programmeId))
    .where(eq(sheet.id, sheetId))
  if (!head) throw problem('foundation.not-found', { status: 404 })
  const lines = await db
    .select({ line: sheetLine, person: fields })
    .from(sheetLine)
    .innerJoin(person, eq(person.id, sheetLine.personId))
    .where(eq(sheetLine.sheetId, sheetId))
    .orderBy(asc(sheetLine.position))
  const signatures = await db
    .select({ role: sheetSignature.role, signedAt: sheetSignature.signedAt, sha256: sheetSignature.sha256, person: fields })
    .from(sheetSignature)
    .innerJoin(person, eq(person.id, sheetSignature.personId))
    .where(eq(sheetSignature.sheetId, sheetId))
    .orderBy(asc(sheetSignature.signedAt))
  const teachers = await db
    .selectDistinct(fields)
    .from(teaching)
    .innerJoin(person, eq(person.id, teaching.personId))
    .where(eq(teaching.offeringId, head.offering.id))
    .orderBy(asc(person.surname))
  const later = await db.select(linked).from(sheet).where(eq(sheet.afterId, sheetId)).orderBy(asc(sheet.openedAt))
  const [after] = head.sheet.afterId ? await db.select(linked).from(sheet).where(eq(sheet.id, head.sheet.afterId)) : []
  const { group } = head
  return {
    ...head,
    group: group?.id ? { id: group.id, code: group.code ?? '', programme: group.programme ?? {}, intakeYear: group.intakeYear ?? 0 } : null,
    lines: lines.map(({ line, person: who }) => ({ ...line, person: who })),
    signatures,
    teachers,
    after: after ?? null,
    later,
    scheme: await schemeOfSheet(db, head.sheet),
  }
}

/** Year of study and semester of the group when the sheet's term ran; null for an elective of many groups. */
export function yearOf({ group, term: of }: Pick<Whole, 'group' | 'term'>): { course: number; semester: number } | null {
  if (!group) return null
  const course = Number(of.academicYear.slice(0, 4)) - group.intakeYear + 1
  return { course, semester: course * 2 - (of.kind === 'autumn' ? 1 : 0) }
}
