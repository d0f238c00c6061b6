import { index, integer, text } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, personalData } from '../database/columns.ts'
import { foundationSchema } from '../facts/tables.ts'

/** Mail to send and sent. Bodies hold one-use links, so they are wiped once the message has left (not in the demonstration, which shows them). */
export const mailMessage = foundationSchema.table(
  'mail_message',
  {
    id: id(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    text: text('text'),
    html: text('html'),
    /** waiting | sent | kept (the demonstration sends nothing) */
    state: text('state').notNull().default('waiting'),
    tries: integer('tries').notNull().default(0),
    createdAt: createdAt(),
    sentAt: moment('sent_at'),
  },
  (table) => [index('mail_message_created').on(table.createdAt)],
)
personalData(mailMessage, { recipient: 'contact', subject: 'correspondence', text: 'correspondence', html: 'correspondence' })
