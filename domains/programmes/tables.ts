import { boolean, date, index, integer, jsonb, numeric, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, localized, moment } from '../../foundation/server/database/columns.ts'
import { person, unit } from '../people/tables.ts'

export const programmes = pgSchema('programmes')

/** A field of study (R1.1): technical, technological, economic, ecological, IT. */
export const field = programmes.table('field', { id: id(), code: text('code').notNull().unique(), name: localized('name').notNull() })

/** A speciality of the state classifier, with its ban on online study where there is one (R4.2b). */
export const speciality = programmes.table('speciality', {
  id: id(),
  code: text('code').notNull().unique(),
  name: localized('name').notNull(),
  fieldId: uuid('field_id')
    .notNull()
    .references(() => field.id),
  /** college | bachelor | master | phd */
  level: text('level').notNull(),
  onlineForbidden: boolean('online_forbidden').notNull().default(false),
  /** The act that forbids, e.g. «Токтом № 77, 3-тиркеме». */
  forbiddenBasis: localized('forbidden_basis'),
  forbiddenFrom: date('forbidden_from'),
  forbiddenTo: date('forbidden_to'),
})

/** A state standard (R4.2a) in one version. */
export const standard = programmes.table('standard', {
  id: id(),
  specialityId: uuid('speciality_id')
    .notNull()
    .references(() => speciality.id),
  code: text('code').notNull().unique(),
  name: localized('name').notNull(),
  approvedOn: date('approved_on').notNull(),
  totalCredits: integer('total_credits').notNull(),
  semesters: integer('semesters').notNull(),
  practiceCredits: integer('practice_credits').notNull().default(0),
  attestationCredits: integer('attestation_credits').notNull().default(0),
})

/** What a standard demands: an outcome that disciplines must cover, or a block with least credits. */
export const standardOutcome = programmes.table(
  'standard_outcome',
  {
    id: id(),
    standardId: uuid('standard_id')
      .notNull()
      .references(() => standard.id, { onDelete: 'cascade' }),
    code: text('code').notNull(),
    /** outcome | block */
    kind: text('kind').notNull().default('outcome'),
    text: localized('text').notNull(),
    /** Least credits of a block; null for outcomes. */
    minCredits: integer('min_credits'),
  },
  (table) => [uniqueIndex('standard_outcome_code').on(table.standardId, table.code)],
)

/** A degree programme of the university. */
export const programme = programmes.table('programme', {
  id: id(),
  code: text('code').notNull().unique(),
  name: localized('name').notNull(),
  specialityId: uuid('speciality_id')
    .notNull()
    .references(() => speciality.id),
  standardId: uuid('standard_id').references(() => standard.id),
  departmentId: uuid('department_id')
    .notNull()
    .references(() => unit.id),
  /** online | blended | campus */
  form: text('form').notNull(),
  qualification: localized('qualification'),
  /** Languages of instruction: ky, ru, en. */
  languages: jsonb('languages').$type<string[]>().notNull().default(['ky', 'ru']),
  createdAt: createdAt(),
  closedAt: moment('closed_at'),
})

/** A discipline of the catalogue, taught in many programmes. */
export const discipline = programmes.table('discipline', {
  id: id(),
  code: text('code').notNull().unique(),
  name: localized('name').notNull(),
  departmentId: uuid('department_id')
    .notNull()
    .references(() => unit.id),
  summary: localized('summary'),
})

/** A curriculum: one version of a programme's plan for an intake. */
export const curriculum = programmes.table(
  'curriculum',
  {
    id: id(),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programme.id),
    version: integer('version').notNull(),
    intakeYear: integer('intake_year').notNull(),
    /** draft | approved | archived */
    state: text('state').notNull().default('draft'),
    approvedBy: uuid('approved_by').references(() => person.id),
    approvedAt: moment('approved_at'),
    copiedFrom: uuid('copied_from'),
    createdAt: createdAt(),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('curriculum_version').on(table.programmeId, table.version)],
)

/** One line of a curriculum: a discipline, practice, course work or attestation in a semester. 1 credit = 30 hours. */
export const curriculumLine = programmes.table(
  'curriculum_line',
  {
    id: id(),
    curriculumId: uuid('curriculum_id')
      .notNull()
      .references(() => curriculum.id, { onDelete: 'cascade' }),
    disciplineId: uuid('discipline_id')
      .notNull()
      .references(() => discipline.id),
    semester: integer('semester').notNull(),
    /** core | elective | practice | course_work | attestation */
    kind: text('kind').notNull().default('core'),
    /** Electives of the same pool are alternatives: a student chooses `electivePick` of them. */
    electivePool: text('elective_pool'),
    electivePick: integer('elective_pick'),
    credits: integer('credits').notNull(),
    lectureHours: integer('lecture_hours').notNull().default(0),
    practicalHours: integer('practical_hours').notNull().default(0),
    laboratoryHours: integer('laboratory_hours').notNull().default(0),
    seminarHours: integer('seminar_hours').notNull().default(0),
    independentHours: integer('independent_hours').notNull().default(0),
    /** exam | credit | differentiated_credit | course_work | defence */
    controlForm: text('control_form').notNull().default('exam'),
    /** Block of the standard this line counts to. */
    block: text('block'),
    /** Codes of the standard's outcomes that the discipline covers. */
    outcomes: jsonb('outcomes').$type<string[]>().notNull().default([]),
    position: integer('position').notNull().default(0),
  },
  (table) => [index('curriculum_line_curriculum').on(table.curriculumId)],
)

/** A term of an academic year. */
export const term = programmes.table('term', {
  id: id(),
  code: text('code').notNull().unique(),
  name: localized('name').notNull(),
  academicYear: text('academic_year').notNull(),
  /** autumn | spring | summer */
  kind: text('kind').notNull(),
  startsOn: date('starts_on').notNull(),
  endsOn: date('ends_on').notNull(),
  electivesOpenAt: moment('electives_open_at'),
  electivesCloseAt: moment('electives_close_at'),
})

/** A student group. */
export const studentGroup = programmes.table('student_group', {
  id: id(),
  code: text('code').notNull().unique(),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programme.id),
  curriculumId: uuid('curriculum_id').references(() => curriculum.id),
  intakeYear: integer('intake_year').notNull(),
  /** Language of instruction: ky | ru | en */
  language: text('language').notNull(),
  curatorId: uuid('curator_id').references(() => person.id),
  closedAt: moment('closed_at'),
})

/** A student's study in a group: from when to when, and as what. */
export const studentship = programmes.table(
  'studentship',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    groupId: uuid('group_id')
      .notNull()
      .references(() => studentGroup.id),
    recordBookNumber: text('record_book_number').notNull().unique(),
    /** studying | leave | expelled | graduated | transferred */
    state: text('state').notNull().default('studying'),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on'),
  },
  (table) => [index('studentship_person').on(table.personId), index('studentship_group').on(table.groupId)],
)

/** A lecture stream: groups that hear lectures together. */
export const stream = programmes.table('stream', {
  id: id(),
  code: text('code').notNull().unique(),
  termId: uuid('term_id')
    .notNull()
    .references(() => term.id),
})
export const streamGroup = programmes.table(
  'stream_group',
  {
    streamId: uuid('stream_id')
      .notNull()
      .references(() => stream.id, { onDelete: 'cascade' }),
    groupId: uuid('group_id')
      .notNull()
      .references(() => studentGroup.id),
  },
  (table) => [primaryKey({ columns: [table.streamId, table.groupId] })],
)

/** A discipline as it is taught in a term: to it belong teachers, students, materials, marks. */
export const offering = programmes.table(
  'offering',
  {
    id: id(),
    disciplineId: uuid('discipline_id')
      .notNull()
      .references(() => discipline.id),
    termId: uuid('term_id')
      .notNull()
      .references(() => term.id),
    code: text('code').notNull().unique(),
    departmentId: uuid('department_id')
      .notNull()
      .references(() => unit.id),
    /** Language of instruction: ky | ru | en */
    language: text('language').notNull(),
    credits: integer('credits').notNull(),
    lectureHours: integer('lecture_hours').notNull().default(0),
    practicalHours: integer('practical_hours').notNull().default(0),
    laboratoryHours: integer('laboratory_hours').notNull().default(0),
    seminarHours: integer('seminar_hours').notNull().default(0),
    independentHours: integer('independent_hours').notNull().default(0),
    controlForm: text('control_form').notNull().default('exam'),
    elective: boolean('elective').notNull().default(false),
    /** Offerings of one pool are alternatives: a student of its groups chooses `electivePick` of them. */
    electivePool: text('elective_pool'),
    electivePick: integer('elective_pick'),
    /** Places for an elective; null without limit. */
    places: integer('places'),
    createdAt: createdAt(),
  },
  (table) => [index('offering_term').on(table.termId), index('offering_discipline').on(table.disciplineId)],
)

/** The groups an offering is taught to. */
export const offeringGroup = programmes.table(
  'offering_group',
  {
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    groupId: uuid('group_id')
      .notNull()
      .references(() => studentGroup.id),
  },
  (table) => [primaryKey({ columns: [table.offeringId, table.groupId] }), index('offering_group_group').on(table.groupId)],
)

/** Who teaches an offering, and what of it. */
export const teaching = programmes.table(
  'teaching',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    /** lecture | practical | laboratory | seminar | all */
    kind: text('kind').notNull().default('all'),
    groupId: uuid('group_id').references(() => studentGroup.id),
    rate: numeric('rate'),
  },
  (table) => [index('teaching_person').on(table.personId), index('teaching_offering').on(table.offeringId)],
)

/** A student in an offering, by the group or alone. */
export const enrolment = programmes.table(
  'enrolment',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    groupId: uuid('group_id').references(() => studentGroup.id),
    /** group | choice | single */
    origin: text('origin').notNull(),
    enrolledAt: moment('enrolled_at').notNull().defaultNow(),
    leftAt: moment('left_at'),
  },
  (table) => [uniqueIndex('enrolment_once').on(table.offeringId, table.personId), index('enrolment_person').on(table.personId)],
)

/** A student who waits for a place in an elective; the first one gets the place that is freed. */
export const electiveWait = programmes.table(
  'elective_wait',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    /** The group through which it was offered. */
    groupId: uuid('group_id').references(() => studentGroup.id),
    since: createdAt(),
  },
  (table) => [uniqueIndex('elective_wait_once').on(table.offeringId, table.personId), index('elective_wait_person').on(table.personId)],
)

/** The timetable's skeleton: a weekly meeting of an offering (the timetable domain grows from it). */
export const weeklyMeeting = programmes.table(
  'weekly_meeting',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    /** 1 Monday … 7 Sunday */
    weekday: integer('weekday').notNull(),
    /** Minutes from midnight, local time. */
    startsAt: integer('starts_at').notNull(),
    minutes: integer('minutes').notNull(),
    /** lecture | practical | laboratory | seminar */
    kind: text('kind').notNull(),
    /** all | odd | even */
    weeks: text('weeks').notNull().default('all'),
    /** online | room */
    place: text('place').notNull().default('online'),
    room: text('room'),
  },
  (table) => [index('weekly_meeting_offering').on(table.offeringId)],
)
