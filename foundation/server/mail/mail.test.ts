import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { readConfig } from '../config/index.ts'
import { mailMessage } from './tables.ts'
import { layLetter } from './layout.ts'
import { openMail, sendMail } from './mail.ts'
import { testPortal, type TestPortal } from '../../../testing/index.ts'

let given: TestPortal
let server: SMTPServer | null = null
afterEach(async () => {
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
  server = null
  await given.close()
})

/** A real SMTP server that asks for a password, and what it received. */
async function mailServer(): Promise<{ port: number; received: Promise<Awaited<ReturnType<typeof simpleParser>>> }> {
  let got: (mail: Awaited<ReturnType<typeof simpleParser>>) => void = () => {}
  const received = new Promise<Awaited<ReturnType<typeof simpleParser>>>((resolve) => (got = resolve))
  const own = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    onAuth: (auth, _session, done) =>
      auth.username === 'portal' && auth.password === 'geheim' ? done(null, { user: 'portal' }) : done(new Error('wrong password')),
    onData: (stream, _session, done) => {
      void simpleParser(stream).then((mail) => {
        got(mail)
        done()
      })
    },
  })
  server = own
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', () => resolve()))
  const address = own.server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, received }
}

test('a letter in Kyrgyz reaches a real mail server whole, and its body is wiped after', async () => {
  given = await testPortal()
  const { port, received } = await mailServer()
  const config = readConfig([], { SMTP_URL: `smtp://portal:geheim@127.0.0.1:${port}`, MAIL_FROM: 'Портал <portal@example.kg>' })
  const mail = openMail({ ...given.portal, config }, () => false)
  const letter = await layLetter(
    'ky',
    { ky: 'Университет' },
    {
      heading: 'Сырсөздү калыбына келтирүү',
      paragraphs: ['Шилтеме 30 мүнөт иштейт <эскертүү>.'],
      button: { label: 'Ачуу', url: 'https://portal.example.kg/x?a=1&b=2' },
    },
  )
  await mail.send({ to: 'student@example.kg', subject: 'Өзгөчө кат', ...letter })
  const [row] = await given.portal.database.read.select().from(mailMessage)
  expect(row?.state).toBe('waiting')
  await mail.deliver(row?.id ?? '')
  const got = await received
  expect(got.subject).toBe('Өзгөчө кат')
  expect(got.from?.value[0]).toMatchObject({ name: 'Портал', address: 'portal@example.kg' })
  expect(got.text).toContain('https://portal.example.kg/x?a=1&b=2')
  expect(got.html).toContain('&lt;эскертүү&gt;')
  const [after] = await given.portal.database.read.select().from(mailMessage)
  expect(after).toMatchObject({ state: 'sent', text: null, html: null })
  mail.close()
})

test('a refused password leaves the message waiting, to be tried again', async () => {
  given = await testPortal()
  const { port } = await mailServer()
  const config = readConfig([], { SMTP_URL: `smtp://portal:wrong@127.0.0.1:${port}`, MAIL_FROM: 'portal@example.kg' })
  const mail = openMail({ ...given.portal, config }, () => false)
  await mail.send({ to: 'student@example.kg', subject: 'x', text: 'y' })
  const [row] = await given.portal.database.read.select().from(mailMessage)
  await expect(mail.deliver(row?.id ?? '')).rejects.toThrow(/Invalid login|535/)
  const [after] = await given.portal.database.read.select().from(mailMessage)
  expect(after).toMatchObject({ state: 'waiting', tries: 1, text: 'y' })
  expect(sendMail.retryLimit).toBe(10)
  mail.close()
})

test('the page of sent mail exists in the demonstration alone', async () => {
  given = await testPortal()
  await given.portal.mail.send({ to: 'a@example.kg', subject: 'Салам', text: 'Текст' })
  expect((await given.request('GET', '/api/demonstration/mail')).status).toBe(404)
  given.portal.demonstration = true
  const reply = await given.request('GET', '/api/demonstration/mail')
  expect(reply.body.messages[0]).toMatchObject({ subject: 'Салам', text: 'Текст' })
})
