import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import type { Plot } from '../plots/shared/plot.ts'
import { blockUse } from './tables.ts'

let given: TestPortal
let teacher: string
let student: string
let stranger: string
let itemId: string
const plot: Plot = { title: 'Парабола & «A»', alt: 'y', box: [-5, 5, 5, -5], grid: true, sliders: [], functions: ['x^2'], points: [], shapes: [] }
const send = (method: string, url: string, as: string, body: unknown) => given.request(method, url, { as, locale: 'en', body })
const use = (as: string, title: string, at = new Date(), kind = 'plot') =>
  send('POST', `/api/items/${itemId}/block-uses`, as, { kind, title, at: at.toISOString() })
const db = async () => (await given.ctx()).db
const acts = async () =>
  (await db())
    .select()
    .from(statement)
    .where(and(eq(statement.verb, 'plot.worked-with'), eq(statement.objectId, itemId)))

beforeAll(async () => {
  given = await testPortal()
  const { offeringId } = await makeOffering(given.portal)
  teacher = await makePerson(given.portal, 'teacher')
  student = await makePerson(given.portal, 'student')
  stranger = await makePerson(given.portal, 'student')
  await assignTeacher(given.portal, teacher, offeringId)
  await enrol(given.portal, student, offeringId)
  const section = await send('POST', `/api/offerings/${offeringId}/sections`, teacher, { title: { ky: 'а' } })
  const item = await send('POST', `/api/sections/${(section.body as { id: string }).id}/items`, teacher, { kind: 'page', title: { ky: 'б' } })
  itemId = (item.body as { id: string }).id
  const spec = JSON.stringify(plot).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  await send('PUT', `/api/items/${itemId}/texts/ky`, teacher, { html: `<figure data-block="plot" data-spec="${spec}"></figure>` })
  await send('PATCH', `/api/items/${itemId}`, teacher, { hidden: false })
})
afterAll(() => given.close())

test('work with a plot is kept once in half an hour, with its true time; what comes late or twice changes nothing', async () => {
  const first = new Date(Date.now() - 3 * 3_600_000)
  expect((await use(student, plot.title, first)).status).toBe(204)
  expect((await use(student, plot.title, first)).status).toBe(204)
  expect((await use(student, plot.title, new Date(first.getTime() + 29 * 60_000))).status).toBe(204)
  expect((await use(student, plot.title, new Date(first.getTime() + 31 * 60_000))).status).toBe(204)
  expect((await use(student, plot.title, new Date(first.getTime() + 60_000))).status).toBe(204)
  const [row] = await (await db()).select().from(blockUse).where(eq(blockUse.itemId, itemId))
  expect([row?.times, row?.firstAt]).toEqual([2, first])
  expect((await acts()).map(({ at }) => at.getTime() - first.getTime()).toSorted((a, b) => a - b)).toEqual([0, 31 * 60_000])
})

test('only what stands in the text that the reader sees, and only students of the course', async () => {
  expect((await use(student, 'Башка')).status).toBe(404)
  expect((await use(student, plot.title, new Date(), 'lab')).status).toBe(404)
  expect((await use(stranger, plot.title)).status).toBe(403)
  expect((await use(teacher, plot.title)).status).toBe(403)
  await send('PATCH', `/api/items/${itemId}`, teacher, { hidden: true })
  expect((await use(student, plot.title)).status).toBe(404)
})

test('a time of the future, or of long ago, is the server’s', async () => {
  await send('PATCH', `/api/items/${itemId}`, teacher, { hidden: false })
  expect((await use(student, plot.title, new Date('2199-01-01'))).status).toBe(204)
  const [row] = await (await db()).select().from(blockUse).where(eq(blockUse.itemId, itemId))
  expect(Math.abs((row?.lastAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
})
