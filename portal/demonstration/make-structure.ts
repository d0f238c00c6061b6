import { person, roleGrant, staffPost, unit, type Role } from '../../domains/people/index.ts'
import { degrees, officePost, teacherPosts, units } from './data/structure.ts'
import { makePersonData, type MadePerson } from './make-people.ts'
import { insertMany, type World } from './world.ts'

/** Which role the staff of a unit holds, beside heads. */
const officeRoles: Record<string, Role> = {
  STUDY: 'registrar',
  QUALITY: 'quality_office',
  DIGITAL: 'administrator',
  ACCOUNTING: 'accountant',
  INTERNATIONAL: 'international_office',
  PSYCHOLOGY: 'psychologist',
  SUPPORT: 'support_agent',
  RECTORATE: 'rectorate',
  'VR-STUDY': 'rectorate',
  METHODICAL: 'methodical_council',
  'EXAM-BOARD': 'exam_commission',
}

/** Units, their heads and staff, and the roles these posts carry (R8.1, R3.6c). */
export async function makeStructure(world: World): Promise<void> {
  const { tx, chance } = world
  const unitRows = units.map((data, index) => {
    const id = chance.id()
    world.units.set(data.code, id)
    return {
      id,
      code: data.code,
      kind: data.kind,
      parentId: data.parent ? (world.units.get(data.parent) ?? null) : null,
      name: data.name,
      position: String(index).padStart(3, '0'),
      phone: `+9963222${String(50_000 + index * 37)}`,
      email: `${data.code.toLowerCase()}@demo.example`,
      room: `${1 + (index % 4)}${String(10 + index).slice(-2)}`,
    }
  })
  await tx.insert(unit).values(unitRows)

  const persons: (typeof person.$inferInsert)[] = []
  const posts: (typeof staffPost.$inferInsert)[] = []
  const grants: (typeof roleGrant.$inferInsert)[] = []
  let number = 0
  for (const data of units) {
    const unitId = world.units.get(data.code) ?? ''
    const made: MadePerson[] = []
    const hire = (isHead: boolean) => {
      number++
      const one = makePersonData(chance, `К${String(number).padStart(4, '0')}`, 1962, 1997)
      made.push(one)
      const email = `staff${String(number).padStart(3, '0')}@demo.example`
      persons.push({ ...one, email })
      const teaches = data.kind === 'department' || data.kind === 'college'
      posts.push({
        id: chance.id(),
        personId: one.id,
        unitId,
        title: isHead && data.head ? data.head : teaches ? chance.pick(teacherPosts) : officePost,
        isHead,
        degree: teaches && chance.happens(0.4) ? chance.pick(degrees) : null,
        publicEmail: email,
        publicPhone: null,
        startsOn: '2019-09-01',
      })
      const role: Role | undefined = teaches ? (isHead ? 'head_of_department' : undefined) : officeRoles[data.code]
      if (role) grants.push({ id: chance.id(), personId: one.id, role, unitId: teaches ? unitId : null, startsOn: '2019-09-01' })
      if (data.kind === 'faculty' && isHead)
        grants.push({ id: chance.id(), personId: one.id, role: 'head_of_department', unitId, startsOn: '2019-09-01' })
      if (teaches) grants.push({ id: chance.id(), personId: one.id, role: 'teacher', unitId, startsOn: '2019-09-01' })
      if (teaches && !isHead && made.length === 2)
        grants.push({ id: chance.id(), personId: one.id, role: 'methodist', unitId, startsOn: '2019-09-01' })
    }
    if (data.head) hire(true)
    for (let count = 0; count < (data.staff ?? 0); count++) hire(false)
    world.staff.set(data.code, made)
  }
  await insertMany(persons, (part) => tx.insert(person).values(part))
  await insertMany(posts, (part) => tx.insert(staffPost).values(part))
  await insertMany(grants, (part) => tx.insert(roleGrant).values(part))
}
