import { eq, sql } from 'drizzle-orm'
import { createTransport, type Transporter } from 'nodemailer'
import type { Config } from '../config/index.ts'
import type { Ctx, Portal } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { defineJob } from '../jobs/jobs.ts'
import { mailMessage } from './tables.ts'

export interface Message {
  to: string
  subject: string
  text: string
  html?: string
}

export interface Mail {
  /** Writes the message and its job in the transaction: it leaves after the commit, or not at all. Without a transaction, at once. */
  send: (message: Message, tx?: Tx) => Promise<void>
  /** Hands a waiting message to the mail server; used by the job. */
  deliver: (messageId: string) => Promise<void>
}

/** Sends one message; tried again with growing pauses when the mail server is away. */
export const sendMail = defineJob<{ messageId: string }>({
  name: 'mail.send',
  retryLimit: 10,
  run: (ctx: Ctx, { messageId }) => ctx.portal.mail.deliver(messageId),
})

type Base = Pick<Portal, 'database' | 'jobs' | 'log' | 'config'>

function transportOf(config: Config): Transporter | null {
  return config.smtp ? createTransport(config.smtp.url, { from: config.smtp.from, disableFileAccess: true, disableUrlAccess: true }) : null
}

/** Opens mail: through SMTP where configured; else messages are kept, and the demonstration shows them on a page. */
export function openMail(base: Base, isDemonstration: () => boolean): Mail & { close: () => void } {
  const transport = transportOf(base.config)
  const put = async (tx: Tx, message: Message) => {
    const id = newId()
    await tx.insert(mailMessage).values({
      id,
      recipient: message.to,
      subject: message.subject,
      text: message.text,
      html: message.html ?? null,
      state: transport ? 'waiting' : 'kept',
    })
    if (transport) await base.jobs.enqueue(tx, sendMail, { messageId: id })
  }
  return {
    send: (message, tx) => (tx ? put(tx, message) : base.database.write.transaction((own) => put(own, message))),
    async deliver(messageId) {
      const [found] = await base.database.read.select().from(mailMessage).where(eq(mailMessage.id, messageId))
      if (!found || found.state !== 'waiting' || !transport) return
      await base.database.write
        .update(mailMessage)
        .set({ tries: sql`${mailMessage.tries} + 1` })
        .where(eq(mailMessage.id, messageId))
      await transport.sendMail({
        to: found.recipient,
        subject: found.subject,
        text: found.text ?? '',
        ...(found.html ? { html: found.html } : {}),
        messageId: `<${messageId}@univer-plus>`,
      })
      const wiped = isDemonstration() ? {} : { text: null, html: null }
      await base.database.write
        .update(mailMessage)
        .set({ state: 'sent', sentAt: new Date(), ...wiped })
        .where(eq(mailMessage.id, messageId))
    },
    close: () => transport?.close(),
  }
}

declare module '../services.ts' {
  interface Services {
    mail: Mail
  }
}
