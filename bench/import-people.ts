import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { readConfig } from '../foundation/server/config/index.ts'
import { systemContext } from '../foundation/server/context.ts'
import { startEmbedded } from '../foundation/server/database/embedded.ts'
import { newId } from '../foundation/server/database/ids.ts'
import { migrate } from '../foundation/server/database/migrate.ts'
import { importPeopleFile } from '../domains/people/index.ts'
import { openPortal } from '../portal/assemble.ts'
import { buildWholeServer } from '../portal/server.ts'
import { chanceOf } from '../portal/demonstration/chance.ts'
import { makeDemonstration } from '../portal/demonstration/make-demonstration.ts'
import { makePersonData } from '../portal/demonstration/make-people.ts'

/**
 * Import of 20 000 students from XLSX with groups and accounts: the check alone, the import, and the same file again.
 * Wall-clock seconds on an embedded PostgreSQL with durable commits; the demonstration's groups take the students in.
 */
const rows = Number(process.env.BENCH_ROWS ?? 20_000)
const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'))
const embedded = await startEmbedded({ dataDirectory: folder, log: () => {} })
try {
  await migrate(embedded.url)
  const portal = await openPortal(readConfig([], { PORTAL_DATA: folder, LOG_LEVEL: 'error' }), embedded.url)
  const server = await buildWholeServer(portal)
  const ctx = systemContext(portal, newId())
  await makeDemonstration(ctx, () => {})
  const path = join(folder, 'students.xlsx')
  await writeFile(path, await sheetOf(await groupCodes()))
  const timed = async (options: { dryRun?: boolean }): Promise<number> => {
    const begun = performance.now()
    const { faults } = await importPeopleFile(ctx, path, { kind: 'students', accounts: true, ...options })
    if (faults.length > 0) throw new Error(`the file has faults: ${faults.slice(0, 3).join('; ')}`)
    return Math.round((performance.now() - begun) / 100) / 10
  }
  const figures = { rows, checkSeconds: await timed({ dryRun: true }), importSeconds: await timed({}), againSeconds: await timed({}) }
  console.log(JSON.stringify(figures))
  await server.close()
  await portal.close()

  async function groupCodes(): Promise<string[]> {
    const found = await portal.database.readPool.query<{ code: string }>('SELECT code FROM programmes.student_group ORDER BY code')
    return found.rows.map((row) => row.code)
  }
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

async function sheetOf(groups: string[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Студенттер')
  sheet.addRow([
    '№',
    'Фамилиясы',
    'Аты',
    'Атасынын аты',
    'ПИН',
    'Туулган күнү',
    'Телефону',
    'Электрондук почтасы',
    'Тобу',
    'Сынак китепчесинин номери',
  ])
  const chance = chanceOf(20_000)
  const numbers = new Set<string>()
  for (let row = 1; row <= rows; row++) {
    let one = makePersonData(chance, String(row), 2003, 2008)
    while (numbers.has(one.personalNumber)) one = makePersonData(chance, String(row), 2003, 2008)
    numbers.add(one.personalNumber)
    sheet.addRow([
      row,
      one.surname,
      one.givenName,
      one.patronymic ?? '',
      one.personalNumber,
      one.birthDate.split('-').reverse().join('.'),
      one.phone,
      `bench${row}@example.kg`,
      groups[row % groups.length] ?? '',
      `Б${row}`,
    ])
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}
