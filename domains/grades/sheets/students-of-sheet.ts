import { sql } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'

export interface SheetStudent extends Record<string, unknown> {
  personId: string
  recordBook: string | null
  onLeave: boolean
}

/**
 * Who stands on a first sheet, by name: students of the group in the offering (without one: of the whole elective, or those who came
 * to it outside of a group) whose grade is not
 * confirmed yet and who stand on no other first sheet of it.
 * @param sheetId the sheet itself, when it is there already
 */
export async function studentsOfSheet(
  db: ReadDb | Tx,
  of: { offeringId: string; groupId: string | null; sheetId: string | null },
): Promise<SheetStudent[]> {
  const { rows } = await db.execute<SheetStudent>(sql`
    SELECT enrolment.person_id AS "personId", study.record_book_number AS "recordBook", coalesce(study.state = 'leave', false) AS "onLeave"
    FROM programmes.enrolment
    JOIN programmes.offering ON offering.id = enrolment.offering_id
    JOIN people.person ON person.id = enrolment.person_id
    LEFT JOIN LATERAL (
      SELECT record_book_number, state FROM programmes.studentship
      WHERE studentship.person_id = enrolment.person_id AND state IN ('studying', 'leave', 'graduated')
      ORDER BY group_id = enrolment.group_id DESC NULLS LAST, starts_on DESC LIMIT 1
    ) AS study ON true
    WHERE enrolment.offering_id = ${of.offeringId} AND enrolment.left_at IS NULL
      AND (enrolment.group_id IS NOT DISTINCT FROM ${of.groupId}::uuid OR (${of.groupId}::uuid IS NULL AND offering.elective))
      AND NOT EXISTS (SELECT FROM grades.record_line l WHERE l.person_id = enrolment.person_id AND l.offering_id = enrolment.offering_id AND l.final)
      AND NOT EXISTS (
        SELECT FROM grades.sheet_line JOIN grades.sheet ON sheet.id = sheet_line.sheet_id
        WHERE sheet_line.person_id = enrolment.person_id AND sheet.offering_id = enrolment.offering_id AND sheet.kind = 'first'
          AND sheet.state <> 'void' AND sheet.id IS DISTINCT FROM ${of.sheetId}::uuid)
    ORDER BY person.surname COLLATE "ky-x-icu", person.given_name COLLATE "ky-x-icu", person.id`)
  return rows
}
