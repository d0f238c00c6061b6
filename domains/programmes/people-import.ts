import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import type { ReadDb, Tx } from '../../foundation/server/database/database.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { emit } from '../../foundation/server/events/events.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import {
  person,
  registerImportTarget,
  registerStudySource,
  type ImportFault,
  type ImportRow,
  type PeopleImportExtension,
  type StudyPlace,
} from '../people/index.ts'
import { enrolmentMade } from './events.ts'
import { ruleDay } from './rules.ts'
import { programme, studentGroup, studentship } from './tables.ts'

const studying = ['studying', 'leave']
const lower = (code: string) => code.trim().toLowerCase()

/** Groups by their codes as people write them. */
async function groupsByCode(db: ReadDb | Tx) {
  const rows = await db
    .select({ id: studentGroup.id, code: studentGroup.code, intakeYear: studentGroup.intakeYear, closedAt: studentGroup.closedAt })
    .from(studentGroup)
  return new Map(rows.map((row) => [lower(row.code), row]))
}

/** By the record book's number; else by group and whole name, where that is one person. */
async function findPersons(db: ReadDb, rows: readonly ImportRow[]): Promise<(string | null)[]> {
  const numbers = [...new Set(rows.map((row) => row.values['recordBook'] ?? '').filter(Boolean))]
  const byNumber = new Map(
    (numbers.length === 0
      ? []
      : await db
          .select({ number: studentship.recordBookNumber, personId: studentship.personId })
          .from(studentship)
          .where(inArray(studentship.recordBookNumber, numbers))
    ).map((row) => [row.number, row.personId]),
  )
  const codes = new Set(rows.map((row) => lower(row.values['group'] ?? '')))
  const groups = [...(await groupsByCode(db)).values()].filter((group) => codes.has(lower(group.code)))
  const members =
    groups.length === 0
      ? []
      : await db
          .select({
            groupId: studentship.groupId,
            personId: person.id,
            surname: person.surname,
            givenName: person.givenName,
            patronymic: person.patronymic,
          })
          .from(studentship)
          .innerJoin(person, eq(person.id, studentship.personId))
          .where(
            and(
              inArray(
                studentship.groupId,
                groups.map((group) => group.id),
              ),
              inArray(studentship.state, studying),
            ),
          )
  const codeOf = new Map(groups.map((group) => [group.id, lower(group.code)]))
  const nameKey = (group: string, ...parts: (string | null | undefined)[]) => [group, ...parts.map((part) => lower(part ?? ''))].join('\u0001')
  const byName = Map.groupBy(members, (one) => nameKey(codeOf.get(one.groupId) ?? '', one.surname, one.givenName, one.patronymic))
  return rows.map(({ values }) => {
    const known = byNumber.get(values['recordBook'] ?? '')
    if (known) return known
    const same = byName.get(nameKey(lower(values['group'] ?? ''), values['surname'], values['givenName'], values['patronymic'])) ?? []
    return same.length === 1 ? (same[0]?.personId ?? null) : null
  })
}

/** An unknown or closed group, and a record book's number that stands in the file twice. */
async function check(ctx: Ctx, rows: readonly ImportRow[]): Promise<ImportFault[]> {
  const groups = await groupsByCode(ctx.db)
  const seen = new Map<string, number>()
  return rows.flatMap(({ row, values }) => {
    const faults: ImportFault[] = []
    const code = values['group'] ?? ''
    const group = groups.get(lower(code))
    if (code && !group) faults.push({ row, field: 'group', key: 'programmes:import.faults.no-such-group', params: { code } })
    if (group?.closedAt) faults.push({ row, field: 'group', key: 'programmes:import.faults.group-closed', params: { code } })
    const number = values['recordBook'] ?? ''
    const before = seen.get(number)
    if (number && before !== undefined)
      faults.push({ row, field: 'recordBook', key: 'programmes:import.faults.number-twice', params: { number, row: before } })
    else if (number) seen.set(number, row)
    return faults
  })
}

type Study = typeof studentship.$inferInsert

/** Writes studies: new ones, those in another group now, those with a number only now; equal rows stay untouched. */
async function write(ctx: Ctx, tx: Tx, rows: readonly (ImportRow & { personId: string })[]): Promise<{ changedRows: number[] }> {
  const given = rows.filter((row) => row.values['group'])
  if (given.length === 0) return { changedRows: [] }
  const groups = await groupsByCode(tx)
  const existing = await tx
    .select()
    .from(studentship)
    .where(
      inArray(
        studentship.personId,
        given.map((row) => row.personId),
      ),
    )
  const ofPerson = Map.groupBy(existing, (one) => one.personId)
  const taken = new Map(
    (
      await tx
        .select({ number: studentship.recordBookNumber, personId: studentship.personId })
        .from(studentship)
        .where(
          inArray(
            studentship.recordBookNumber,
            given.map((row) => row.values['recordBook'] ?? ''),
          ),
        )
    ).map((row) => [row.number, row.personId]),
  )
  const fresh: Study[] = []
  const moved: { id: string; groupId: string; number: string }[] = []
  const changed: { row: number; personId: string; groupId: string }[] = []
  for (const { row, personId, values } of given) {
    const group = groups.get(lower(values['group'] ?? ''))
    if (!group) continue
    const number = values['recordBook'] ?? ''
    const owner = taken.get(number)
    if (owner && owner !== personId) throw problem('programmes.record-book-taken', { status: 409, params: { number, row } })
    const own = ofPerson.get(personId) ?? []
    const current = own.find((one) => one.recordBookNumber === number) ?? own.find((one) => studying.includes(one.state))
    const wanted = number || current?.recordBookNumber || `${group.code}/${row}-${newId().slice(-6)}`
    if (current && current.groupId === group.id && current.recordBookNumber === wanted && studying.includes(current.state)) continue
    if (current) moved.push({ id: current.id, groupId: group.id, number: wanted })
    else fresh.push({ personId, groupId: group.id, recordBookNumber: wanted, startsOn: values['studyFrom'] || `${group.intakeYear}-09-01` })
    changed.push({ row, personId, groupId: group.id })
  }
  for (let start = 0; start < fresh.length; start += 1000) await tx.insert(studentship).values(fresh.slice(start, start + 1000))
  if (moved.length > 0) {
    await tx.execute(sql`UPDATE ${studentship} SET group_id = changed."groupId"::uuid, record_book_number = changed.number, state = 'studying', ends_on = NULL
      FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS changed(id text, "groupId" text, number text) WHERE programmes.studentship.id = changed.id::uuid`)
  }
  if (changed.length > 0) {
    await enrolInRunning(ctx, tx, changed)
    await record(ctx, tx, ...changed.map((one) => ({ verb: 'group.moved', object: { type: 'group', id: one.groupId }, about: one.personId })))
  }
  return { changedRows: changed.map((one) => one.row) }
}

/** Puts students into what their groups study now, all at once; an import of thousands stays a matter of seconds. */
async function enrolInRunning(ctx: Ctx, tx: Tx, changed: readonly { personId: string; groupId: string }[]): Promise<void> {
  const pairs = JSON.stringify(changed.map(({ personId, groupId }) => ({ personId, groupId })))
  const running = await tx.execute<{ offering_id: string; person_id: string; group_id: string }>(sql`
    SELECT offering.id AS offering_id, pair."personId" AS person_id, pair."groupId" AS group_id
    FROM jsonb_to_recordset(${pairs}::jsonb) AS pair("personId" text, "groupId" text)
    JOIN programmes.offering_group ON offering_group.group_id = pair."groupId"::uuid
    JOIN programmes.offering ON offering.id = offering_group.offering_id AND NOT offering.elective
    JOIN programmes.term ON term.id = offering.term_id AND term.ends_on >= ${ruleDay(new Date(), ctx.portal.config.timeZone)}::date`)
  if (running.rows.length === 0) return
  const rows = JSON.stringify(running.rows.map((row) => ({ id: newId(), ...row })))
  const made = await tx.execute<{ offering_id: string; person_id: string }>(sql`
    INSERT INTO programmes.enrolment (id, offering_id, person_id, group_id, origin)
    SELECT id::uuid, offering_id::uuid, person_id::uuid, group_id::uuid, 'group'
    FROM jsonb_to_recordset(${rows}::jsonb) AS given(id text, offering_id text, person_id text, group_id text)
    ON CONFLICT (offering_id, person_id) DO UPDATE SET left_at = NULL, group_id = excluded.group_id, origin = 'group' WHERE enrolment.left_at IS NOT NULL
    RETURNING offering_id, person_id`)
  for (const [offeringId, own] of Map.groupBy(made.rows, (row) => row.offering_id))
    await emit(ctx, tx, enrolmentMade, { offeringId, personIds: own.map((row) => row.person_id) })
}

/** The newest study of each of these persons. */
async function studies(db: ReadDb, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return db
    .select({
      personId: studentship.personId,
      groupId: studentGroup.id,
      code: studentGroup.code,
      number: studentship.recordBookNumber,
      startsOn: studentship.startsOn,
      departmentId: programme.departmentId,
    })
    .from(studentship)
    .innerJoin(studentGroup, eq(studentGroup.id, studentship.groupId))
    .innerJoin(programme, eq(programme.id, studentGroup.programmeId))
    .where(and(inArray(studentship.personId, [...personIds]), inArray(studentship.state, studying)))
    .orderBy(studentship.startsOn)
}

export const groupsOfImport: PeopleImportExtension = {
  domain: 'programmes',
  kind: 'students',
  fields: [
    {
      key: 'group',
      label: 'programmes:import.fields.group',
      headings: ['топ', 'тобу', 'топтун коду', 'группа', 'код группы', 'учебная группа', 'group', 'group code'],
      required: true,
      example: 'ПИ-26-1',
    },
    {
      key: 'recordBook',
      label: 'programmes:import.fields.recordBook',
      headings: [
        'сынак китепчеси',
        'сынак китепчесинин номери',
        'зачётная книжка',
        'зачетная книжка',
        '№ зачётки',
        'номер зачётной книжки',
        'record book',
        'record book number',
      ],
      example: '26-0001',
    },
    {
      key: 'studyFrom',
      label: 'programmes:import.fields.studyFrom',
      headings: ['окуу башталган күн', 'окуу башталышы', 'дата зачисления', 'учится с', 'studies since', 'study start'],
      type: 'date',
    },
  ],
  findPersons,
  check,
  write,
  describe: async (db, personIds) =>
    new Map((await studies(db, personIds)).map((one) => [one.personId, { group: one.code, recordBook: one.number, studyFrom: one.startsOn }])),
}

/** Makes groups known to the import of people, and where students study to the scopes of `people`. */
export function registerGroupsWithPeople(): void {
  registerImportTarget(groupsOfImport)
  registerStudySource({
    groupCodes: async (db, groupIds) =>
      new Map(
        (groupIds.length === 0
          ? []
          : await db
              .select({ id: studentGroup.id, code: studentGroup.code })
              .from(studentGroup)
              .where(inArray(studentGroup.id, [...groupIds]))
        ).map((row) => [row.id, row.code]),
      ),
    places: async (db, personIds) => {
      const places = new Map<string, StudyPlace>()
      for (const { personId, groupId, code, departmentId } of await studies(db, personIds)) {
        const place = places.get(personId) ?? { groupIds: [], groups: [], unitIds: [] }
        place.groupIds.push(groupId)
        place.groups.push(code)
        if (!place.unitIds.includes(departmentId)) place.unitIds.push(departmentId)
        places.set(personId, place)
      }
      return places
    },
    members: async (db, { groupIds, unitIds }) => {
      if (groupIds.length === 0 && unitIds.length === 0) return []
      const wanted = [
        ...(groupIds.length > 0 ? [inArray(studentship.groupId, [...groupIds])] : []),
        ...(unitIds.length > 0 ? [inArray(programme.departmentId, [...unitIds])] : []),
      ]
      const rows = await db
        .selectDistinct({ personId: studentship.personId })
        .from(studentship)
        .innerJoin(studentGroup, eq(studentGroup.id, studentship.groupId))
        .innerJoin(programme, eq(programme.id, studentGroup.programmeId))
        .where(and(inArray(studentship.state, studying), or(...wanted)))
      return rows.map((row) => row.personId)
    },
  })
}
