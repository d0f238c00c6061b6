import { symmetricEncrypt } from 'better-auth/crypto'
import { eq } from 'drizzle-orm'
import type { Portal } from '../foundation/server/context.ts'
import { newId } from '../foundation/server/database/ids.ts'
import { account, twoFactor } from '../foundation/server/sessions/tables.ts'
import { codeOfStep, stepAt } from '../foundation/server/sessions/totp-step.ts'
import { person, roleGrant, unit, type Role } from '../domains/people/index.ts'
import {
  discipline,
  enrolment,
  field,
  offering,
  programme,
  speciality,
  studentGroup,
  studentship,
  teaching,
  term,
} from '../domains/programmes/index.ts'

/** Rows that tests begin with, written past the use cases. Each returns the new id. */
type Given<T> = Partial<T>
let count = 0

/** A person; `role` gives that role for the whole university (or for `unitId`). */
export async function makePerson(portal: Portal, role?: Role, given: Given<typeof person.$inferInsert> & { unitId?: string } = {}): Promise<string> {
  const { unitId, ...own } = given
  const id = newId()
  count++
  await portal.database.write.insert(person).values({ id, surname: `Асанов${count}`, givenName: 'Бакыт', patronymic: 'Каныбекович', ...own })
  if (role) await giveRole(portal, id, role, unitId)
  return id
}

/** Gives a role, narrowed to a unit where one is named. */
export async function giveRole(portal: Portal, personId: string, role: Role, unitId?: string): Promise<void> {
  await portal.database.write.insert(roleGrant).values({ personId, role, unitId: unitId ?? null, startsOn: '2020-01-01' })
}

/** A unit, below `parentId` where given. */
export async function makeUnit(portal: Portal, given: Given<typeof unit.$inferInsert> = {}): Promise<string> {
  const id = newId()
  count++
  await portal.database.write.insert(unit).values({
    id,
    kind: 'department',
    code: `U${count}`,
    name: { ky: `Кафедра ${count}`, ru: `Кафедра ${count}`, en: `Department ${count}` },
    ...given,
  })
  return id
}

/** An offering with all it stands on: department, discipline, term, programme, group. */
export async function makeOffering(portal: Portal): Promise<{
  offeringId: string
  departmentId: string
  groupId: string
  termId: string
  disciplineId: string
  programmeId: string
  specialityId: string
}> {
  const write = portal.database.write
  count++
  const ids = { offeringId: newId(), disciplineId: newId(), termId: newId(), groupId: newId(), programmeId: newId(), specialityId: newId() }
  const fieldId = newId()
  const departmentId = await makeUnit(portal)
  const name = { ky: `Сабак ${count}`, ru: `Предмет ${count}`, en: `Course ${count}` }
  await write.insert(field).values({ id: fieldId, code: `F${count}`, name })
  await write.insert(speciality).values({ id: ids.specialityId, code: `S${count}`, name, fieldId, level: 'bachelor' })
  await write.insert(programme).values({ id: ids.programmeId, code: `P${count}`, name, specialityId: ids.specialityId, departmentId, form: 'online' })
  await write.insert(studentGroup).values({ id: ids.groupId, code: `G-${count}`, programmeId: ids.programmeId, intakeYear: 2025, language: 'ky' })
  await write
    .insert(term)
    .values({ id: ids.termId, code: `T${count}`, name, academicYear: '2026/27', kind: 'autumn', startsOn: '2026-09-01', endsOn: '2027-01-20' })
  await write.insert(discipline).values({ id: ids.disciplineId, code: `D${count}`, name, departmentId })
  await write
    .insert(offering)
    .values({ id: ids.offeringId, disciplineId: ids.disciplineId, termId: ids.termId, code: `O${count}`, departmentId, language: 'ky', credits: 5 })
  return { ...ids, departmentId }
}

/** Enrols a person in an offering (and, with a group, as that group's student). */
export async function enrol(portal: Portal, personId: string, offeringId: string, groupId?: string): Promise<void> {
  count++
  await portal.database.write.insert(enrolment).values({ personId, offeringId, groupId: groupId ?? null, origin: 'single' })
  if (groupId) await portal.database.write.insert(studentship).values({ personId, groupId, recordBookNumber: `RB${count}`, startsOn: '2025-09-01' })
}

/** Makes a person a teacher of an offering. */
export async function assignTeacher(portal: Portal, personId: string, offeringId: string): Promise<void> {
  await portal.database.write.insert(teaching).values({ personId, offeringId })
}

/** An account of a person, under the id that `testPortal` signs them in with, with a code application. */
export async function giveSecondFactor(portal: Portal, personId: string): Promise<void> {
  await portal.database.write.insert(account).values({ id: personId, personId, username: `u${personId}`, twoFactorEnabled: true })
  await portal.database.write.insert(twoFactor).values({
    userId: personId,
    secret: await symmetricEncrypt({ key: portal.config.secret, data: personId }),
    backupCodes: await symmetricEncrypt({ key: portal.config.secret, data: '[]' }),
    verified: true,
  })
}

/** A code that the portal takes now, as if no other had been used before. */
export async function freshCode(portal: Portal, personId: string): Promise<string> {
  await portal.database.write.update(twoFactor).set({ lastUsedStep: 0 }).where(eq(twoFactor.userId, personId))
  return codeOfStep(personId, stepAt())
}
