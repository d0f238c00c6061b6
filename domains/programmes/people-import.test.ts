import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { change } from '../../foundation/server/database/change.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { makePerson, testPortal, type TestPortal } from '../../testing/index.ts'
import { groupsOfImport } from './people-import.ts'
import { studentship } from './tables.ts'
import { makeGroup, makeProgramme } from './test-world.ts'

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
})
afterAll(() => on.close())

test('an import puts students into groups, finds them again, moves them, and changes nothing the second time', async () => {
  const { programmeId } = await makeProgramme(on)
  const [one, two] = [await makeGroup(on, programmeId, null, 0, 2026), await makeGroup(on, programmeId, null, 0, 2026)]
  const personId = await makePerson(on.portal, 'student', { surname: 'Үсөнов', givenName: 'Айбек', patronymic: null })
  const ctx = await on.ctx()
  const row = (group: string, recordBook: string) => ({
    row: 2,
    values: { group, recordBook, surname: 'ҮСӨНОВ', givenName: 'Айбек', patronymic: '' },
  })
  const write = (given: ReturnType<typeof row>) =>
    change(ctx, async (tx) => {
      await record(ctx, tx)
      return groupsOfImport.write(ctx, tx, [{ ...given, personId }])
    })
  expect(await groupsOfImport.check(ctx, [row('ЖОК-1', ''), { ...row(one.code, 'R-1'), row: 3 }, { ...row(one.code, 'R-1'), row: 4 }])).toMatchObject(
    [
      { row: 2, field: 'group', key: 'programmes:import.faults.no-such-group' },
      { row: 4, field: 'recordBook', params: { row: 3 } },
    ],
  )
  expect(await write(row(one.code.toLowerCase(), 'R-1'))).toEqual({ changedRows: [2] })
  expect(await write(row(one.code, 'R-1'))).toEqual({ changedRows: [] })
  expect(await groupsOfImport.findPersons(ctx.db, [row('', 'R-1'), row(one.code, ''), row(two.code, '')])).toEqual([personId, personId, null])
  expect(await write(row(two.code, 'R-1'))).toEqual({ changedRows: [2] })
  expect(await ctx.db.select({ groupId: studentship.groupId }).from(studentship).where(eq(studentship.personId, personId))).toEqual([
    { groupId: two.groupId },
  ])
  expect(await groupsOfImport.describe(ctx.db, [personId])).toEqual(
    new Map([[personId, { group: two.code, recordBook: 'R-1', studyFrom: '2026-09-01' }]]),
  )
})
