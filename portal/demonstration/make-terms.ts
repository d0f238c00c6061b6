import { enrolment, offering, offeringGroup, teaching, term, weeklyMeeting } from '../../domains/programmes/index.ts'
import { day, insertMany, monday, plusDays, type MadeGroup, type MadeLine, type When, type World } from './world.ts'

/** Three terms: the last one, the present one, which is in its seventh week, and the next one, whose electives are being chosen. */
export async function makeTerms(world: World): Promise<void> {
  const start = plusDays(monday(world.today), -6 * 7)
  const earlier = plusDays(start, -30 * 7)
  const later = plusDays(start, 20 * 7)
  for (const [startsOn, when] of [
    [earlier, 'last'],
    [start, 'present'],
    [later, 'next'],
  ] as const) {
    const autumn = startsOn.getUTCMonth() >= 6
    const year = autumn ? startsOn.getUTCFullYear() : startsOn.getUTCFullYear() - 1
    const academicYear = `${year}/${String(year + 1).slice(2)}`
    const kind = autumn ? 'autumn' : 'spring'
    const id = world.chance.id()
    const names = autumn
      ? { ky: 'күзгү семестр', ru: 'осенний семестр', en: 'autumn term' }
      : { ky: 'жазгы семестр', ru: 'весенний семестр', en: 'spring term' }
    const endsOn = plusDays(startsOn, 18 * 7 - 1)
    await world.tx.insert(term).values({
      id,
      code: `${academicYear}-${kind}`,
      name: { ky: `${academicYear}, ${names.ky}`, ru: `${academicYear}, ${names.ru}`, en: `${academicYear}, ${names.en}` },
      academicYear,
      kind,
      startsOn: day(startsOn),
      endsOn: day(endsOn),
      electivesOpenAt: when === 'next' ? plusDays(world.today, -3) : null,
      electivesCloseAt: when === 'next' ? plusDays(world.today, 11) : null,
    })
    world.terms.push({ id, code: `${academicYear}-${kind}`, startsOn, endsOn, when })
  }
}

/** A year's groups of a programme are taught together. */
function streams(world: World): { key: string; groups: MadeGroup[] }[] {
  const found = new Map<string, MadeGroup[]>()
  for (const group of world.groups) {
    const key = `${group.programme.code}-${group.intakeYear}`
    found.set(key, [...(found.get(key) ?? []), group])
  }
  return [...found].map(([key, groups]) => ({ key, groups }))
}

/** The semester in which an intake is in a term: newcomers of the present term are in their first. */
function semesterOf(world: World, group: MadeGroup, when: When): number {
  const year = world.terms.find((term) => term.when === 'present')?.startsOn.getUTCFullYear() ?? 0
  return (year - group.intakeYear) * 2 + { last: 0, present: 1, next: 2 }[when]
}

/** Offerings of both terms from the curricula, with teachers, enrolments and weekly meetings. */
export async function makeOfferings(world: World): Promise<void> {
  const { tx, chance } = world
  const rows = {
    offerings: [] as (typeof offering.$inferInsert)[],
    groups: [] as (typeof offeringGroup.$inferInsert)[],
    teaching: [] as (typeof teaching.$inferInsert)[],
    enrolments: [] as (typeof enrolment.$inferInsert)[],
    meetings: [] as (typeof weeklyMeeting.$inferInsert)[],
  }
  const turns = new Map<string, number>()
  const hours = new Hours()
  for (const { key, groups } of streams(world)) {
    const first = groups[0]
    if (!first) continue
    for (const period of world.terms) {
      const semester = semesterOf(world, first, period.when)
      const lines = (world.programmes.get(first.programme.code)?.lines ?? []).filter(
        (line) => line.semester === semester && (line.kind === 'elective' || (line.kind === 'core' && period.when !== 'next')),
      )
      for (const line of lines) {
        const catalogue = world.disciplines.get(line.disciplineCode)
        const teachers = world.staff.get(catalogue?.departmentCode ?? '') ?? []
        const turn = turns.get(catalogue?.departmentCode ?? '') ?? 0
        turns.set(catalogue?.departmentCode ?? '', turn + 1)
        const teacher = teachers[turn % Math.max(1, teachers.length)]
        if (!catalogue || !teacher) continue
        const id = chance.id()
        const code = `${line.disciplineCode}-${key}-${period.code}`
        rows.offerings.push({
          id,
          code,
          disciplineId: catalogue.id,
          termId: period.id,
          departmentId: catalogue.departmentId,
          language: 'ky',
          credits: line.credits,
          controlForm: line.controlForm,
          ...hoursOf(line),
          ...poolOf(line, groups),
        })
        rows.teaching.push({ id: chance.id(), offeringId: id, personId: teacher.id })
        for (const group of groups) {
          rows.groups.push({ offeringId: id, groupId: group.id })
          for (const student of group.students.filter((_one, at) => takes(line, period.when, group, at)))
            rows.enrolments.push({
              id: chance.id(),
              offeringId: id,
              personId: student.id,
              groupId: group.id,
              origin: line.kind === 'elective' ? 'choice' : 'group',
              enrolledAt: plusDays(period.startsOn, -5),
              leftAt: null,
            })
        }
        rows.meetings.push(
          ...meetingsOf(world, id, line, hours, [
            `${period.id}-${key}-${line.alternative ?? ''}`,
            ...(line.kind === 'elective' ? [`${period.id}-${key}-`] : [`${period.id}-${key}-0`, `${period.id}-${key}-1`]),
            `${period.id}-${teacher.id}`,
          ]),
        )
        world.offerings.push({
          id,
          code,
          disciplineCode: line.disciplineCode,
          termId: period.id,
          when: period.when,
          departmentId: catalogue.departmentId,
          groups,
          teacherId: teacher.id,
        })
      }
    }
  }
  await insertMany(rows.offerings, (part) => tx.insert(offering).values(part))
  await insertMany(rows.groups, (part) => tx.insert(offeringGroup).values(part))
  await insertMany(rows.teaching, (part) => tx.insert(teaching).values(part))
  await insertMany(rows.enrolments, (part) => tx.insert(enrolment).values(part))
  await insertMany(rows.meetings, (part) => tx.insert(weeklyMeeting).values(part))
}

/** Places for somewhat more than half of those who may choose, so that a waiting line can form. */
function poolOf(line: MadeLine, groups: MadeGroup[]) {
  if (line.kind !== 'elective') return {}
  const students = groups.reduce((sum, group) => sum + group.students.length, 0)
  return { elective: true, electivePool: `С${line.semester}`, electivePick: 1, places: Math.ceil(students * 0.6) }
}

/** Who is in an offering: all of the group; of electives, one half in each alternative; for the next term some have chosen. */
function takes(line: MadeLine, when: When, group: MadeGroup, at: number): boolean {
  if (line.kind !== 'elective') return true
  if (when === 'next' && (at % 3 !== 0 || group.code === firstGroup)) return false
  return at % 2 === line.alternative
}

/** The group of the demonstration's student, whose choice is still to be made. */
const firstGroup = 'ПИ-26-1'

function hoursOf(line: MadeLine) {
  const { lecture, practical, laboratory, seminar, independent } = line.hours
  return { lectureHours: lecture, practicalHours: practical, laboratoryHours: laboratory, seminarHours: seminar, independentHours: independent }
}

/** Which hours of the week are taken, and by whom: six a day from Monday to Friday. */
class Hours {
  readonly taken = new Set<string>()

  /** The first hour that is free for all of them, from a start that differs by who they are. */
  take(whom: string[]): number {
    const start = whom.join('').length % 5
    for (let step = 0; step < 30; step++) {
      // Day by day rather than hour by hour, so that a week is evenly full.
      const slot = ((start + step) % 5) * 6 + Math.floor(step / 5)
      if (whom.some((one) => this.taken.has(`${one} ${slot}`))) continue
      for (const one of whom) this.taken.add(`${one} ${slot}`)
      return slot
    }
    throw new Error('the demonstration’s week is full')
  }
}

/** Two meetings a week for each discipline, the lecture and the class, free of overlaps for groups and teachers. */
function meetingsOf(world: World, offeringId: string, line: MadeLine, hours: Hours, whom: string[]): (typeof weeklyMeeting.$inferInsert)[] {
  const starts = [9 * 60, 10 * 60 + 30, 12 * 60 + 30, 14 * 60, 15 * 60 + 30, 17 * 60]
  const second = line.hours.laboratory > 0 ? 'laboratory' : line.hours.seminar > 0 ? 'seminar' : 'practical'
  return [0, 1].map((index) => {
    const slot = hours.take(whom)
    return {
      id: world.chance.id(),
      offeringId,
      weekday: 1 + Math.floor(slot / 6),
      startsAt: starts[slot % 6] ?? 540,
      minutes: 80,
      kind: index === 0 && line.hours.lecture > 0 ? 'lecture' : second,
      weeks: 'all',
      place: 'online',
    }
  })
}
