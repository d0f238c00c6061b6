import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasClamd, startClamd } from '../../../testing/clamd.ts'
import { testPortal, type TestPortal } from '../../../testing/index.ts'
import { change } from '../database/change.ts'
import { record } from '../trace/record.ts'
import { openFiles, type NewFile } from './files.ts'
import { file } from './tables.ts'

// The EICAR test file in two parts, so that this source itself is not taken for it.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

let given: TestPortal
beforeAll(async () => {
  given = await testPortal()
})
afterAll(() => given.close())

async function keep(scanner: string | null, content: string | Buffer, more: Partial<NewFile> = {}) {
  const files = openFiles({ ...given.portal.config, scanner }, given.portal.database)
  const ctx = await given.ctx()
  return change(ctx, async (tx) => {
    const kept = await files.store(ctx, tx, { name: 'work.txt', type: 'text/plain', content: Buffer.from(content), purpose: 'test', ...more })
    await record(ctx, tx, { verb: 'test.done', object: { type: 'file', id: kept.id } })
    return (await tx.select().from(file).where(eq(file.id, kept.id)))[0]
  })
}

describe.runIf(hasClamd())('with a real clamd (Debian: clamav-daemon)', () => {
  let clamd: Awaited<ReturnType<typeof startClamd>>
  beforeAll(async () => {
    clamd = await startClamd()
  })
  afterAll(() => clamd.stop())

  test('a clean file is kept and marked as scanned', async () => {
    expect((await keep(clamd.address, 'Ишим'))?.scan).toBe('clean')
  })

  test('a harmful file is refused by its name, and nothing of it is kept', async () => {
    const count = async () => (await given.portal.database.read.select().from(file)).length
    const before = await count()
    await expect(keep(clamd.address, eicar)).rejects.toMatchObject({
      key: 'foundation.harmful-file',
      options: { status: 422, params: { found: 'Eicar-Test-Signature.UNOFFICIAL' } },
    })
    expect(await count()).toBe(before)
    const reply = await given.request('GET', '/readyz')
    expect(reply.status).toBe(200)
  })

  test('what the scanner cannot take whole is kept and says so; what the portal made is not sent', async () => {
    expect((await keep(clamd.address, Buffer.alloc(3_000_000, 'a')))?.scan).toBe('too-large')
    expect((await keep(clamd.address, eicar, { madeHere: true }))?.scan).toBeNull()
    // a scanner on a busy machine may have to be asked several times, each time more slowly
  }, 150_000)
})

test('when the scanner is away nothing is taken unchecked', async () => {
  await expect(keep('unix:/nowhere/clamd.ctl', 'x')).rejects.toMatchObject({ key: 'foundation.scanner-away', options: { status: 503 } })
  await expect(keep('tcp://127.0.0.1:9', 'x')).rejects.toMatchObject({ key: 'foundation.scanner-away', options: { status: 503 } })
})

test('without a scanner files are kept as ever', async () => {
  expect((await keep(null, 'x'))?.scan).toBeNull()
})
