import { inArray, sql } from 'drizzle-orm'
import { recordLine } from '../../domains/grades/index.ts'
import { person, roleGrant, type Role } from '../../domains/people/index.ts'
import { makePersonData, type MadePerson } from './make-people.ts'
import { day, type MadeGroup, type World } from './world.ts'

/** One person for each role: those who get an account in the demonstration. */
export async function choosePeople(world: World): Promise<{ role: Role; login: string; person: MadePerson }[]> {
  const newest = world.groups.filter((group) => group.programme.code === 'B-SE').toSorted((left, right) => right.intakeYear - left.intakeYear)
  const group = newest[0]
  const older = newest.at(-1)
  const first = (unit: string, place = 0) => world.staff.get(unit)?.[place]
  const all = [...world.staff.values()].flat()
  const teacherId = world.offerings.find(
    (one) => one.when === 'present' && one.disciplineCode === 'PROG1' && one.groups.some((member) => member.id === group?.id),
  )?.teacherId
  const byId = (id: string | undefined) => all.find((one) => one.id === id)
  const chosen: [Role, string, MadePerson | undefined][] = [
    ['student', 'student', await goodStudent(world, group)],
    ['teacher', 'teacher', byId(teacherId)],
    ['curator', 'curator', byId(group?.curatorId)],
    ['methodist', 'methodist', first('D-SE', 1)],
    ['head_of_department', 'head', first('D-SE')],
    ['methodical_council', 'council', first('METHODICAL')],
    ['registrar', 'registrar', first('STUDY')],
    ['exam_commission', 'commission', first('EXAM-BOARD')],
    ['quality_office', 'quality', first('QUALITY')],
    ['administrator', 'admin', first('DIGITAL')],
    ['accountant', 'accountant', first('ACCOUNTING')],
    ['international_office', 'international', first('INTERNATIONAL')],
    ['psychologist', 'psychologist', first('PSYCHOLOGY')],
    ['support_agent', 'support', first('SUPPORT')],
    ['rectorate', 'rector', first('RECTORATE')],
    ['auditor', 'inspector', await newcomer(world, 'auditor', 'И0001')],
    ['student_council', 'studentcouncil', await granted(world, 'student_council', older?.students[1])],
    ['partner_student', 'partner', await newcomer(world, 'partner_student', 'П0001')],
    ['applicant', 'applicant', await newcomer(world, 'applicant', 'А0001')],
    ['learner', 'learner', await newcomer(world, 'learner', 'М0001')],
  ]
  const taken = new Set<string>()
  return chosen.map(([role, login, found]) => {
    // One account a person: where two roles fell to the same one, a colleague with that role takes the second.
    const someone = found && !taken.has(found.id) ? found : spare(world, role, taken)
    taken.add(someone.id)
    return { role, login, person: someone }
  })
}

/** Somebody whose marks are good but not perfect, and who still has something to do: more to see than a model pupil shows. */
async function goodStudent(world: World, group: MadeGroup | undefined): Promise<MadePerson | undefined> {
  const ids = (group?.students ?? []).map((student) => student.id)
  const found = await world.tx
    .select({ id: recordLine.personId })
    .from(recordLine)
    .where(inArray(recordLine.personId, ids))
    .groupBy(recordLine.personId)
    .having(sql`count(*) >= 3 AND min(${recordLine.percent}) >= 68`)
    .orderBy(sql`avg(${recordLine.percent})`, recordLine.personId)
    .limit(1)
  return group?.students.find((student) => student.id === found[0]?.id) ?? group?.students[0]
}

function spare(world: World, role: Role, taken: Set<string>): MadePerson {
  const candidates =
    role === 'curator'
      ? world.groups.map((group) => group.curatorId)
      : role === 'head_of_department'
        ? [...world.staff].flatMap(([code, people]) => (code.startsWith('D-') && people[0] ? [people[0].id] : []))
        : world.offerings.filter((one) => one.when === 'present').map((one) => one.teacherId)
  const free = [...world.staff.values()].flat().find((one) => candidates.includes(one.id) && !taken.has(one.id))
  if (!free) throw new Error(`nobody is left for the role ${role}`)
  return free
}

async function newcomer(world: World, role: Role, number: string): Promise<MadePerson> {
  const made = makePersonData(world.chance, number, 1980, 2007)
  await world.tx.insert(person).values({ ...made, email: `${role.replace('_', '')}@demo.example` })
  await granted(world, role, made)
  return made
}

async function granted(world: World, role: Role, whom: MadePerson | undefined): Promise<MadePerson | undefined> {
  if (whom) await world.tx.insert(roleGrant).values({ id: world.chance.id(), personId: whom.id, role, startsOn: day(world.today) })
  return whom
}
