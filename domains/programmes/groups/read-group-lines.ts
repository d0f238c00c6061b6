import { asc, eq, isNull } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { person } from '../../people/index.ts'
import { programme, studentGroup } from '../tables.ts'

/** The open groups with what a file of groups tells of them, by code. */
export function readGroupLines(db: ReadDb | Tx) {
  return db
    .select({
      id: studentGroup.id,
      code: studentGroup.code,
      programmeId: studentGroup.programmeId,
      programmeCode: programme.code,
      departmentId: programme.departmentId,
      intakeYear: studentGroup.intakeYear,
      language: studentGroup.language,
      curatorId: studentGroup.curatorId,
      curatorEmail: person.email,
    })
    .from(studentGroup)
    .innerJoin(programme, eq(programme.id, studentGroup.programmeId))
    .leftJoin(person, eq(person.id, studentGroup.curatorId))
    .where(isNull(studentGroup.closedAt))
    .orderBy(asc(studentGroup.code))
}
