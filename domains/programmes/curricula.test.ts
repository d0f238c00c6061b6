import { afterAll, beforeAll, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { makePerson, testPortal, type TestPortal } from '../../testing/index.ts'
import { importCurriculum } from './curricula/import-curriculum.ts'
import { curriculum, curriculumLine } from './tables.ts'
import { line, makeProgramme, wholePlan } from './test-world.ts'

let on: TestPortal
let people: Record<'methodist' | 'council' | 'registrar' | 'student' | 'auditor' | 'strangeMethodist', string>
let made: Awaited<ReturnType<typeof makeProgramme>>

beforeAll(async () => {
  on = await testPortal()
  made = await makeProgramme(on)
  people = {
    methodist: await makePerson(on.portal, 'methodist', { unitId: made.departmentId }),
    strangeMethodist: await makePerson(on.portal, 'methodist', { unitId: (await makeProgramme(on)).departmentId }),
    council: await makePerson(on.portal, 'methodical_council'),
    registrar: await makePerson(on.portal, 'registrar'),
    student: await makePerson(on.portal, 'student'),
    auditor: await makePerson(on.portal, 'auditor'),
  }
})
afterAll(() => on.close())

async function draft(lines = wholePlan(made.disciplines), copyOf?: string) {
  const created = await on.request('POST', `/api/programmes/${made.programmeId}/curricula`, {
    as: people.methodist,
    body: { intakeYear: 2026, ...(copyOf ? { copyOf } : {}) },
  })
  expect(created.status).toBe(200)
  const id = String(created.body['id'])
  if (!copyOf) expect((await save(id, lines)).status).toBe(200)
  return id
}
async function save(id: string, lines: unknown[], as = people.methodist) {
  const { body } = await on.request('GET', `/api/curricula/${id}`, { as: people.auditor })
  return on.request('PUT', `/api/curricula/${id}/lines`, { as, body: { lines, changedAt: body['changedAt'] } })
}
const approve = (id: string, locale: 'ky' | 'ru' | 'en' = 'ky') => on.request('POST', `/api/curricula/${id}/approve`, { as: people.council, locale })

test('a plan that does not cover its standard is refused with the clause and every gap, in the reader’s language', async () => {
  const id = await draft([line(made.disciplines[0]?.id ?? '', { independentHours: 100 })])
  const texts = { ky: 'стандартка', ru: 'стандарту', en: 'standard' } as const
  for (const locale of ['ky', 'ru', 'en'] as const) {
    const refused = await approve(id, locale)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ type: 'urn:univer-plus:problem:programmes.standard-not-met', clause: 'R4.2a' })
    expect(refused.body['title']).toContain(texts[locale])
    const gaps = refused.body['gaps'] as unknown as { kind: string; text: string }[]
    expect(gaps.map((gap) => gap.kind).toSorted()).toEqual(['attestation', 'block', 'hours', 'outcome', 'practice', 'total-credits'])
    expect(gaps.every((gap) => gap.text.length > 10 && !gap.text.includes('{{'))).toBe(true)
  }
})

test('an approved version is fixed; a new one is a copy, and the two can be compared', async () => {
  const id = await draft()
  expect((await approve(id)).status).toBe(204)
  const refused = await save(id, [])
  expect(refused).toMatchObject({ status: 409, body: { type: 'urn:univer-plus:problem:programmes.curriculum-fixed' } })
  expect((await on.request('DELETE', `/api/curricula/${id}`, { as: people.methodist })).status).toBe(409)
  expect((await approve(id)).status).toBe(409)
  const copy = await draft([], id)
  const { body } = await on.request('GET', `/api/curricula/${copy}`, { as: people.methodist })
  const lines = body['lines'] as unknown as { semester: number; kind: string }[]
  expect(lines).toHaveLength(7)
  const changed = [
    ...lines.filter((one) => one.kind !== 'attestation').map((one) => (one.kind === 'practice' ? { ...one, semester: 1 } : one)),
    line(made.disciplines[6]?.id ?? ''),
  ]
  expect((await save(copy, changed)).status).toBe(200)
  const compared = await on.request('GET', `/api/curricula/${id}/compare/${copy}`, { as: people.student })
  const differences = compared.body['differences'] as unknown as { kind: string; changes: { field: string; before: string; after: string }[] }[]
  expect(differences.map((one) => one.kind).toSorted()).toEqual(['added', 'changed', 'removed'])
  expect(differences.find((one) => one.kind === 'changed')?.changes).toEqual([{ field: 'semester', before: '2', after: '1' }])
  expect((await on.request('POST', `/api/curricula/${id}/archive`, { as: people.council })).status).toBe(204)
})

test('the database itself keeps an approved version and its lines, whoever asks', async () => {
  const id = await draft()
  const other = await draft()
  const { write } = on.portal.database
  const [own] = await write.select().from(curriculumLine).where(eq(curriculumLine.curriculumId, other))
  // A draft changes freely.
  await write
    .update(curriculumLine)
    .set({ credits: 6 })
    .where(eq(curriculumLine.id, own?.id ?? ''))
  await write
    .update(curriculumLine)
    .set({ credits: own?.credits ?? 0 })
    .where(eq(curriculumLine.id, own?.id ?? ''))
  expect((await approve(id)).status).toBe(204)
  const lines = eq(curriculumLine.curriculumId, id)
  const version = eq(curriculum.id, id)
  const tries = () => [
    write.update(curriculumLine).set({ credits: 1 }).where(lines),
    write.delete(curriculumLine).where(lines),
    write.insert(curriculumLine).values({ ...own, id: undefined, curriculumId: id } as typeof curriculumLine.$inferInsert),
    // a line of a draft does not slip in either
    write
      .update(curriculumLine)
      .set({ curriculumId: id })
      .where(eq(curriculumLine.id, own?.id ?? '')),
    write.update(curriculum).set({ state: 'draft' }).where(version),
    write.update(curriculum).set({ intakeYear: 1999 }).where(version),
    write.delete(curriculum).where(version),
  ]
  for (const one of tries()) await expect(one).rejects.toMatchObject({ cause: { code: '23000' } })
  expect((await on.request('POST', `/api/curricula/${id}/archive`, { as: people.council })).status).toBe(204)
  for (const one of [...tries(), write.update(curriculum).set({ state: 'approved' }).where(version)])
    await expect(one).rejects.toMatchObject({ cause: { code: '23000' } })
  // A draft is thrown away with its lines.
  expect((await on.request('DELETE', `/api/curricula/${other}`, { as: people.methodist })).status).toBe(204)
  expect(await write.select().from(curriculumLine).where(eq(curriculumLine.curriculumId, other))).toHaveLength(0)
})

test('two editors do not overwrite each other', async () => {
  const id = await draft()
  const { body } = await on.request('GET', `/api/curricula/${id}`, { as: people.methodist })
  const send = () =>
    on.request('PUT', `/api/curricula/${id}/lines`, {
      as: people.methodist,
      body: { lines: wholePlan(made.disciplines), changedAt: body['changedAt'] },
    })
  expect((await send()).status).toBe(200)
  expect(await send()).toMatchObject({ status: 409, body: { type: 'urn:univer-plus:problem:foundation.conflict' } })
})

test('who may not: nobody, students, another department, the auditor; the department does not approve', async () => {
  const id = await draft()
  for (const as of [null, people.student, people.auditor, people.strangeMethodist]) {
    expect((await save(id, [], as as string)).status).toBe(as ? 403 : 401)
    expect((await on.request('POST', `/api/curricula/${id}/approve`, { as })).status).toBe(as ? 403 : 401)
  }
  expect((await on.request('POST', `/api/curricula/${id}/approve`, { as: people.methodist })).status).toBe(403)
  expect((await on.request('POST', '/api/specialities', { as: people.methodist, body: {} })).status).toBe(403)
})

test('a role given for a department does not move things out of it', async () => {
  const other = await makeProgramme(on)
  const registrar = await makePerson(on.portal, 'registrar', { unitId: made.departmentId })
  const name = { ky: 'Программа' }
  const body = {
    code: made.code,
    name,
    specialityId: made.specialityId,
    standardId: made.standardId,
    departmentId: made.departmentId,
    form: 'blended',
    qualification: null,
    languages: ['ky'],
  }
  const put = (given: object) => on.request('PUT', `/api/programmes/${made.programmeId}`, { as: registrar, body: { ...body, ...given } })
  expect((await put({})).status).toBe(200)
  expect((await put({ departmentId: other.departmentId })).status).toBe(403)
  const discipline = { code: 'MOVED', name, summary: null }
  const own = `/api/disciplines/${made.disciplines[7]?.id}`
  expect((await on.request('PUT', own, { as: people.methodist, body: { ...discipline, departmentId: other.departmentId } })).status).toBe(403)
  expect((await on.request('PUT', own, { as: people.methodist, body: { ...discipline, departmentId: made.departmentId } })).status).toBe(200)
})

test('a forbidden speciality is refused the online form with its legal basis and the forms that are possible', async () => {
  const basis = { ky: '№ 124-ИБ буйругу', ru: 'Приказ № 124-ИБ', en: 'Order No. 124-IB' }
  const banned = await makeProgramme(on, { onlineForbidden: true, forbiddenBasis: basis, forbiddenFrom: '2025-05-20', forbiddenTo: null })
  const body = {
    code: `${banned.code}-N`,
    name: { ky: 'Курулуш' },
    specialityId: banned.specialityId,
    standardId: banned.standardId,
    departmentId: banned.departmentId,
    form: 'online',
    qualification: null,
    languages: ['ky'],
  }
  for (const locale of ['ky', 'ru', 'en'] as const) {
    const refused = await on.request('POST', '/api/programmes', { as: people.registrar, body, locale })
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      type: 'urn:univer-plus:problem:programmes.online-forbidden',
      clause: 'R4.2b',
      offeredForms: ['blended', 'campus'],
    })
    expect(refused.body['detail']).toContain(basis[locale])
  }
  expect((await on.request('POST', '/api/programmes', { as: people.registrar, body: { ...body, form: 'blended' } })).status).toBe(200)
  for (const dates of [
    { forbiddenFrom: '2999-01-01', forbiddenTo: null },
    { forbiddenFrom: '2020-01-01', forbiddenTo: '2021-01-01' },
  ]) {
    const free = await makeProgramme(on, { onlineForbidden: true, forbiddenBasis: basis, ...dates })
    const answer = await on.request('POST', '/api/programmes', {
      as: people.registrar,
      body: { ...body, code: `${free.code}-N`, specialityId: free.specialityId, standardId: free.standardId },
    })
    expect(answer.status).toBe(200)
  }
})

test('a file is read by its headings in any language, told fault by fault, and changes nothing the second time', async () => {
  const target = await makeProgramme(on)
  const rows = [
    [1, 'IMP1', 'Математика', 5, 30, 30, 90],
    [1, 'IMP2', 'Физика', 5, 30, 30, 90],
  ]
  const file = async (headings: string[], lines: unknown[][]) => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('план')
    sheet.addRow(['Программа', target.code])
    sheet.addRow(['Год приёма', 2026])
    sheet.addRow(headings)
    for (const one of lines) sheet.addRow(one)
    return Buffer.from(await book.xlsx.writeBuffer())
  }
  const ctx = await on.ctx(people.registrar)
  const russian = ['Семестр', 'Шифр', 'Наименование дисциплины', 'Кредиты', 'Лекции', 'Практические занятия', 'СРС']
  const kyrgyz = ['Семестр', 'Дисциплинанын коду', 'Дисциплина', 'Кредит', 'Лекция', 'Практикалык сабак', 'СӨАИ']
  const options = { write: true, fileName: 'plan.xlsx' }
  const wrong = await importCurriculum(ctx, await file(russian, [...rows, ['x', 'IMP3', '', 5, 1, 1, 1]]), options)
  expect(wrong.written).toBe(false)
  expect(wrong.errors.map((one) => [one.row, one.column])).toEqual([
    [6, 'Дисциплина'],
    [6, 'Семестр'],
    [6, 'Кредит'],
  ])
  expect((await on.request('GET', `/api/programmes/${target.programmeId}/curricula`, { as: people.registrar })).body['curricula']).toHaveLength(0)
  const preview = await importCurriculum(ctx, await file(russian, rows), { ...options, write: false })
  expect(preview).toMatchObject({ written: false, rows: 2, newDisciplines: ['IMP1', 'IMP2'], errors: [] })
  const first = await importCurriculum(ctx, await file(russian, [...rows, ['Итого', '', '', 10]]), options)
  expect(first).toMatchObject({ written: true, unchanged: false })
  const again = await importCurriculum(ctx, await file(kyrgyz, rows), options)
  expect(again).toMatchObject({ written: false, unchanged: true, curriculumId: first.curriculumId })
  const exported = await on.app.inject({
    method: 'GET',
    url: `/api/curricula/${first.curriculumId}/file`,
    headers: { 'x-test-person': people.registrar, 'accept-language': 'en' },
  })
  expect(await importCurriculum(ctx, exported.rawPayload, options)).toMatchObject({ unchanged: true, errors: [] })
  expect((await importCurriculum(ctx, Buffer.from('not a workbook'), options)).errors).toHaveLength(1)
})
