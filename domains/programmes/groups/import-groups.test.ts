import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemContext } from '../../../foundation/server/context.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { person, readSheet, writeSheet } from '../../people/index.ts'
import type { GroupImportView } from '../contract.ts'
import { curriculum, programme, studentGroup } from '../tables.ts'
import { makeProgramme } from '../test-world.ts'
import { importGroups } from './import-groups.ts'

let on: TestPortal
let code: string
let otherCode: string
let planId: string
const who = { registrar: '', methodist: '', teacher: '', student: '', auditor: '' }
beforeAll(async () => {
  on = await testPortal()
  const made = await makeProgramme(on)
  const other = await makeProgramme(on)
  const codeOf = async (id: string) => (await on.portal.database.read.select().from(programme).where(eq(programme.id, id)))[0]?.code ?? ''
  ;[code, otherCode] = [await codeOf(made.programmeId), await codeOf(other.programmeId)]
  who.registrar = await makePerson(on.portal, 'registrar')
  who.methodist = await makePerson(on.portal, 'methodist', { unitId: made.departmentId })
  who.teacher = await makePerson(on.portal, 'teacher')
  who.student = await makePerson(on.portal, 'student')
  who.auditor = await makePerson(on.portal, 'auditor')
  const { write } = on.portal.database
  await write.update(person).set({ email: 'Kurator@univer.example' }).where(eq(person.id, who.teacher))
  await write.update(person).set({ email: 'student@univer.example' }).where(eq(person.id, who.student))
  planId = newId()
  await write.insert(curriculum).values({ id: planId, programmeId: made.programmeId, version: 1, intakeYear: 2026, state: 'draft' })
  await write.update(curriculum).set({ state: 'approved', approvedAt: new Date() }).where(eq(curriculum.id, planId))
})
afterAll(() => on.close())

const groups = () => on.portal.database.read.select().from(studentGroup)
function send(csv: string, act: 'preview' | 'write', as = who.registrar, locale: 'ky' | 'ru' | 'en' = 'ru') {
  const payload = `--b\r\ncontent-disposition: form-data; name="file"; filename="топтор.csv"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--b--\r\n`
  return on.request('POST', `/api/groups/import?act=${act}`, {
    as,
    locale,
    inject: { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } },
  }) as unknown as Promise<{ status: number; body: GroupImportView }>
}

test('groups are made with the approved plan of their year and their curator; again, nothing changes', async () => {
  const csv = `Топ;Программа;Кабыл алуу жылы;Окутуу тили;Куратор\nПИ-1-26;${code};2026;кыргызча;kurator@univer.example\nПИ-2-26;${code};2026;;\nПИ-1-25;${code};2025;ru;\n`
  const before = (await groups()).length
  const preview = await send(csv, 'preview')
  expect(preview.body).toMatchObject({ written: false, created: 3, changed: 0, errors: [] })
  expect(await groups()).toHaveLength(before)
  expect((await send(csv, 'write')).body).toMatchObject({ written: true, created: 3 })
  const made = (await groups()).filter((one) => one.code.startsWith('ПИ-'))
  expect(made.find((one) => one.code === 'ПИ-1-26')).toMatchObject({ curriculumId: planId, curatorId: who.teacher, language: 'ky', intakeYear: 2026 })
  expect(made.find((one) => one.code === 'ПИ-1-25')).toMatchObject({ curriculumId: null, language: 'ru', curatorId: null })
  expect((await send(csv, 'write')).body).toMatchObject({ written: false, created: 0, changed: 0, unchanged: 3 })
  const acts = await on.portal.database.read.select().from(statement).where(eq(statement.verb, 'group.added'))
  expect(acts.filter((one) => made.some(({ id }) => id === one.objectId))).toHaveLength(3)
})

test('a known group is changed; what the file leaves empty stays', async () => {
  const csv = `group,programme,intake year,language,curator\nПИ-1-26,${code},2026,en,\n`
  expect((await send(csv, 'write')).body).toMatchObject({ written: true, changed: 1, created: 0 })
  expect((await groups()).find((one) => one.code === 'ПИ-1-26')).toMatchObject({ language: 'en', curatorId: who.teacher, curriculumId: planId })
})

test('letters of either size are one code; a group does not go to a closed programme; nobody makes themselves curator', async () => {
  const again = `group,programme,intake year\nпи-1-26,${code.toLowerCase()},2026\n`
  expect((await send(again, 'write')).body).toMatchObject({ written: false, created: 0, changed: 0, unchanged: 1, errors: [] })
  const { write } = on.portal.database
  await write.update(programme).set({ closedAt: new Date() }).where(eq(programme.code, otherCode))
  const moved = await send(`group,programme,intake year\nПИ-1-26,${otherCode},2026\n`, 'write')
  expect(moved.body).toMatchObject({ written: false, errors: [{ row: 2, text: 'Программа закрыта' }] })
  await write.update(programme).set({ closedAt: null }).where(eq(programme.code, otherCode))
  await write.update(person).set({ email: 'methodist@univer.example' }).where(eq(person.id, who.methodist))
  const own = await send(`group,programme,intake year,curator\nСАМ-1,${code},2026,methodist@univer.example\n`, 'preview', who.methodist)
  expect(own.body.errors).toMatchObject([{ row: 2, text: 'Роль куратора нельзя дать самому себе' }])
})

test('every fault is told by row and column in the reader’s language, and nothing is written', async () => {
  const before = await groups()
  const csv = [
    'Группа;Программа;Год приёма;Язык;Куратор',
    `А-1;${code};2026;ky;`,
    `А-1;${code};2026;ky;`,
    'Б-1;НЕТ;2026;ky;',
    `В-1;${code};двадцать;ky;`,
    `Г-1;${code};2026;эльфийский;`,
    `Д-1;${code};2026;ky;nobody@univer.example`,
    `Е-1;${code};2026;ky;student@univer.example`,
    `;${code};2026;ky;`,
  ].join('\n')
  for (const [locale, word] of [
    ['ru', 'Уже есть в строке 2'],
    ['ky', '2-сапта да бар'],
    ['en', 'Stands in row 2 already'],
  ] as const) {
    const { body } = await send(csv, 'write', who.registrar, locale)
    expect(body.written).toBe(false)
    expect(body.errors.map((one) => one.row)).toEqual([3, 4, 5, 6, 7, 8, 9])
    expect(body.errors[0]?.text).toBe(word)
    expect(body.errors.every((one) => one.column && one.text && !one.text.includes('{{'))).toBe(true)
  }
  expect(await groups()).toEqual(before)
  expect((await send('Группа;Год приёма\nА;2026\n', 'write')).body.errors[0]).toMatchObject({ row: 0, column: 'Программа' })
  expect((await send('\u0000\u0001', 'preview')).status).toBe(422)
})

test('a methodist brings groups of the own department only; others none', async () => {
  const csv = `Группа;Программа;Год приёма\nМ-1;${code};2026\nМ-2;${otherCode};2026\n`
  const { body } = await send(csv, 'write', who.methodist)
  expect(body).toMatchObject({ written: false })
  expect(body.errors.map((one) => one.row)).toEqual([3])
  for (const as of [who.teacher, who.student, who.auditor]) expect((await send(csv, 'write', as)).status).toBe(403)
  for (const path of ['/api/groups/export', '/api/groups/template']) expect((await on.request('GET', path, { as: who.student })).status).toBe(403)
})

test('what is exported is imported without a change; the operator’s command needs nobody signed in', async () => {
  const ctx = systemContext(on.portal, newId())
  const { exportGroups, groupTemplate } = await import('./group-file.ts')
  const known = ['группа']
  const exported = await exportGroups({ ...ctx, locale: 'ru', actor: { can: () => true } as never })
  const { rows } = await readSheet('groups.xlsx', exported, known)
  expect(rows.length).toBe((await groups()).length)
  expect(await importGroups(ctx, exported, { write: true, fileName: 'groups.xlsx' })).toMatchObject({
    written: false,
    created: 0,
    changed: 0,
    errors: [],
  })
  const more = await writeSheet('xlsx', 'Топтор', ['Топ', 'Программа', 'Жыл', 'Куратор'], [['ОП-1', code, '2026', 'kurator@univer.example']])
  expect(await importGroups(ctx, more, { write: true, fileName: 'x.xlsx' })).toMatchObject({ written: true, created: 1 })
  expect((await readSheet('t.xlsx', await groupTemplate('ky', 2026), ['топ'])).rows).toHaveLength(1)
})
