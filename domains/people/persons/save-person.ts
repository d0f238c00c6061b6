import { and, eq, ne, or } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem, type FieldFault } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { PersonInput } from '../contract.ts'
import { cleanPersonalNumber, readPersonalNumber } from '../personal-number.ts'
import { normalPhone } from '../shared/phone.ts'
import { cleanWords } from '../split-name.ts'
import { person } from '../tables.ts'

/** The columns of a person as they are kept: names cleaned, number and telephone in one form. @throws people.check-fields (422) */
export function checkPerson(given: PersonInput): PersonInput {
  const faults: FieldFault[] = []
  const personalNumber = given.personalNumber ? cleanPersonalNumber(given.personalNumber) : null
  const read = personalNumber ? readPersonalNumber(personalNumber) : null
  let { sex, birthDate } = given
  if (typeof read === 'string') faults.push({ path: 'personalNumber', key: `personal-number-${read}` })
  else if (read) {
    if (birthDate && birthDate !== read.birthDate) faults.push({ path: 'birthDate', key: 'birth-date-not-of-number' })
    if (sex && sex !== read.sex) faults.push({ path: 'sex', key: 'sex-not-of-number' })
    birthDate ??= read.birthDate
    sex ??= read.sex
  }
  if (birthDate && (birthDate > new Date().toISOString().slice(0, 10) || birthDate < '1900-01-01'))
    faults.push({ path: 'birthDate', key: 'not-a-birth-date' })
  const phone = given.phone ? normalPhone(given.phone) : null
  if (given.phone && !phone) faults.push({ path: 'phone', key: 'not-a-phone' })
  if (faults.length > 0) throw problem('people.check-fields', { status: 422, fields: faults })
  return {
    ...given,
    surname: cleanWords(given.surname),
    givenName: cleanWords(given.givenName),
    patronymic: given.patronymic ? cleanWords(given.patronymic) : null,
    personalNumber,
    sex,
    birthDate,
    phone,
  }
}

/**
 * Enters a person, or corrects one.
 * @param personId null for a new person
 * @throws people.check-fields (422; 409 for a number that another person has), foundation.not-found (404)
 */
export async function savePerson(ctx: Ctx, personId: string | null, given: PersonInput): Promise<{ id: string }> {
  const row = checkPerson(given)
  return change(ctx, async (tx) => {
    const id = personId ?? newId()
    await refuseTaken(tx, id, row)
    if (personId) {
      const [before] = await tx.select().from(person).where(eq(person.id, personId)).for('update')
      if (!before) throw problem('foundation.not-found', { status: 404 })
      const fields = (Object.keys(row) as (keyof PersonInput)[]).filter((key) => before[key] !== row[key])
      await tx
        .update(person)
        .set({ ...row, changedAt: new Date() })
        .where(eq(person.id, personId))
      await record(ctx, tx, { verb: 'person.changed', object: { type: 'person', id }, about: id, context: { fields } })
    } else {
      await tx.insert(person).values({ id, ...row })
      await record(ctx, tx, { verb: 'person.created', object: { type: 'person', id }, about: id })
    }
    return { id }
  })
}

async function refuseTaken(tx: Tx, id: string, row: PersonInput): Promise<void> {
  const marks = [
    row.personalNumber ? eq(person.personalNumber, row.personalNumber) : undefined,
    row.universityNumber ? eq(person.universityNumber, row.universityNumber) : undefined,
  ].filter((one) => one !== undefined)
  if (marks.length === 0) return
  const [taken] = await tx
    .select({ personalNumber: person.personalNumber })
    .from(person)
    .where(and(ne(person.id, id), or(...marks)))
  if (!taken) return
  const path = row.personalNumber && taken.personalNumber === row.personalNumber ? 'personalNumber' : 'universityNumber'
  throw problem('people.check-fields', { status: 409, fields: [{ path, key: 'fields.taken' }] })
}
