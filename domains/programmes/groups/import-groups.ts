import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { holdRole, person } from '../../people/index.ts'
import type { GroupImportView } from '../contract.ts'
import { holdsOneOf } from '../find-candidates.ts'
import { refuseTaken } from '../registry/refuse-taken.ts'
import { forbiddenForm } from '../rules.ts'
import { curriculum, programme, speciality, studentGroup } from '../tables.ts'
import { curatorRoles } from './appoint-curator.ts'
import { faultOf, parseGroupFile, type GroupColumn, type GroupRow } from './group-file.ts'

/** A row whose words were found in the university. */
interface Planned extends GroupRow {
  id: string
  programmeId: string
  curatorId: string | null
  state: 'new' | 'changed' | 'unchanged'
  values: { code: string; programmeId: string; intakeYear: number; language: string }
}

/**
 * Reads groups from a table: new codes are made (with the approved curriculum of their programme and year, R4.2a, where
 * there is one), known ones are changed. With any fault nothing is written; the same file again changes nothing. What the
 * file leaves empty stays as it is.
 */
export async function importGroups(ctx: Ctx, content: Uint8Array, options: { write: boolean; fileName: string }): Promise<GroupImportView> {
  const { rows, faults } = await parseGroupFile(content, options.fileName, ctx.locale)
  const { planned, names } = await plan(ctx, rows, (row, column, key, params) => faults.push(faultOf(ctx.locale, row, column, key, params)))
  const count = (state: Planned['state']): number => planned.filter((one) => one.state === state).length
  const view: GroupImportView = {
    written: false,
    rows: rows.length,
    created: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    errors: faults.toSorted((a, b) => a.row - b.row),
    preview: planned.map((one) => ({
      row: one.row,
      code: one.code,
      programme: names.get(one.programmeId) ?? {},
      intakeYear: one.intakeYear,
      language: one.values.language,
      curator: one.curator,
      state: one.state,
    })),
  }
  const due = planned.filter((one) => one.state !== 'unchanged')
  if (!options.write || faults.length > 0 || due.length === 0) return view
  await refuseTaken(() => change(ctx, (tx) => write(ctx, tx, due, options.fileName)))
  return { ...view, written: true }
}

/** The operator's command: reads a file of the disk and writes it unless it has faults or `write` is false. */
export async function importGroupsFile(ctx: Ctx, path: string, write: boolean): Promise<GroupImportView> {
  return importGroups(ctx, await readFile(path), { write, fileName: basename(path) })
}

type Tell = (row: number, column: GroupColumn, key: string, params?: Record<string, unknown>) => void

/** Looks up programmes, groups and curators of all rows at once; what is not there, or not the reader's, is a fault. */
async function plan(ctx: Ctx, rows: GroupRow[], tell: Tell) {
  const emails = [...new Set(rows.flatMap((one) => one.curator?.toLowerCase() ?? []))]
  const [programmes, groups, people] = await Promise.all([
    ctx.db.select({ programme, speciality }).from(programme).innerJoin(speciality, eq(speciality.id, programme.specialityId)),
    ctx.db
      .select()
      .from(studentGroup)
      .where(
        inArray(
          sql`lower(${studentGroup.code})`,
          rows.map((one) => one.code.toLowerCase()),
        ),
      ),
    ctx.db
      .select({ id: person.id, email: sql<string>`lower(${person.email})` })
      .from(person)
      .where(inArray(sql`lower(${person.email})`, emails)),
  ])
  const byCode = new Map(programmes.map((one) => [one.programme.code.toLowerCase(), one]))
  // Letters of either size are one code, as the import of people finds groups.
  const known = new Map(groups.map((one) => [one.code.toLowerCase(), one]))
  const curators = Map.groupBy(people, (one) => one.email)
  const fit = new Map<string, boolean>()
  for (const { id } of people) fit.set(id, await holdsOneOf(ctx.db, id, curatorRoles))
  // Nobody gives a role to themselves (R4.6a).
  const ownRole = ctx.actor ? await holdsOneOf(ctx.db, ctx.actor.personId, ['curator']) : false
  const planned: Planned[] = []
  for (const row of rows) {
    const own = byCode.get(row.programmeCode.toLowerCase())
    if (!own) {
      if (row.programmeCode) tell(row.row, 'programme', 'unknown-programme', { code: row.programmeCode })
      continue
    }
    const group = known.get(row.code.toLowerCase())
    const { programme: target } = own
    const reach = (departmentId: string): boolean => !ctx.actor || ctx.actor.can('group.manage', { unitIds: [departmentId] })
    const former = group && programmes.find((one) => one.programme.id === group.programmeId)?.programme
    if (!reach(target.departmentId) || (former && !reach(former.departmentId))) tell(row.row, 'programme', 'not-yours')
    if (group?.closedAt) tell(row.row, 'code', 'group-closed')
    // A group that goes to another programme is judged there like a new one.
    const arrives = group?.programmeId !== target.id
    if (arrives && target.closedAt) tell(row.row, 'programme', 'programme-closed')
    if (arrives && forbiddenForm({ form: target.form, speciality: own.speciality }))
      tell(row.row, 'programme', 'form-forbidden', { name: pick(own.speciality.name, ctx.locale) })
    const found = row.curator === null ? [] : (curators.get(row.curator.toLowerCase()) ?? [])
    if (row.curator !== null && found.length !== 1)
      tell(row.row, 'curator', found.length === 0 ? 'unknown-person' : 'not-only-one', { value: row.curator })
    const curatorId = found[0]?.id ?? null
    if (curatorId && !fit.get(curatorId)) tell(row.row, 'curator', 'no-curator')
    else if (curatorId && curatorId === ctx.actor?.personId && !ownRole) tell(row.row, 'curator', 'own-role')
    const values = {
      code: group?.code ?? row.code,
      programmeId: target.id,
      intakeYear: row.intakeYear,
      language: row.language ?? group?.language ?? 'ky',
    }
    const same =
      group &&
      group.programmeId === values.programmeId &&
      group.intakeYear === values.intakeYear &&
      group.language === values.language &&
      (curatorId === null || group.curatorId === curatorId)
    planned.push({
      ...row,
      id: group?.id ?? newId(),
      programmeId: target.id,
      curatorId: curatorId ?? group?.curatorId ?? null,
      state: same ? 'unchanged' : group ? 'changed' : 'new',
      values,
    })
  }
  return { planned, names: new Map(programmes.map((one) => [one.programme.id, one.programme.name])) }
}

async function write(ctx: Ctx, tx: Parameters<Parameters<typeof change>[1]>[0], due: Planned[], fileName: string): Promise<void> {
  const plans = await tx
    .select({ id: curriculum.id, programmeId: curriculum.programmeId, intakeYear: curriculum.intakeYear })
    .from(curriculum)
    .where(
      and(
        inArray(
          curriculum.programmeId,
          due.map((one) => one.programmeId),
        ),
        eq(curriculum.state, 'approved'),
      ),
    )
    .orderBy(desc(curriculum.version))
  for (const one of due) {
    const former = one.state === 'changed' ? (await tx.select().from(studentGroup).where(eq(studentGroup.id, one.id)).for('update'))[0] : undefined
    if (one.curatorId && one.curatorId !== former?.curatorId) await holdRole(ctx, tx, one.curatorId, 'curator')
    if (former) {
      // A plan of another programme does not come along.
      const keeps = former.programmeId === one.programmeId
      await tx
        .update(studentGroup)
        .set({ ...one.values, curatorId: one.curatorId, ...(keeps ? {} : { curriculumId: null }) })
        .where(eq(studentGroup.id, one.id))
    } else {
      const fitting = plans.find((line) => line.programmeId === one.programmeId && line.intakeYear === one.intakeYear)
      await tx.insert(studentGroup).values({ id: one.id, ...one.values, curatorId: one.curatorId, curriculumId: fitting?.id ?? null })
    }
    await record(ctx, tx, {
      verb: former ? 'group.changed' : 'group.added',
      object: { type: 'group', id: one.id },
      context: { file: fileName, row: one.row },
    })
    if (former?.curatorId && former.curatorId !== one.curatorId)
      await record(ctx, tx, { verb: 'curator.released', object: { type: 'group', id: one.id }, about: former.curatorId })
    if (one.curatorId && former?.curatorId !== one.curatorId)
      await record(ctx, tx, { verb: 'curator.appointed', object: { type: 'group', id: one.id }, about: one.curatorId })
  }
}
