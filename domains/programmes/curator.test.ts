import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statement } from '../../foundation/server/trace/tables.ts'
import { makePerson, makeUnit, testPortal, type TestPortal } from '../../testing/index.ts'
import { offering } from './tables.ts'
import { makeGroup, makeProgramme, makeTerm } from './test-world.ts'

let on: TestPortal
let registrar: string
let group: Awaited<ReturnType<typeof makeGroup>>
let made: Awaited<ReturnType<typeof makeProgramme>>

beforeAll(async () => {
  on = await testPortal()
  registrar = await makePerson(on.portal, 'registrar')
  made = await makeProgramme(on)
  group = await makeGroup(on, made.programmeId, null, 2, 2026)
})
afterAll(() => on.close())

const appoint = (personId: string | null, as = registrar) =>
  on.request('PUT', `/api/groups/${group.groupId}/curator`, { as, body: { personId }, locale: 'en' })
const sees = async (personId: string) => (await on.request('GET', `/api/groups/${group.groupId}`, { as: personId })).status

test('who becomes a curator gets the role and sees the group; who was one sees it no more; both stand in the trace', async () => {
  const first = await makePerson(on.portal, 'teacher')
  const second = await makePerson(on.portal, 'teacher')
  expect(await sees(first)).toBe(403)
  expect((await appoint(first)).status).toBe(204)
  expect(await sees(first)).toBe(200)
  expect((await on.request('GET', `/api/groups/${group.groupId}/record`, { as: first })).status).not.toBe(403)
  expect((await appoint(second)).status).toBe(204)
  expect([await sees(first), await sees(second)]).toEqual([403, 200])
  const traced = await on.portal.database.read
    .select()
    .from(statement)
    .where(eq(statement.objectId, group.groupId))
    .orderBy(desc(statement.id))
    .limit(2)
  expect(traced.map((one) => [one.verb, one.about]).toSorted()).toEqual(
    [
      ['curator.appointed', second],
      ['curator.released', first],
    ].toSorted(),
  )
  expect((await appoint(null)).status).toBe(204)
  expect(await sees(second)).toBe(403)
})

test('a student cannot become a curator, nor can a methodist appoint themselves, nor one of another department anybody', async () => {
  expect((await appoint(group.personIds[0] ?? '')).status).toBe(422)
  const methodist = await makePerson(on.portal, 'methodist', { unitId: made.departmentId })
  expect((await appoint(methodist, methodist)).status).toBe(403)
  const stranger = await makePerson(on.portal, 'methodist', { unitId: await makeUnit(on.portal) })
  expect((await appoint(methodist, stranger)).status).toBe(403)
})

test('hours of an offering that overlap, run past midnight or name no room are told at their fields', async () => {
  const { termId } = await makeTerm(on)
  const [own] = await on.portal.database.write
    .insert(offering)
    .values({
      disciplineId: made.disciplines[0]?.id ?? '',
      termId,
      code: 'HOURS-1',
      departmentId: made.departmentId,
      language: 'ky',
      credits: 5,
    })
    .returning()
  const base = { weekday: 1, startsAt: 540, minutes: 80, kind: 'lecture', weeks: 'all', place: 'room', room: '305' }
  const put = (meetings: object[]) => on.request('PUT', `/api/offerings/${own?.id}/meetings`, { as: registrar, body: { meetings } })
  const wrong = await put([base, { ...base, weeks: 'odd', startsAt: 600 }, { ...base, weekday: 2, startsAt: 1400, room: null }])
  expect(wrong.status).toBe(422)
  expect((wrong.body['fields'] as unknown as { path: string }[]).map((one) => one.path)).toEqual([
    'meetings.1.startsAt',
    'meetings.2.room',
    'meetings.2.minutes',
  ])
  const odd = { ...base, weeks: 'odd' }
  expect((await put([odd, { ...base, weeks: 'even' }, { ...base, startsAt: 620, place: 'online', room: '305' }])).status).toBe(204)
  const seen = await on.request('GET', `/api/offerings/${own?.id}`, { as: registrar })
  expect((seen.body['meetings'] as unknown as { room: string | null }[]).map((one) => one.room)).toContain(null)
})
