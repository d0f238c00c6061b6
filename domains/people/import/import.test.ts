import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { count, eq } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeOffering, makePerson, makeUnit, testPortal, type TestPortal } from '../../../testing/index.ts'
import { studentGroup } from '../../programmes/index.ts'
import { person, staffPost } from '../tables.ts'
import { importPeopleFile } from './import-file.ts'
import { readSheet } from './sheet.ts'

let given: TestPortal
let registrar: string
let group: string
let folder: string

beforeAll(async () => {
  given = await testPortal()
  registrar = await makePerson(given.portal, 'registrar')
  const { groupId } = await makeOffering(given.portal)
  const [row] = await given.portal.database.read.select({ code: studentGroup.code }).from(studentGroup).where(eq(studentGroup.id, groupId))
  group = row?.code ?? ''
  folder = await mkdtemp(join(tmpdir(), 'import-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await given.close()
})

const persons = async () => (await given.portal.database.read.select({ n: count() }).from(person))[0]?.n ?? 0

async function send(kind: string, name: string, content: Buffer) {
  const payload = Buffer.concat([
    Buffer.from(
      `--b\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
    ),
    content,
    Buffer.from('\r\n--b--\r\n'),
  ])
  return given.request('POST', '/api/people-imports', {
    as: registrar,
    inject: { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } },
  })
}

async function step(id: string, act: 'check' | 'run', accounts = false) {
  const { columns } = (await given.request('GET', `/api/people-imports/${id}`, { as: registrar })).body
  const mapping = Object.fromEntries(columns.flatMap((one: { index: number; field: string | null }) => (one.field ? [[one.index, one.field]] : [])))
  const started = await given.request('POST', `/api/people-imports/${id}/${act}`, { as: registrar, body: { mapping, accounts } })
  await given.drain()
  return { started, view: (await given.request('GET', `/api/people-imports/${id}`, { as: registrar, locale: 'ru' })).body }
}

async function workbook(rows: unknown[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Лист1').addRows(rows)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const heading = ['№', 'Фамилия', 'Имя', 'Отчество', 'ПИН', 'Дата рождения', 'Телефон', 'Группа', 'Номер зачётной книжки']

test('a file of students: recognised, checked, imported; a second time nothing changes', async () => {
  const content = await workbook([
    ['Список студентов'],
    heading,
    [1, 'Асан уулу', 'Эрлан', null, 20_205_200_300_777, new Date('2003-05-02'), 700_102_030, group, 'ЗК-1'],
    [2, { formula: 'CONCATENATE("Мама","това")', result: 'Маматова' }, 'Жаңыл', 'Кубатовна', null, 38_462, '+7 912 345 67 89', group, 'ЗК-2'],
  ])
  const before = await persons()
  const { body } = await send('students', 'Список.xlsx', content)
  const check = await step(body.id, 'check')
  expect(check.view).toMatchObject({ state: 'preview', rows: 2, result: { faultCount: 0, created: 2, changed: 0 } })
  expect(await persons()).toBe(before)
  const run = await step(body.id, 'run', true)
  expect(run.view).toMatchObject({ state: 'done', result: { created: 2, accounts: 2 } })
  const [made] = await given.portal.database.read.select().from(person).where(eq(person.surname, 'Маматова'))
  expect(made).toMatchObject({ givenName: 'Жаңыл', birthDate: '2005-04-20', phone: '+79123456789' })
  expect((await given.request('POST', `/api/people-imports/${body.id}/run`, { as: registrar, body: { mapping: {} } })).status).toBe(409)

  const again = await send('students', 'Список.xlsx', content)
  expect((await step(again.body.id, 'run', true)).view).toMatchObject({
    state: 'done',
    result: { created: 0, changed: 0, unchanged: 2, accounts: 0 },
  })
  expect(await persons()).toBe(before + 2)
})

test('a wrong file is told by row and column, and writes nothing', async () => {
  const before = await persons()
  const { body } = await send(
    'students',
    'wrong.xlsx',
    await workbook([
      heading,
      [1, 'Дурусов', 'Азамат', null, null, '12.12.2004', '0700111222', group, 'ЗК-10'],
      [2, 'Катаев', null, null, '123', '31.02.2004', 'жок', 'ЖОК-99', 'ЗК-11'],
      [3, 'Дурусов', 'Азамат', null, null, '12.12.2004', null, group, 'ЗК-10'],
      [4, { formula: 'A1/0', result: { error: '#DIV/0!' } }, 'Азамат', null, null, null, null, group, 'ЗК-12'],
    ]),
  )
  const { view } = await step(body.id, 'run')
  expect(view.state).toBe('preview')
  const faults = view.result.faults as { row: number; column: string | null; message: string }[]
  expect(faults.filter((one) => one.row === 3).map((one) => one.column)).toEqual(
    expect.arrayContaining(['Имя', 'ПИН', 'Дата рождения', 'Телефон', 'Группа']),
  )
  expect(
    faults
      .filter((one) => one.row === 4)
      .map((one) => one.message)
      .join(),
  ).toContain('строка 2')
  expect(faults.find((one) => one.row === 5)).toMatchObject({ column: 'Фамилия' })
  expect(await persons()).toBe(before)
})

test('staff by CSV in Windows letters: units by code or name, the same post once', async () => {
  await makeUnit(given.portal, { code: 'CAD', name: { ru: 'Кафедра черчения', ky: 'Чийүү кафедрасы' } })
  const path = join(folder, 'staff.csv')
  const content = 'Ф.И.О.;Должность;Кафедра;Ставка\r\nИванова Анна Петровна;Доцент;Кафедра черчения;0,5\r\nПетров Олег;Лаборант;CAD;1\r\n'
  await writeFile(path, Uint8Array.from([...content].map((one) => (one >= 'А' && one <= 'я' ? one.charCodeAt(0) - 0x350 : one.charCodeAt(0)))))
  const ctx = await given.ctx()
  const posts = async () => (await ctx.db.select({ n: count() }).from(staffPost))[0]?.n ?? 0
  expect(await importPeopleFile(ctx, path, { kind: 'staff', dryRun: true })).toMatchObject({ created: 2, faults: [] })
  expect(await posts()).toBe(0)
  expect(await importPeopleFile(ctx, path, { kind: 'staff' })).toMatchObject({ created: 2 })
  expect(await importPeopleFile(ctx, path, { kind: 'staff' })).toMatchObject({ created: 0, changed: 0, unchanged: 2 })
  expect(await posts()).toBe(2)
  await writeFile(path, content.replace('0,5', '1').replace('CAD', 'XXX'))
  expect((await importPeopleFile({ ...ctx, locale: 'ru' }, path, { kind: 'staff' })).faults).toEqual([expect.stringMatching(/^3, Кафедра: .*«XXX»/)])
})

test('what is exported is imported without a change; each in it sees the look', async () => {
  for (const format of ['xlsx', 'csv'] as const) {
    const reply = await given.app.inject({
      method: 'GET',
      url: `/api/people-export?kind=students&format=${format}`,
      headers: { 'x-test-person': registrar, 'accept-language': 'ky' },
    })
    expect(reply.statusCode).toBe(200)
    const again = await send('students', `out.${format}`, reply.rawPayload)
    const { view } = await step(again.body.id, 'run')
    expect(view.result).toMatchObject({ faultCount: 0, created: 0, changed: 0 })
  }
  const [one] = await given.portal.database.read.select().from(person).where(eq(person.surname, 'Маматова'))
  expect((await given.request('GET', '/api/me/looks', { as: one?.id ?? '', locale: 'en' })).body.looks).toMatchObject([
    { what: 'Export to a spreadsheet' },
  ])
})

test('templates are read in every language, their example row left out', async () => {
  for (const locale of ['ky', 'ru', 'en'] as const) {
    const reply = await given.app.inject({
      method: 'GET',
      url: '/api/people-imports/template?kind=staff',
      headers: { 'x-test-person': registrar, 'accept-language': locale },
    })
    const sheet = await readSheet('t.xlsx', reply.rawPayload, [])
    expect(sheet.headings.length).toBeGreaterThan(10)
    await writeFile(join(folder, 't.xlsx'), reply.rawPayload)
    expect(await importPeopleFile(await given.ctx(), join(folder, 't.xlsx'), { kind: 'staff' })).toMatchObject({ created: 0, faults: [] })
  }
})

test('what is no spreadsheet is refused, and so is who may not import', async () => {
  expect((await send('students', 'x.xlsx', Buffer.from('PK\u0003\u0004 nothing'))).body.type).toContain('sheet-unreadable')
  expect((await send('students', 'x.csv', Buffer.alloc(0))).status).toBe(400)
  expect((await send('wizards', 'x.csv', Buffer.from('a;b\n1;2'))).status).toBe(400)
  const nobody = await makePerson(given.portal, 'teacher')
  expect((await given.request('GET', '/api/people-export?kind=staff', { as: nobody })).status).toBe(403)
})

/** 27 → «ба»: another surname for every number. */
const letters = (number: number): string => (number < 26 ? '' : letters(Math.floor(number / 26))) + String.fromCharCode(0x430 + (number % 26))

test('many rows stay fast: batches, not loops of queries', async () => {
  const rows = Array.from(
    { length: 1500 },
    (_, index) => `Көпов${letters(index)};Аскар;${String(1 + (index % 28)).padStart(2, '0')}.03.2004;${group};М-${index}`,
  )
  await writeFile(join(folder, 'many.csv'), ['Фамилия;Имя;Дата рождения;Группа;Номер зачётной книжки', ...rows].join('\n'))
  const seen: number[] = []
  const result = await importPeopleFile(await given.ctx(), join(folder, 'many.csv'), { kind: 'students', onProgress: (done) => void seen.push(done) })
  expect(result).toMatchObject({ created: 1500, faultCount: 0 })
  expect(seen.at(-1)).toBe(1500)
  expect(await importPeopleFile(await given.ctx(), join(folder, 'many.csv'), { kind: 'students' })).toMatchObject({
    created: 0,
    changed: 0,
    unchanged: 1500,
  })
})
