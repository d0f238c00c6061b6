import { boolean, date, index, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { createdAt, id, localized, moment, personalData } from '../../foundation/server/database/columns.ts'

export const people = pgSchema('people')

/** A unit of the university's structure (R8.1): rectorate, faculties, departments, offices, councils, commissions. */
export const unit = people.table(
  'unit',
  {
    id: id(),
    parentId: uuid('parent_id').references((): AnyPgColumn => unit.id),
    /** rectorate | faculty | college | department | office | council | commission */
    kind: text('kind').notNull(),
    /** Short code, stable across imports: `IT`, `STUDY`. */
    code: text('code').notNull().unique(),
    name: localized('name').notNull(),
    purpose: localized('purpose'),
    phone: text('phone'),
    email: text('email'),
    room: text('room'),
    position: text('position').notNull().default('0'),
    closedAt: moment('closed_at'),
    createdAt: createdAt(),
  },
  (table) => [index('unit_parent').on(table.parentId)],
)

/** A person, whatever roles they hold. Names in parts; a patronymic may be missing; a surname may be two words. */
export const person = people.table(
  'person',
  {
    id: id(),
    surname: text('surname').notNull(),
    givenName: text('given_name').notNull(),
    patronymic: text('patronymic'),
    /** ПИН, 14 digits; foreigners have none. */
    personalNumber: text('personal_number').unique(),
    birthDate: date('birth_date'),
    /** female | male | null */
    sex: text('sex'),
    citizenship: text('citizenship'),
    email: text('email'),
    phone: text('phone'),
    /** File id of the photo. */
    photoId: uuid('photo_id'),
    /** Number of the person in the university's own lists; with it an import finds the person again. */
    universityNumber: text('university_number').unique(),
    createdAt: createdAt(),
    changedAt: moment('changed_at')
      .notNull()
      .default(sql`now()`),
  },
  (table) => [
    index('person_name').on(table.surname, table.givenName),
    index('person_email').on(sql`lower(${table.email})`),
    index('person_search').using(
      'gin',
      sql`to_tsvector('simple', ${table.surname} || ' ' || ${table.givenName} || ' ' || coalesce(${table.patronymic}, ''))`,
    ),
  ],
)
personalData(person, {
  surname: 'identity',
  given_name: 'identity',
  patronymic: 'identity',
  personal_number: 'identity',
  birth_date: 'identity',
  sex: 'identity',
  citizenship: 'identity',
  email: 'contact',
  phone: 'contact',
  photo_id: 'identity',
})

/** A post somebody holds in a unit: teacher, head, methodist … Shown in the public directory (R3.6c). */
export const staffPost = people.table(
  'staff_post',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => unit.id),
    title: localized('title').notNull(),
    /** Whether this post heads the unit. */
    isHead: boolean('is_head').notNull().default(false),
    degree: localized('degree'),
    /** Part of a full rate in percent as text, e.g. `100`, `50`. */
    rate: text('rate').notNull().default('100'),
    publicEmail: text('public_email'),
    publicPhone: text('public_phone'),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on'),
  },
  (table) => [index('staff_post_person').on(table.personId), index('staff_post_unit').on(table.unitId)],
)

/** A role with its scope (R4.6a). `unit_id` or `group_id` narrows it; neither means the whole university. */
export const roleGrant = people.table(
  'role_grant',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    role: text('role').notNull(),
    unitId: uuid('unit_id').references(() => unit.id),
    /** A student group (`programmes.student_group`); without a foreign key because that domain stands above this one. */
    groupId: uuid('group_id'),
    startsOn: date('starts_on')
      .notNull()
      .default(sql`current_date`),
    endsOn: date('ends_on'),
    grantedBy: uuid('granted_by').references(() => person.id),
    createdAt: createdAt(),
  },
  (table) => [
    index('role_grant_person').on(table.personId),
    uniqueIndex('role_grant_once').on(
      table.personId,
      table.role,
      sql`coalesce(${table.unitId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
      sql`coalesce(${table.groupId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
      table.startsOn,
    ),
  ],
)

/** What was imported: the same file twice changes nothing, and a registrar sees what came when. */
export const peopleImport = people.table('import', {
  id: id(),
  fileName: text('file_name').notNull(),
  fileId: uuid('file_id'),
  /** students | staff */
  kind: text('kind').notNull(),
  /** preview | running | done | failed */
  state: text('state').notNull(),
  mapping: jsonb('mapping').$type<Record<string, string>>(),
  report: jsonb('report').$type<Record<string, unknown>>(),
  byPerson: uuid('by_person').references(() => person.id),
  createdAt: createdAt(),
  finishedAt: moment('finished_at'),
})

/** Settings of a person for the interface. */
export const preference = people.table(
  'preference',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    key: text('key').notNull(),
    value: text('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.key] })],
)
