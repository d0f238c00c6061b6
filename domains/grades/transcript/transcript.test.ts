import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { enrol, giveRole, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { studentship } from '../../programmes/index.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { replacePapers } from '../papers/issue-paper.ts'
import type { PaperView } from '../papers/contract.ts'
import { paper } from '../papers/tables.ts'
import { recordLine } from '../tables.ts'
import type { TranscriptsView } from './contract.ts'

let portal: TestPortal
let [student, other, registrar, foreignRegistrar, curatorOfNobody, fresh] = ['', '', '', '', '', '']
const line = (personId: string, offeringId: string, percent: number, letter: string, final: boolean) => ({
  personId,
  offeringId,
  percent,
  letter,
  traditional: '5',
  final,
  changedAt: new Date(Date.now() - 60_000),
})

beforeAll(async () => {
  portal = await testPortal()
  const write = portal.portal.database.write
  const [made, running, foreign] = [await makeOffering(portal.portal), await makeOffering(portal.portal), await makeOffering(portal.portal)]
  ;[student, other, fresh] = [
    await makePerson(portal.portal, 'student', { surname: 'Кошмамат уулу', givenName: 'Нурбек', patronymic: null }),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
  ]
  registrar = await makePerson(portal.portal)
  await giveRole(portal.portal, registrar, 'registrar', made.departmentId)
  foreignRegistrar = await makePerson(portal.portal)
  await giveRole(portal.portal, foreignRegistrar, 'registrar', foreign.departmentId)
  curatorOfNobody = await makePerson(portal.portal, 'curator')
  for (const personId of [student, other, fresh]) {
    await write
      .insert(studentship)
      .values({ id: newId(), personId, groupId: made.groupId, recordBookNumber: `N-${personId.slice(-6)}`, startsOn: '2024-09-01' })
  }
  for (const personId of [student, other]) for (const one of [made, running]) await enrol(portal.portal, personId, one.offeringId)
  await write
    .insert(recordLine)
    .values([
      line(student, made.offeringId, 91, 'A', true),
      line(student, running.offeringId, 20, 'F', false),
      line(other, made.offeringId, 75, 'C', true),
    ])
})
afterAll(() => portal.close())

const take = (who: string, personId: string, body: unknown) => portal.request('POST', `/api/persons/${personId}/transcripts`, { as: who, body })
const get = (who: string | null, url: string) => portal.request('GET', url, { as: who })
const papersOf = async (personId: string) => ((await get(registrar, `/api/persons/${personId}/transcripts`)).body as TranscriptsView).papers
const wordsOf = async (bytes: Buffer) =>
  (await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })).text.replaceAll(/\s+/g, ' ')

describe('academic certificates (R3.6b)', () => {
  it('holds final grades only, and its code tells anybody that it is real', async () => {
    const taken = await take(student, student, { language: 'ru' })
    expect(taken.status).toBe(200)
    const code = String(taken.body.code)
    const file = await get(student, `/api/persons/${student}/transcripts/${code}/paper.pdf`)
    expect(file.status).toBe(200)
    const words = await wordsOf(file.bytes)
    expect(words).toContain('Кошмамат уулу Нурбек')
    expect(words).toContain('4,00 / 4,00')
    expect(words).not.toContain(' F ')
    expect(words).toContain(`/verify/${code}`)

    const asked = await get(null, `/api/papers/${code.toUpperCase().replaceAll(/(.{4})/g, '$1 ')}`)
    expect(asked.status).toBe(200)
    expect(asked.body.sha256).toBe(createHash('sha256').update(file.bytes).digest('hex'))
    expect(asked.body.replacedAt).toBeNull()
    expect((asked.body as PaperView).facts.find((one) => one.key === 'holder')?.value.ru).toBe('Кошмамат уулу Нурбек')
    // no marks of disciplines on a page that everybody may open
    expect(JSON.stringify(asked.body.facts)).not.toContain('91')
    expect((await get(null, `/api/papers/${code.slice(0, -1)}`)).status).toBe(404)
  })

  it('gives the same paper on the same day, another one when a grade has changed, with numbers in order', async () => {
    const first = await take(other, other, { language: 'ky' })
    expect((await take(other, other, { language: 'ky' })).body.code).toBe(first.body.code)
    await portal.portal.database.write.update(recordLine).set({ changedAt: new Date() }).where(eq(recordLine.personId, other))
    const second = await take(other, other, { language: 'ky' })
    expect(second.body.code).not.toBe(first.body.code)
    const [newer, older] = (await papersOf(other)).map((one) => Number(one.number.split('-')[1]))
    expect(newer).toBe((older ?? 0) + 1)
    const acts = await portal.portal.database.read.select().from(statement).where(eq(statement.verb, 'transcript.issued'))
    expect(acts.filter((one) => one.about === other)).toHaveLength(2)
  })

  it('numbers of several at one moment neither meet nor leave a gap', async () => {
    await portal.portal.database.write.update(recordLine).set({ changedAt: new Date() }).where(eq(recordLine.personId, student))
    const taken = await Promise.all([
      take(registrar, student, { language: 'en', latinName: 'Nurbek Koshmamat uulu' }),
      take(registrar, student, { language: 'ky' }),
      take(registrar, student, { language: 'ru' }),
    ])
    expect(taken.map((one) => one.status)).toEqual([200, 200, 200])
    const rows = await portal.portal.database.read.select({ number: paper.number }).from(paper).orderBy(paper.number)
    const numbers = rows.map((one) => Number(one.number.split('-')[1]))
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  })

  it('English carries the name of the passport and comes from the study office alone', async () => {
    const own = await take(student, student, { language: 'en', latinName: 'Nurbek Koshmamat uulu' })
    expect([own.status, own.body.type]).toEqual([422, 'urn:univer-plus:problem:grades.transcript-language'])
    expect((await take(registrar, student, { language: 'en' })).status).toBe(422)
    expect((await take(registrar, student, { language: 'en', latinName: 'Нурбек' })).status).toBe(400)
  })

  it('says so when there is no final grade yet', async () => {
    const refused = await take(fresh, fresh, { language: 'ky' })
    expect([refused.status, refused.body.type]).toEqual([422, 'urn:univer-plus:problem:grades.transcript-empty'])
  })

  it('nobody reaches the certificates of another student', async () => {
    const code = (await papersOf(student))[0]?.code ?? ''
    for (const who of [other, foreignRegistrar, curatorOfNobody]) {
      expect((await get(who, `/api/persons/${student}/transcripts`)).status).toBe(403)
      expect((await take(who, student, { language: 'ky' })).status).toBe(403)
      expect((await get(who, `/api/persons/${student}/transcripts/${code}/paper.pdf`)).status).toBe(403)
    }
    // a code does not open another's paper through one's own address
    expect((await get(other, `/api/persons/${other}/transcripts/${code}/paper.pdf`)).status).toBe(404)
  })

  it('a corrected record makes its papers outdated; the database refuses any other change', async () => {
    const ctx = await portal.ctx()
    await change(ctx, async (tx) => {
      await replacePapers(tx, { kind: 'certificate', aboutId: student })
      await record(ctx, tx)
    })
    const papers = await papersOf(student)
    expect(papers.every((one) => one.replacedAt !== null)).toBe(true)
    const code = papers[0]?.code ?? ''
    expect((await get(null, `/api/papers/${code}`)).body.replacedAt).not.toBeNull()
    const write = portal.portal.database.write
    for (const statementText of [
      sql`UPDATE grades.paper SET facts = '[]'::jsonb WHERE code = ${code}`,
      sql`UPDATE grades.paper SET replaced_at = NULL WHERE code = ${code}`,
      sql`DELETE FROM grades.paper WHERE code = ${code}`,
      sql`TRUNCATE grades.paper`,
    ]) {
      await expect(write.execute(statementText)).rejects.toMatchObject({ cause: { message: expect.stringContaining('R6.6a') as string } })
    }
  })
})
