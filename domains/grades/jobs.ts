import { sql } from 'drizzle-orm'
import { change } from '../../foundation/server/database/change.ts'
import { defineJob, type JobDefinition } from '../../foundation/server/jobs/jobs.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { keepLine } from './keep-lines.ts'

interface Row extends Record<string, unknown> {
  person_id: string
  offering_id: string
}

/** A deadline that passes changes lines without any act: every night the lines of such offerings are made anew. */
export const refreshLines = defineJob({
  name: 'grades.refresh-lines',
  cron: '30 19 * * *',
  async run(ctx) {
    const result = await ctx.db.execute<Row>(sql`
      SELECT DISTINCT enrolment.person_id, enrolment.offering_id FROM programmes.enrolment
      JOIN courses.item ON item.offering_id = enrolment.offering_id AND item.kind IN ('test', 'assignment') 
      LEFT JOIN courses.own_deadline ON own_deadline.item_id = item.id AND own_deadline.person_id = enrolment.person_id
      WHERE item.due_at IS NOT NULL AND greatest(own_deadline.due_at, item.due_at) BETWEEN now() - interval '2 days' AND now() AND enrolment.left_at IS NULL`)
    for (const row of result.rows) {
      await change(ctx, async (tx) => {
        await keepLine(ctx, tx, { personId: row.person_id, offeringId: row.offering_id })
        await record(ctx, tx)
      })
    }
  },
})

export const jobs: JobDefinition<never>[] = [refreshLines as unknown as JobDefinition<never>]
