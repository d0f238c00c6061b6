import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePerson, makeUnit, giveRole, makeOffering, enrol, testPortal, type TestPortal } from '../../testing/index.ts'
import { change } from '../../foundation/server/database/change.ts'
import { createFirstAdministrator } from './create-first-administrator.ts'
import { staffPost } from './tables.ts'

let given: TestPortal
let admin: string
let registrar: string
let student: string
let teacher: string
let unitId: string
let groupId: string

beforeAll(async () => {
  given = await testPortal()
  const offering = await makeOffering(given.portal)
  groupId = offering.groupId
  unitId = offering.departmentId
  admin = await makePerson(given.portal, 'administrator')
  registrar = await makePerson(given.portal, 'registrar')
  teacher = await makePerson(given.portal, 'teacher', {
    surname: 'Токтогул кызы',
    givenName: 'Айпери',
    patronymic: null,
    email: 'own@example.kg',
    phone: '+996700111222',
  })
  student = await makePerson(given.portal, 'student', { surname: 'Сыдыков', givenName: 'Нурбек', personalNumber: '20104200500123' })
  await enrol(given.portal, student, offering.offeringId, groupId)
  await given.portal.database.write.insert(staffPost).values({
    personId: teacher,
    unitId,
    title: { ky: 'Доцент', ru: 'Доцент', en: 'Associate professor' },
    publicEmail: 'work@example.kg',
    startsOn: '2024-09-01',
  })
})
afterAll(() => given.close())

const get = (url: string, as: string | null) => given.request('GET', url, { as })
const post = (url: string, as: string, body: unknown) => given.request('POST', url, { as, body })

describe('structure and directory (R3.6c, R8.1)', () => {
  test('everybody finds staff, with published contacts only', async () => {
    const found = await get(`/api/staff?q=${encodeURIComponent('айп токт')}`, null)
    expect(found.body).toMatchObject({ total: 1, staff: [{ surname: 'Токтогул кызы', patronymic: null, publicEmail: 'work@example.kg' }] })
    expect((await get('/api/staff?q=toktogul+aiperi', null)).body.total).toBe(1)
    expect(JSON.stringify(found.body)).not.toContain('own@example.kg')
    expect((await get('/api/staff?degree=x', null)).body.total).toBe(0)
    expect((await get('/api/structure', null)).body.units.find((one: { id: string }) => one.id === unitId)).toMatchObject({ staffCount: 1 })
    expect((await get(`/api/units/${unitId}`, null)).status).toBe(401)
    expect((await get(`/api/units/${unitId}`, student)).body.posts).toHaveLength(1)
  })

  test('a unit is made, never above itself, and closed only when empty', async () => {
    const made = await post('/api/units', admin, { kind: 'office', code: 'NEW', name: { ru: 'Новый отдел' }, parentId: unitId })
    expect(made.status).toBe(200)
    const circle = await given.request('PUT', `/api/units/${unitId}`, {
      as: admin,
      body: { kind: 'department', code: 'X1', name: { ru: 'Кафедра' }, parentId: made.body.id },
    })
    expect(circle.body.fields[0].path).toBe('parentId')
    expect((await post('/api/units', admin, { kind: 'office', code: 'new', name: { ru: 'Второй' } })).status).toBe(409)
    expect((await post(`/api/units/${unitId}/close`, admin, {})).status).toBe(409)
    expect((await post(`/api/units/${made.body.id}/close`, admin, {})).status).toBe(204)
    expect((await post('/api/units', teacher, { kind: 'office', code: 'T', name: { ru: 'Т' } })).status).toBe(403)
  })

  test('posts are given and ended; a registrar of another unit may not', async () => {
    const elsewhere = await makeUnit(given.portal)
    const other = await makePerson(given.portal)
    await giveRole(given.portal, other, 'registrar', elsewhere)
    const body = { personId: student, unitId, title: { ru: 'Лаборант' }, startsOn: '2026-09-01' }
    expect((await post('/api/posts', other, body)).status).toBe(403)
    const made = await post('/api/posts', registrar, body)
    expect(made.status).toBe(200)
    const end = await given.request('PUT', `/api/posts/${made.body.id}`, {
      as: registrar,
      body: { title: { ru: 'Лаборант' }, startsOn: '2026-09-01', endsOn: '2026-09-02' },
    })
    expect(end.status).toBe(204)
    expect((await get(`/api/units/${unitId}`, student)).body.posts).toHaveLength(1)
  })
})

describe('persons and looks (R3.3a)', () => {
  test('a look at a card is seen by the person, once in ten minutes; one’s own is none', async () => {
    expect((await get(`/api/people/${student}`, registrar)).body.personalNumber).toBe('20104200500123')
    await get(`/api/people/${student}`, registrar)
    await get('/api/me/profile', student)
    const looks = await get('/api/me/looks', student)
    expect(looks.body.total).toBe(1)
    expect(looks.body.looks[0]).toMatchObject({ by: { personId: registrar }, roles: ['registrar'], what: 'Жеке карточка' })
  })

  test('a search by personal number is a look, a search by name is none', async () => {
    await get(`/api/people?q=${encodeURIComponent('сыд')}`, admin)
    expect((await get('/api/me/looks', student)).body.total).toBe(1)
    expect((await get('/api/people?q=20104200500123', admin)).body.total).toBe(1)
    expect((await get('/api/me/looks', student)).body.total).toBe(2)
  })

  test('who may not, sees no card and finds nobody outside the own scope', async () => {
    expect((await get(`/api/people/${student}`, teacher)).status).toBe(403)
    expect((await get('/api/people', student)).status).toBe(403)
    const elsewhere = await makeUnit(given.portal)
    const head = await makePerson(given.portal)
    await giveRole(given.portal, head, 'head_of_department', elsewhere)
    expect((await get('/api/people', head)).body.total).toBe(0)
    expect((await get(`/api/people/${student}`, head)).status).toBe(403)
    const own = await makePerson(given.portal)
    await giveRole(given.portal, own, 'head_of_department', unitId)
    const found = (await get('/api/people', own)).body.people.map((one: { personId: string }) => one.personId)
    expect(found).toEqual(expect.arrayContaining([student, teacher]))
    expect((await get(`/api/people/${student}`, own)).status).toBe(200)
  })

  test('a person is entered with the number checked and the telephone in one form', async () => {
    const made = await post('/api/people', registrar, {
      surname: ' Асан  уулу ',
      givenName: 'Эрлан',
      personalNumber: '20205200300777',
      phone: '0555 10 20 30',
    })
    expect(made.status).toBe(200)
    const card = (await get(`/api/people/${made.body.id}`, registrar)).body
    expect(card).toMatchObject({ surname: 'Асан уулу', patronymic: null, birthDate: '2003-05-02', sex: 'male', phone: '+996555102030' })
    const twice = await post('/api/people', registrar, { surname: 'Башка', givenName: 'Киши', personalNumber: '20205200300777' })
    expect(twice.status).toBe(409)
    expect(twice.body.fields[0]).toMatchObject({ path: 'personalNumber' })
    const wrong = await post('/api/people', registrar, { surname: 'Башка', givenName: 'Киши', personalNumber: '1', phone: '12' })
    expect(wrong.body.fields.map((one: { path: string }) => one.path)).toEqual(['personalNumber', 'phone'])
    expect((await post('/api/people', teacher, { surname: 'А', givenName: 'Б' })).status).toBe(403)
  })

  test('one corrects the own contacts, and no others', async () => {
    const reply = await given.request('PUT', '/api/me/profile', { as: student, body: { email: 'n@example.kg', phone: '+49 30 1234567' } })
    expect(reply.status).toBe(204)
    expect((await get('/api/me/profile', student)).body).toMatchObject({
      email: 'n@example.kg',
      phone: '+49301234567',
      mayEdit: false,
      grantable: [],
    })
    expect((await given.request('PUT', `/api/people/${student}`, { as: student, body: { surname: 'Х', givenName: 'Х' } })).status).toBe(403)
  })

  test('a photo is known by its content', async () => {
    const send = (content: Buffer) => {
      const payload = Buffer.concat([
        Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="me.png"\r\ncontent-type: image/png\r\n\r\n'),
        content,
        Buffer.from('\r\n--b--\r\n'),
      ])
      return given.request('POST', '/api/me/photo', {
        as: student,
        inject: { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } },
      })
    }
    expect((await send(Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(422)
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    expect((await send(png)).status).toBe(200)
    expect((await get(`/api/people/${student}/photo`, student)).headers['content-type']).toBe('image/png')
    expect((await get(`/api/people/${student}/photo`, teacher)).status).toBe(403)
  })
})

describe('roles (R4.6a)', () => {
  test('are given within rules', async () => {
    const give = (as: string, to: string, body: unknown) => post(`/api/people/${to}/roles`, as, body)
    const someone = await makePerson(given.portal)
    expect((await give(registrar, someone, { role: 'administrator' })).status).toBe(403)
    expect((await give(admin, admin, { role: 'rectorate' })).status).toBe(403)
    expect((await give(admin, someone, { role: 'head_of_department' })).body.fields[0].path).toBe('unitId')
    expect((await give(admin, someone, { role: 'king' })).status).toBe(422)
    expect((await give(teacher, someone, { role: 'student' })).status).toBe(403)
    const made = await give(registrar, someone, { role: 'teacher', unitId })
    expect(made.status).toBe(200)
    expect((await give(registrar, someone, { role: 'teacher', unitId })).status).toBe(409)
    expect((await post(`/api/roles/${made.body.id}/end`, registrar, {})).status).toBe(204)
    expect((await give(registrar, someone, { role: 'teacher', unitId })).status).toBe(200)
    expect((await give(admin, someone, { role: 'curator', groupId })).status).toBe(200)
  })

  test('a registrar of one unit gives and ends roles inside it alone', async () => {
    const [elsewhere, local, one] = [await makeUnit(given.portal), await makePerson(given.portal), await makePerson(given.portal)]
    await giveRole(given.portal, local, 'registrar', unitId)
    await giveRole(given.portal, one, 'teacher', unitId)
    const give = (body: unknown) => post(`/api/people/${one}/roles`, local, body)
    expect((await give({ role: 'methodist', unitId: elsewhere })).status).toBe(403)
    expect((await give({ role: 'teacher' })).status).toBe(403)
    expect((await give({ role: 'methodist', unitId })).status).toBe(200)
    const far = await post(`/api/people/${one}/roles`, admin, { role: 'methodist', unitId: elsewhere })
    expect((await post(`/api/roles/${far.body.id}/end`, local, {})).status).toBe(403)
  })

  test('the last administrator stays', async () => {
    const holders = (await get('/api/roles?role=administrator', admin)).body.holders
    expect(holders).toHaveLength(1)
    const reply = await post(`/api/roles/${holders[0].id}/end`, admin, {})
    expect(reply.status).toBe(409)
    const second = await makePerson(given.portal, 'administrator')
    expect((await post(`/api/roles/${holders[0].id}/end`, admin, {})).status).toBe(403)
    expect((await post(`/api/roles/${holders[0].id}/end`, second, {})).status).toBe(204)
  })

  test('what each may do comes from the live table, with the domain that declares it', async () => {
    const table = (await get('/api/permissions', student)).body
    expect(table.roles).toHaveLength(20)
    expect(table.abilities.find((one: { ability: string }) => one.ability === 'person.import')).toEqual({
      ability: 'person.import',
      domain: 'people',
      roles: { administrator: ['all'], registrar: ['all'] },
    })
  })
})

test('the one search shows staff to all, students only to those who may find them', async () => {
  const ask = async (q: string, as: string) =>
    (await get(`/api/search?q=${encodeURIComponent(q)}`, as)).body.groups as { kind: string; items: { id: string; to: string }[] }[]
  expect((await ask('токтогул', student)).find(({ kind }) => kind === 'people')?.items).toMatchObject([{ id: teacher }])
  expect((await ask('сыдыков', teacher)).find(({ kind }) => kind === 'people')).toBeUndefined()
  expect((await ask('сыдыков', registrar)).find(({ kind }) => kind === 'people')?.items).toMatchObject([{ id: student, to: `/people/${student}` }])
  expect((await ask('кафедра', student)).find(({ kind }) => kind === 'units')?.items.length).toBeGreaterThan(0)
  expect((await get('/api/search?q=abc', null)).status).toBe(401)
})

test('there is one first administrator', async () => {
  const ctx = await given.ctx()
  const first = { surname: 'А', givenName: 'Б', login: 'first', email: 'first@example.kg' }
  await expect(change(ctx, (tx) => createFirstAdministrator(ctx, tx, first))).rejects.toMatchObject({ key: 'people.administrator-there' })
})
