import { z } from 'zod'

/** Requests and answers of the domain, shared by server and web. */
const uuid = z.uuid()
const day = z.iso.date()
const time = z.iso.datetime({ offset: true })

/** A text of the university in up to three languages. */
export const localizedOut = z.object({ ky: z.string().optional(), ru: z.string().optional(), en: z.string().optional() })
const words = z.string().trim().max(500).optional()
export const localizedIn = z.object({ ky: words, ru: words, en: words }).refine((text) => Boolean(text.ky || text.ru || text.en))
const code = z.string().trim().min(1).max(40)

export const levels = ['college', 'bachelor', 'master', 'phd'] as const
export const forms = ['online', 'blended', 'campus'] as const
export const languages = ['ky', 'ru', 'en'] as const
export const lineKinds = ['core', 'elective', 'practice', 'course_work', 'attestation'] as const
export const controlForms = ['exam', 'credit', 'differentiated_credit', 'course_work', 'defence'] as const
export const lessonKinds = ['lecture', 'practical', 'laboratory', 'seminar'] as const
export const termKinds = ['autumn', 'spring', 'summer'] as const

export const byId = <Name extends string>(name: Name) => z.object({ [name]: uuid } as Record<Name, typeof uuid>)
export const ref = z.object({ id: uuid })
export const named = z.object({ id: uuid, code: z.string(), name: localizedOut })

export const fieldIn = z.object({ code, name: localizedIn })
export const specialityIn = z
  .object({
    code,
    name: localizedIn,
    fieldId: uuid,
    level: z.enum(levels),
    onlineForbidden: z.boolean(),
    forbiddenBasis: localizedIn.nullable(),
    forbiddenFrom: day.nullable(),
    forbiddenTo: day.nullable(),
  })
  .refine((given) => !given.onlineForbidden || (given.forbiddenBasis && given.forbiddenFrom), { path: ['forbiddenBasis'] })
export const specialityOut = named.extend({
  fieldId: uuid,
  level: z.string(),
  onlineForbidden: z.boolean(),
  forbiddenBasis: localizedOut.nullable(),
  forbiddenFrom: z.string().nullable(),
  forbiddenTo: z.string().nullable(),
})

const outcomeIn = z
  .object({ code, kind: z.enum(['outcome', 'block']), text: localizedIn, minCredits: z.int().min(0).max(400).nullable() })
  .refine((given) => given.kind === 'outcome' || given.minCredits !== null, { path: ['minCredits'] })
export const standardIn = z.object({
  specialityId: uuid,
  code,
  name: localizedIn,
  approvedOn: day,
  totalCredits: z.int().min(1).max(600),
  semesters: z.int().min(1).max(14),
  practiceCredits: z.int().min(0).max(300),
  attestationCredits: z.int().min(0).max(300),
  outcomes: z.array(outcomeIn).max(200),
})
export const standardOut = named.extend({
  specialityId: uuid,
  specialityCode: z.string(),
  approvedOn: z.string(),
  totalCredits: z.int(),
  semesters: z.int(),
  practiceCredits: z.int(),
  attestationCredits: z.int(),
  outcomes: z.array(z.object({ code: z.string(), kind: z.string(), text: localizedOut, minCredits: z.int().nullable() })),
})

export const programmeIn = z.object({
  code,
  name: localizedIn,
  specialityId: uuid,
  standardId: uuid.nullable(),
  departmentId: uuid,
  form: z.enum(forms),
  qualification: localizedIn.nullable(),
  languages: z.array(z.enum(languages)).min(1),
})
/** A programme as anybody may see it. */
export const programmeOut = named.extend({
  level: z.string(),
  form: z.string(),
  languages: z.array(z.string()),
  qualification: localizedOut.nullable(),
  closed: z.boolean(),
  field: named,
  speciality: specialityOut,
  department: named,
  standard: z.object({ id: uuid, code: z.string(), totalCredits: z.int(), semesters: z.int() }).nullable(),
})
export type ProgrammeView = z.output<typeof programmeOut>

export const lineIn = z.object({
  id: uuid.nullish(),
  disciplineId: uuid,
  semester: z.int().min(1).max(14),
  kind: z.enum(lineKinds),
  electivePool: z.string().trim().max(20).nullable(),
  electivePick: z.int().min(1).max(10).nullable(),
  credits: z.int().min(0).max(60),
  lectureHours: z.int().min(0).max(2000),
  practicalHours: z.int().min(0).max(2000),
  laboratoryHours: z.int().min(0).max(2000),
  seminarHours: z.int().min(0).max(2000),
  independentHours: z.int().min(0).max(2000),
  controlForm: z.enum(controlForms),
  block: z.string().trim().max(40).nullable(),
  outcomes: z.array(code).max(60),
})
export type LineInput = z.output<typeof lineIn>
export const lineOut = lineIn.extend({
  id: uuid,
  kind: z.string(),
  controlForm: z.string(),
  disciplineCode: z.string(),
  disciplineName: localizedOut,
})
export type LineView = z.output<typeof lineOut>
export const linesIn = z.object({ lines: z.array(lineIn).max(400), changedAt: time })

/** Something that is wrong with a plan, said in the reader's language. */
export const gapOut = z.object({
  kind: z.string(),
  blocks: z.boolean(),
  text: z.string(),
  clause: z.string(),
  about: z.string().nullable(),
  semester: z.int().nullable(),
})
export type GapView = z.output<typeof gapOut>
export const checkOut = z.object({
  /** What a student certainly gets in each semester, whatever is chosen of electives. */
  semesters: z.array(z.object({ semester: z.int(), credits: z.int(), contactHours: z.int(), independentHours: z.int() })),
  gaps: z.array(gapOut),
  approvable: z.boolean(),
  hoursPerCredit: z.int(),
  creditsPerSemester: z.int(),
})
export type CheckView = z.output<typeof checkOut>
export const curriculumHead = z.object({
  id: uuid,
  programmeId: uuid,
  version: z.int(),
  intakeYear: z.int(),
  state: z.string(),
  approvedAt: time.nullable(),
  approvedBy: z.string().nullable(),
  changedAt: time,
  copiedFrom: uuid.nullable(),
})
export type CurriculumHead = z.output<typeof curriculumHead>
export const curriculumOut = curriculumHead.extend({
  programme: programmeOut,
  standard: standardOut.nullable(),
  lines: z.array(lineOut),
  check: checkOut,
})
export type CurriculumView = z.output<typeof curriculumOut>
export const newCurriculumIn = z.object({ intakeYear: z.int().min(1990).max(2100), copyOf: uuid.nullish() })
const difference = z.object({
  disciplineCode: z.string(),
  disciplineName: localizedOut,
  kind: z.enum(['added', 'removed', 'changed']),
  semester: z.int(),
  line: lineOut,
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
})
export const comparisonOut = z.object({ before: curriculumHead, after: curriculumHead, differences: z.array(difference), unchanged: z.int() })
export type ComparisonView = z.output<typeof comparisonOut>
/** Outcome of reading a file; written only when `act=write` and there is no error. */
export const importOut = z.object({
  written: z.boolean(),
  unchanged: z.boolean(),
  curriculumId: uuid.nullable(),
  rows: z.int(),
  errors: z.array(z.object({ row: z.int(), column: z.string(), text: z.string() })),
  newDisciplines: z.array(z.string()),
  preview: z.array(
    z.object({
      row: z.int(),
      semester: z.int(),
      disciplineCode: z.string(),
      discipline: z.string(),
      kind: z.string(),
      credits: z.int(),
      hours: z.int(),
    }),
  ),
})
export type ImportView = z.output<typeof importOut>
/** Outcome of reading a file of groups; written only when `act=write` and there is no fault. */
export const groupImportOut = z.object({
  written: z.boolean(),
  rows: z.int(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  errors: z.array(z.object({ row: z.int(), column: z.string(), text: z.string() })),
  preview: z.array(
    z.object({
      row: z.int(),
      code: z.string(),
      programme: localizedOut,
      intakeYear: z.int(),
      language: z.string(),
      curator: z.string().nullable(),
      /** new | changed | unchanged */
      state: z.string(),
    }),
  ),
})
export type GroupImportView = z.output<typeof groupImportOut>

export const disciplineOut = named.extend({ departmentId: uuid, summary: localizedOut.nullable() })
export const disciplineIn = z.object({ code, name: localizedIn, departmentId: uuid, summary: localizedIn.nullable() })

export const termIn = z
  .object({
    code,
    name: localizedIn,
    academicYear: z.string().regex(/^\d{4}\/\d{2}$/),
    kind: z.enum(termKinds),
    startsOn: day,
    endsOn: day,
    electivesOpenAt: time.nullable(),
    electivesCloseAt: time.nullable(),
  })
  .refine((given) => given.startsOn < given.endsOn, { path: ['endsOn'] })
export const termOut = named.extend({
  academicYear: z.string(),
  kind: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  electivesOpenAt: time.nullable(),
  electivesCloseAt: time.nullable(),
})
export type TermView = z.output<typeof termOut>

export const groupIn = z.object({
  code,
  programmeId: uuid,
  curriculumId: uuid.nullable(),
  intakeYear: z.int().min(1990).max(2100),
  language: z.enum(languages),
})
export const curatorIn = z.object({ personId: uuid.nullable() })
export const groupOut = z.object({
  id: uuid,
  code: z.string(),
  programmeId: uuid,
  programmeName: localizedOut,
  curriculumId: uuid.nullable(),
  intakeYear: z.int(),
  language: z.string(),
  students: z.int(),
  curator: z.object({ personId: uuid, surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() }).nullable(),
})
export const personOut = z.object({ personId: uuid, surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() })
export const groupStudentOut = personOut.extend({ recordBookNumber: z.string(), state: z.string() })
export const groupPageOut = groupOut.extend({
  roll: z.array(groupStudentOut),
  offerings: z.array(z.object({ id: uuid, code: z.string(), name: localizedOut, termName: localizedOut, credits: z.int() })),
})
export type GroupPageView = z.output<typeof groupPageOut>
export const newStudentIn = z.object({ personId: uuid, recordBookNumber: z.string().trim().min(1).max(40), startsOn: day })
export const streamIn = z.object({ code, groupIds: z.array(uuid).min(1).max(40) })
export const streamOut = z.object({ id: uuid, code: z.string(), groups: z.array(z.object({ id: uuid, code: z.string() })) })

export const headingOut = z.object({
  id: uuid,
  code: z.string(),
  name: localizedOut,
  disciplineId: uuid,
  disciplineCode: z.string(),
  departmentId: uuid,
  language: z.string(),
  credits: z.int(),
  controlForm: z.string(),
  elective: z.boolean(),
  term: z.object({ id: uuid, code: z.string(), name: localizedOut, startsOn: z.string(), endsOn: z.string() }),
})
const teacherOut = personOut.extend({ teachingId: uuid, kind: z.string() })
const meetingOut = z.object({
  weekday: z.int(),
  startsAt: z.int(),
  minutes: z.int(),
  kind: z.string(),
  weeks: z.string(),
  place: z.string(),
  room: z.string().nullable(),
})
export const offeringRow = headingOut.extend({
  students: z.int(),
  waiting: z.int(),
  places: z.int().nullable(),
  electivePool: z.string().nullable(),
  groups: z.array(z.object({ id: uuid, code: z.string() })),
  teachers: z.array(teacherOut),
})
export type OfferingRow = z.output<typeof offeringRow>
export const offeringOut = offeringRow.extend({
  lectureHours: z.int(),
  practicalHours: z.int(),
  laboratoryHours: z.int(),
  seminarHours: z.int(),
  independentHours: z.int(),
  meetings: z.array(meetingOut.extend({ id: uuid })),
})
export const offeringIn = z.object({ places: z.int().min(1).max(10000).nullable(), language: z.enum(languages) })
export type GroupView = z.output<typeof groupOut>
export type OfferingView = z.output<typeof offeringOut>
export type SpecialityView = z.output<typeof specialityOut>
export type StandardView = z.output<typeof standardOut>
export type NamedView = z.output<typeof named>
export type DisciplineView = z.output<typeof disciplineOut>
export const generatedOut = z.object({
  made: z.int(),
  there: z.int(),
  enrolled: z.int(),
  skipped: z.array(z.object({ group: z.string(), reason: z.string() })),
})
export const teacherIn = z.object({ personId: uuid, kind: z.enum([...lessonKinds, 'all']), groupId: uuid.nullish() })
export const meetingIn = z.object({
  weekday: z.int().min(1).max(7),
  startsAt: z.int().min(0).max(1439),
  minutes: z.int().min(20).max(480),
  kind: z.enum(lessonKinds),
  weeks: z.enum(['all', 'odd', 'even']),
  place: z.enum(['online', 'room']),
  room: z.string().trim().max(60).nullable(),
})
export const meetingsIn = z.object({ meetings: z.array(meetingIn).max(30) })
export const enrolIn = z
  .object({ personIds: z.array(uuid).max(500).optional(), groupId: uuid.optional() })
  .refine((given) => Boolean(given.groupId) !== Boolean(given.personIds?.length))
export const enrolOut = z.object({ enrolled: z.int(), there: z.int() })
export const offeringStudentOut = personOut.extend({
  groupId: uuid.nullable(),
  groupCode: z.string().nullable(),
  origin: z.string(),
  enrolledAt: time,
})

export type PersonView = z.output<typeof personOut>
export type OfferingStudentView = z.output<typeof offeringStudentOut>

export const electiveOut = z.object({
  id: uuid,
  name: localizedOut,
  summary: localizedOut.nullable(),
  credits: z.int(),
  language: z.string(),
  controlForm: z.string(),
  places: z.int().nullable(),
  taken: z.int(),
  waiting: z.int(),
  /** free | chosen | waiting | full */
  state: z.string(),
  waitingPlace: z.int().nullable(),
  teachers: z.array(personOut),
})
export const electivePoolOut = z.object({
  key: z.string(),
  pool: z.string().nullable(),
  pick: z.int(),
  chosen: z.int(),
  term: termOut,
  /** before | open | after | unset */
  window: z.string(),
  offerings: z.array(electiveOut),
})
export type ElectivePoolView = z.output<typeof electivePoolOut>
export const weekOut = z.object({
  monday: z.string(),
  number: z.int().nullable(),
  term: termOut.nullable(),
  meetings: z.array(
    meetingOut.extend({
      id: uuid,
      date: z.string(),
      offeringId: uuid,
      name: localizedOut,
      role: z.enum(['student', 'teacher']),
      teachers: z.array(personOut),
      groups: z.array(z.string()),
    }),
  ),
})
export type WeekView = z.output<typeof weekOut>
