import { person, roleGrant } from '../../domains/people/index.ts'
import { studentGroup, studentship } from '../../domains/programmes/index.ts'
import { programmes } from './data/programmes.ts'
import { makePersonData } from './make-people.ts'
import { intakes } from './make-programmes.ts'
import { insertMany, type World } from './world.ts'

/** Groups of all years with their curators and students. */
export async function makeStudents(world: World): Promise<void> {
  const { tx, chance } = world
  const persons: (typeof person.$inferInsert)[] = []
  const grants: (typeof roleGrant.$inferInsert)[] = []
  const studies: (typeof studentship.$inferInsert)[] = []
  const groups: (typeof studentGroup.$inferInsert)[] = []
  let number = 0
  for (const data of programmes) {
    const made = world.programmes.get(data.code)
    const curators = world.staff.get(data.department) ?? []
    for (const year of intakes(world, data)) {
      for (let count = 1; count <= data.groupsAYear; count++) {
        const code = `${data.group}-${String(year).slice(2)}-${count}`
        const curator = curators[(count + year) % Math.max(1, curators.length)]
        const group = {
          id: chance.id(),
          code,
          programme: data,
          curriculumId: made?.curricula.get(year) ?? '',
          intakeYear: year,
          students: [] as ReturnType<typeof makePersonData>[],
          curatorId: curator?.id ?? '',
        }
        groups.push({
          id: group.id,
          code,
          programmeId: made?.id ?? '',
          curriculumId: group.curriculumId,
          intakeYear: year,
          language: count === 2 ? 'ru' : 'ky',
          curatorId: curator?.id ?? null,
        })
        if (curator) grants.push({ id: chance.id(), personId: curator.id, role: 'curator', groupId: group.id, startsOn: `${year}-09-01` })
        const age = data.level === 'college' ? 16 : data.level === 'bachelor' ? 18 : data.level === 'master' ? 23 : 26
        for (let place = chance.whole(...data.size); place > 0; place--) {
          number++
          const one = makePersonData(chance, `С${String(number).padStart(5, '0')}`, year - age - 1, year - age)
          group.students.push(one)
          persons.push({ ...one, email: `student${String(number).padStart(4, '0')}@demo.example` })
          grants.push({ id: chance.id(), personId: one.id, role: 'student', startsOn: `${year}-09-01` })
          studies.push({
            id: chance.id(),
            personId: one.id,
            groupId: group.id,
            recordBookNumber: `${String(year).slice(2)}${String(number).padStart(5, '0')}`,
            startsOn: `${year}-09-01`,
          })
        }
        world.groups.push(group)
      }
    }
  }
  await insertMany(persons, (part) => tx.insert(person).values(part))
  await insertMany(groups, (part) => tx.insert(studentGroup).values(part))
  await insertMany(studies, (part) => tx.insert(studentship).values(part))
  await insertMany(grants, (part) => tx.insert(roleGrant).values(part))
}
