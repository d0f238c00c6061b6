import { sql } from 'drizzle-orm'
import type { ReadDb } from '../../foundation/server/database/database.ts'
import { together } from '../../foundation/server/database/together.ts'
import type { Facts, Grant } from '../../foundation/server/permissions/actor.ts'

interface Standing {
  grants: Grant[]
  facts: Facts
}

interface Row extends Record<string, unknown> {
  person: string
  grants: { role: string; unit: string | null; group: string | null }[] | null
  units: { root: string; unit: string }[] | null
  curated: string[] | null
  teaches: string[] | null
  enrolled: string[] | null
}

/**
 * What a person stands on: valid roles (with the units below each), groups curated, offerings taught and studied. Every
 * signed request asks it, so it touches indexes only, and the requests of one moment are answered by one statement.
 */
export async function readStanding(db: ReadDb, personId: string): Promise<Standing> {
  return (await standings(db, personId)) ?? { grants: [], facts: { teaches: [], enrolled: [] } }
}

const standings = together(async (db, personIds: string[]) => {
  const people = sql`${sql.param(personIds)}::uuid[]`
  const result = await db.execute<Row>(sql`
    WITH RECURSIVE held AS (
      SELECT person_id, role, unit_id, group_id FROM people.role_grant
      WHERE person_id = ANY(${people}) AND starts_on <= current_date AND (ends_on IS NULL OR ends_on >= current_date)
    ), below AS (
      SELECT unit_id AS root, unit_id AS unit FROM held WHERE unit_id IS NOT NULL
      UNION
      SELECT below.root, unit.id FROM below JOIN people.unit ON unit.parent_id = below.unit
    )
    SELECT person,
      (SELECT json_agg(json_build_object('role', role, 'unit', unit_id, 'group', group_id)) FROM held WHERE person_id = person) AS grants,
      (SELECT json_agg(json_build_object('root', root, 'unit', unit)) FROM below
        WHERE root IN (SELECT unit_id FROM held WHERE person_id = person)) AS units,
      (SELECT json_agg(id) FROM programmes.student_group WHERE curator_id = person) AS curated,
      (SELECT json_agg(DISTINCT offering_id) FROM programmes.teaching WHERE person_id = person) AS teaches,
      (SELECT json_agg(offering_id) FROM programmes.enrolment WHERE person_id = person AND left_at IS NULL) AS enrolled
    FROM unnest(${people}) AS person`)
  return new Map(result.rows.map((row) => [row.person, standingOf(row)]))
})

function standingOf(row: Row): Standing {
  const grants = (row.grants ?? []).map((grant) => ({
    role: grant.role,
    unitIds: grant.unit ? (row.units ?? []).filter((pair) => pair.root === grant.unit).map((pair) => pair.unit) : null,
    groupIds: [...(grant.group ? [grant.group] : []), ...(grant.role === 'curator' ? (row.curated ?? []) : [])],
  }))
  return { grants, facts: { teaches: row.teaches ?? [], enrolled: row.enrolled ?? [] } }
}
