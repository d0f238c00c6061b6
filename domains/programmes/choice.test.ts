import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statement } from '../../foundation/server/trace/tables.ts'
import { makePerson, testPortal, type TestPortal } from '../../testing/index.ts'
import { offering, term } from './tables.ts'
import { makeGroup, makeProgramme, makeTerm, wholePlan } from './test-world.ts'

let on: TestPortal
let registrar: string
let council: string
let group: Awaited<ReturnType<typeof makeGroup>>
let termId: string
let electives: string[]
let core: string

beforeAll(async () => {
  on = await testPortal()
  registrar = await makePerson(on.portal, 'registrar')
  council = await makePerson(on.portal, 'methodical_council')
  const made = await makeProgramme(on)
  const created = await on.request('POST', `/api/programmes/${made.programmeId}/curricula`, { as: registrar, body: { intakeYear: 2026 } })
  const curriculumId = String(created.body['id'])
  const own = await on.request('GET', `/api/curricula/${curriculumId}`, { as: registrar })
  await on.request('PUT', `/api/curricula/${curriculumId}/lines`, {
    as: registrar,
    body: { lines: wholePlan(made.disciplines), changedAt: own.body['changedAt'] },
  })
  expect((await on.request('POST', `/api/curricula/${curriculumId}/approve`, { as: council })).status).toBe(204)
  const period = await makeTerm(on)
  termId = period.termId
  group = await makeGroup(on, made.programmeId, curriculumId, 6, period.year)
  await makeGroup(on, made.programmeId, null, 1, period.year)
})
afterAll(() => on.close())

const choose = (personId: string, offeringId: string, wait = false) =>
  on.request('POST', `/api/my/electives/${offeringId}`, { as: personId, body: { wait }, locale: 'en' })
const pool = async (personId: string) =>
  (await on.request('GET', '/api/my/electives', { as: personId })).body['pools']?.[0] as unknown as {
    window: string
    chosen: number
    offerings: { id: string; state: string; taken: number; waiting: number; waitingPlace: number | null }[]
  }

test('a term’s offerings come from approved plans, once; groups without a plan are named', async () => {
  const first = await on.request('POST', `/api/terms/${termId}/offerings`, { as: registrar, body: { electivePlaces: 1 }, locale: 'en' })
  expect(first.body).toMatchObject({ made: 4, there: 0, enrolled: 12 })
  expect(first.body['skipped']).toMatchObject([{ reason: 'no approved curriculum (clause 4.2)' }])
  const again = await on.request('POST', `/api/terms/${termId}/offerings`, { as: registrar, body: {} })
  expect(again.body).toMatchObject({ made: 0, there: 4, enrolled: 0 })
  const list = (await on.request('GET', `/api/terms/${termId}/offerings`, { as: registrar })).body['offerings'] as unknown as {
    id: string
    elective: boolean
    students: number
  }[]
  electives = list.filter((one) => one.elective).map((one) => one.id)
  core = list.find((one) => !one.elective)?.id ?? ''
  expect(electives).toHaveLength(2)
  expect(list.filter((one) => !one.elective).map((one) => one.students)).toEqual([6, 6])
})

test('the last place goes to one of many who ask at once; the others are told, and may wait', async () => {
  const [wanted = ''] = electives
  const answers = await Promise.all(group.personIds.map((personId) => choose(personId, wanted)))
  expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
  expect(
    answers.filter(
      (one) => one.status === 409 && one.body['type'] === 'urn:univer-plus:problem:programmes.elective-full' && one.body['clause'] === 'R3.6b',
    ),
  ).toHaveLength(5)
  const winner = group.personIds[answers.findIndex((one) => one.status === 200)] ?? ''
  const [second = '', third = ''] = group.personIds.filter((id) => id !== winner)
  expect((await choose(second, wanted, true)).body).toEqual({ state: 'waiting' })
  expect((await choose(third, wanted, true)).body).toEqual({ state: 'waiting' })
  expect((await pool(third)).offerings.find((one) => one.id === wanted)).toMatchObject({ state: 'waiting', waitingPlace: 2, taken: 1, waiting: 2 })
  expect((await choose(winner, wanted)).body).toEqual({ state: 'chosen' })
  expect((await on.request('DELETE', `/api/my/electives/${wanted}`, { as: winner })).status).toBe(204)
  expect((await pool(second)).offerings.find((one) => one.id === wanted)).toMatchObject({ state: 'chosen' })
  expect((await pool(third)).offerings.find((one) => one.id === wanted)).toMatchObject({ state: 'waiting', waitingPlace: 1 })
})

test('one person asking for two of a pool at once gets one', async () => {
  await on.portal.database.write.update(offering).set({ places: 10 }).where(eq(offering.elective, true))
  const person = group.personIds.at(-1) ?? ''
  const answers = await Promise.all(electives.map((id) => choose(person, id)))
  expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409])
  expect(answers.find((one) => one.status === 409)?.body).toMatchObject({
    type: 'urn:univer-plus:problem:programmes.elective-pool-chosen',
    title: '1 course is chosen from this set, and you have chosen',
  })
  expect((await pool(person)).chosen).toBe(1)
})

test('choice is refused to strangers, in core disciplines, and outside the window', async () => {
  const stranger = await makePerson(on.portal, 'student')
  const [wanted = ''] = electives
  expect((await choose(stranger, wanted)).body).toMatchObject({ status: 403, type: 'urn:univer-plus:problem:programmes.elective-not-offered' })
  expect((await choose(group.personIds[0] ?? '', core)).status).toBe(403)
  expect((await choose(registrar, wanted)).status).toBe(403)
  await on.portal.database.write
    .update(term)
    .set({ electivesCloseAt: new Date(Date.now() - 1000) })
    .where(eq(term.id, termId))
  expect((await choose(group.personIds[0] ?? '', wanted)).body).toMatchObject({
    status: 409,
    type: 'urn:univer-plus:problem:programmes.elective-window-after',
    clause: 'R3.6b',
  })
})

test('who opens a group’s list leaves a trace that each student can see (R3.3a)', async () => {
  const curator = await makePerson(on.portal, 'curator')
  expect((await on.request('GET', `/api/groups/${group.groupId}`, { as: curator })).status).toBe(403)
  expect((await on.request('GET', `/api/groups/${group.groupId}`, { as: registrar })).body['roll']).toHaveLength(6)
  const looks = await on.portal.database.read
    .select({ about: statement.about })
    .from(statement)
    .where(and(eq(statement.verb, 'person.looked-at'), eq(statement.actor, registrar)))
  expect(new Set(looks.map((one) => one.about))).toEqual(new Set(group.personIds))
})

test('the registrar enrols single students who study, not others; leaving ends it', async () => {
  const stranger = await makePerson(on.portal, 'applicant')
  const partner = await makePerson(on.portal, 'partner_student')
  const url = `/api/offerings/${core}/students`
  expect((await on.request('POST', url, { as: registrar, body: { personIds: [stranger] } })).body).toMatchObject({
    status: 422,
    type: 'urn:univer-plus:problem:programmes.not-studying',
  })
  expect((await on.request('POST', url, { as: registrar, body: { personIds: [partner, group.personIds[0]] } })).body).toEqual({
    enrolled: 1,
    there: 1,
  })
  expect((await on.request('POST', url, { as: partner, body: { personIds: [partner] } })).status).toBe(403)
  expect((await on.request('DELETE', `${url}/${partner}`, { as: registrar })).status).toBe(204)
  expect((await on.request('DELETE', `${url}/${partner}`, { as: registrar })).status).toBe(404)
  const [own] = await on.portal.database.read.select().from(offering).where(eq(offering.id, core))
  await on.portal.database.write
    .update(term)
    .set({ endsOn: '2020-01-01' })
    .where(eq(term.id, own?.termId ?? ''))
  expect((await on.request('POST', url, { as: registrar, body: { personIds: [partner] } })).body).toMatchObject({
    type: 'urn:univer-plus:problem:programmes.term-over',
  })
})
