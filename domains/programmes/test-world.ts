import { newId } from '../../foundation/server/database/ids.ts'
import { makePerson, makeUnit, type TestPortal } from '../../testing/index.ts'
import type { LineInput } from './contract.ts'
import { discipline, field, programme, speciality, standard, standardOutcome, studentGroup, studentship, term } from './tables.ts'

let count = 0
const name = (words: string) => ({ ky: words, ru: words, en: words })

/** For tests: a speciality with its standard (60 credits in two semesters, one outcome, one block), a programme and disciplines. */
export async function makeProgramme(on: TestPortal, given: Partial<typeof speciality.$inferInsert> = {}, form = 'blended') {
  const write = on.portal.database.write
  count++
  const ids = { fieldId: newId(), specialityId: newId(), standardId: newId(), programmeId: newId() }
  const departmentId = await makeUnit(on.portal)
  await write.insert(field).values({ id: ids.fieldId, code: `PF${count}`, name: name('Багыт') })
  await write
    .insert(speciality)
    .values({ id: ids.specialityId, code: `PS${count}`, name: name('Адистик'), fieldId: ids.fieldId, level: 'bachelor', ...given })
  await write.insert(standard).values({
    id: ids.standardId,
    specialityId: ids.specialityId,
    code: `PST${count}`,
    name: name('Стандарт'),
    approvedOn: '2021-09-21',
    totalCredits: 60,
    semesters: 2,
    practiceCredits: 10,
    attestationCredits: 10,
  })
  await write.insert(standardOutcome).values([
    { standardId: ids.standardId, code: 'ON1', kind: 'outcome', text: name('Натыйжа') },
    { standardId: ids.standardId, code: 'Б1', kind: 'block', text: name('Блок'), minCredits: 10 },
  ])
  await write.insert(programme).values({
    id: ids.programmeId,
    code: `PP${count}`,
    name: name('Программа'),
    specialityId: ids.specialityId,
    standardId: ids.standardId,
    departmentId,
    form,
  })
  const disciplines = Array.from({ length: 8 }, (_none, index) => ({
    id: newId(),
    code: `PD${count}-${index + 1}`,
    name: name(`Дисциплина ${index + 1}`),
    departmentId,
  }))
  await write.insert(discipline).values(disciplines)
  return { ...ids, departmentId, code: `PP${count}`, disciplines }
}

/** A line whose hours fit its credits. */
export function line(disciplineId: string, over: Partial<LineInput> = {}): LineInput {
  const credits = over.credits ?? 10
  return {
    disciplineId,
    semester: 1,
    kind: 'core',
    electivePool: null,
    electivePick: null,
    credits,
    lectureHours: credits * 10,
    practicalHours: 0,
    laboratoryHours: 0,
    seminarHours: 0,
    independentHours: credits * 20,
    controlForm: 'exam',
    block: null,
    outcomes: [],
    ...over,
  }
}

/** Lines that cover the standard of `makeProgramme`: 30 + 30 credits, with a pool of two electives. */
export function wholePlan(disciplines: { id: string }[]): LineInput[] {
  const [a, b, c, d, e, f] = disciplines.map((one) => one.id) as [string, string, string, string, string, string]
  return [
    line(a, { outcomes: ['ON1'], block: 'Б1' }),
    line(b),
    line(c, { kind: 'elective', electivePool: 'Т1', electivePick: 1 }),
    line(d, { kind: 'elective', electivePool: 'Т1', electivePick: 1 }),
    line(a, { semester: 2 }),
    line(e, { semester: 2, kind: 'practice', controlForm: 'differentiated_credit' }),
    line(f, { semester: 2, kind: 'attestation', controlForm: 'defence' }),
  ]
}

/** A group of so many students by a curriculum, and a term that runs now with its electives open. */
export async function makeGroup(on: TestPortal, programmeId: string, curriculumId: string | null, students: number, intakeYear: number) {
  const write = on.portal.database.write
  count++
  const groupId = newId()
  await write.insert(studentGroup).values({ id: groupId, code: `PG-${count}`, programmeId, curriculumId, intakeYear, language: 'ky' })
  const personIds: string[] = []
  for (let index = 0; index < students; index++) {
    const personId = await makePerson(on.portal, 'student')
    await write.insert(studentship).values({ personId, groupId, recordBookNumber: `PRB${count}-${index}`, startsOn: `${intakeYear}-09-01` })
    personIds.push(personId)
  }
  return { groupId, code: `PG-${count}`, personIds }
}

/** An autumn term around today; electives may be chosen from yesterday to tomorrow. */
export async function makeTerm(on: TestPortal, over: Partial<typeof term.$inferInsert> = {}) {
  const now = Date.now()
  const day = (days: number) => new Date(now + days * 86_400_000)
  const year = new Date(now).getUTCFullYear()
  count++
  const termId = newId()
  await on.portal.database.write.insert(term).values({
    id: termId,
    code: `PT${count}`,
    name: name('Семестр'),
    academicYear: `${year}/${String(year + 1).slice(2)}`,
    kind: 'autumn',
    startsOn: day(-30).toISOString().slice(0, 10),
    endsOn: day(60).toISOString().slice(0, 10),
    electivesOpenAt: day(-1),
    electivesCloseAt: day(1),
    ...over,
  })
  return { termId, year }
}
