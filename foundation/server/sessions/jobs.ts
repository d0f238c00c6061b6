import { lt } from 'drizzle-orm'
import { defineJob, type JobDefinition } from '../jobs/jobs.ts'
import { sendEmailLink } from './change-email.ts'
import { sendRecovery } from './request-recovery.ts'
import { passwordToken, session, verification } from './tables.ts'
import { sweepGuesses } from './throttle.ts'

/** Removes what ran out: sessions, challenges, tokens, counters of guesses. Nobody's act, so nothing is recorded. */
export const sweepSessions = defineJob({
  name: 'sessions.sweep',
  cron: '17 * * * *',
  run: async (ctx) => {
    const write = ctx.portal.database.write
    for (const table of [session, verification, passwordToken]) await write.delete(table).where(lt(table.expiresAt, new Date()))
    await sweepGuesses(ctx.portal.database)
  },
})

export const jobs = [sendRecovery, sendEmailLink, sweepSessions] as JobDefinition<never>[]
