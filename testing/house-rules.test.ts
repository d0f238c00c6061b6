import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissions, routes } from '../portal/assemble.ts'
import { roleNames } from '../domains/people/index.ts'
import { checkPermissions } from '../foundation/server/http/server.ts'
import { change } from '../foundation/server/database/change.ts'
import { fact } from '../foundation/server/facts/tables.ts'
import { record } from '../foundation/server/trace/record.ts'
import { statement } from '../foundation/server/trace/tables.ts'
import type { AnyRoute } from '../foundation/server/http/route.ts'
import { makePerson, testPortal, type TestPortal } from './index.ts'

let given: TestPortal
const people = new Map<string, string>()

beforeAll(async () => {
  given = await testPortal()
  for (const role of roleNames) people.set(role, await makePerson(given.portal, role))
})
afterAll(() => given.close())

/** A route's address with ids that nobody has. */
function address(route: AnyRoute): string {
  return route.path.replaceAll(/:\w+/g, '01890000-0000-7000-8000-000000000000')
}

async function ask(route: AnyRoute, as: string | null): Promise<number> {
  const body = route.method === 'GET' || route.upload ? undefined : {}
  return (await given.request(route.method, address(route), { as, body })).status
}

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s answers nobody and every role as the permission table says',
  async (_name, route) => {
    const nobody = await ask(route, null)
    if (route.may === 'public') expect(nobody).not.toBe(403)
    else expect(nobody).toBe(401)
    for (const role of roleNames) {
      const status = await ask(route, people.get(role) ?? null)
      const granted =
        route.may === 'public' ||
        route.may === 'signed-in' ||
        permissions[route.may]?.[role] !== undefined ||
        permissions[route.may]?.['*'] !== undefined
      // What other sites' programs call asks for a word of its own, whoever is signed in.
      if (granted && route.outside) expect(status, `${role} is nobody there`).toBe(nobody)
      else if (granted) expect([401], `${role} may at least ask`).not.toContain(status)
      else expect(status, `${role} may not`).toBe(403)
    }
  },
)

test('a route without a permission, or with an unknown one, keeps the portal from starting', () => {
  const route = { method: 'GET', path: '/api/x', may: '', summary: '', domain: 'x', handler: async () => ({}) } as unknown as AnyRoute
  expect(() => checkPermissions([route], permissions)).toThrow(/states no permission/)
  expect(() => checkPermissions([{ ...route, may: 'nothing.known' }], permissions)).toThrow(/knows no nothing.known/)
})

test('the reading connection cannot write', async () => {
  const { db } = await given.ctx()
  await expect(db.insert(fact).values({ key: 'x', value: 'y' })).rejects.toMatchObject({ cause: { code: '25006' } })
})

test('a change without its trace record does not commit (R1.3c)', async () => {
  const ctx = await given.ctx()
  await expect(change(ctx, async (tx) => void (await tx.insert(fact).values({ key: 'lost', value: 'x' })))).rejects.toThrow(/trace/)
  expect((await ctx.db.select().from(fact)).map((row) => row.key)).not.toContain('lost')
})

test('a trace record is never changed nor removed (R1.3c)', async () => {
  const ctx = await given.ctx()
  await change(ctx, (tx) => record(ctx, tx, { verb: 'test.done', object: { type: 'test', id: '1' } }))
  await expect(given.portal.database.write.update(statement).set({ verb: 'other' })).rejects.toMatchObject({ cause: { code: '23000' } })
  await expect(given.portal.database.write.delete(statement)).rejects.toMatchObject({ cause: { code: '23000' } })
})

test('a field that is missing is asked for, one that does not fit is told why', async () => {
  const as = people.get('registrar') ?? null
  const reply = await given.request('PUT', '/api/programmes/01890000-0000-7000-8000-000000000000', {
    as,
    locale: 'en',
    body: { code: '', specialityId: 'x' },
  })
  const told = Object.fromEntries((reply.body.fields as { path: string; message: string }[]).map(({ path, message }) => [path, message]))
  expect(told['departmentId']).toBe('Needed')
  expect(told['specialityId']).not.toBe(told['departmentId'])
  expect(told['code']).toBe('Too short')
})

test('problems are told in the reader’s language', async () => {
  for (const [locale, title] of [
    ['ky', 'Бул даректе эч нерсе жок'],
    ['ru', 'По этому адресу ничего нет'],
    ['en', 'There is nothing at this address'],
  ] as const) {
    const reply = await given.request('GET', '/api/no-such-thing', { locale })
    expect(reply.status).toBe(404)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.body.title).toBe(title)
  }
})

test('a change from another site is refused', async () => {
  const route = routes.find((one) => one.method === 'POST' && one.may !== 'public')
  if (!route) return
  const reply = await given.request('POST', address(route), {
    as: people.get('administrator') ?? null,
    body: {},
    inject: { headers: { 'sec-fetch-site': 'cross-site' } },
  })
  expect(reply.status).toBe(403)
  expect(reply.body.type).toBe('urn:univer-plus:problem:foundation.cross-site')
})
