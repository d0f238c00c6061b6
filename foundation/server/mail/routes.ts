import { desc } from 'drizzle-orm'
import { z } from 'zod'
import { problem } from '../http/problem.ts'
import { defineRoutes } from '../http/route.ts'
import { mailMessage } from './tables.ts'

const sentMail = z.object({
  messages: z.array(z.object({ id: z.uuid(), to: z.string(), subject: z.string(), text: z.string(), createdAt: z.date() })),
})

export const routes = defineRoutes('mail', (route) => {
  route({
    method: 'GET',
    path: '/api/demonstration/mail',
    summary: 'Mail that the demonstration would have sent; exists in the demonstration alone',
    may: 'public',
    response: sentMail,
    handler: async (ctx) => {
      if (!ctx.portal.demonstration) throw problem('foundation.not-found', { status: 404 })
      const rows = await ctx.db.select().from(mailMessage).orderBy(desc(mailMessage.createdAt)).limit(50)
      return {
        messages: rows.map((row) => ({ id: row.id, to: row.recipient, subject: row.subject, text: row.text ?? '', createdAt: row.createdAt })),
      }
    },
  })
})
