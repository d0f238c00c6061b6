import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testPortal, type TestPortal } from '../../../testing/index.ts'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import { newId } from '../database/ids.ts'
import { record } from '../trace/record.ts'
import type { NewFile, StoredFile } from './files.ts'
import { file } from './tables.ts'

let given: TestPortal
let ctx: Ctx
beforeAll(async () => {
  given = await testPortal()
  ctx = await given.ctx()
})
afterAll(async () => {
  await given.close()
})

/** Keeps a file as a use case does: in a change with its trace record. */
function store(wanted: Omit<NewFile, 'purpose'>): Promise<StoredFile> {
  return change(ctx, async (tx) => {
    const stored = await ctx.portal.files.store(ctx, tx, { ...wanted, purpose: 'test' })
    await record(ctx, tx, { verb: 'file.stored', object: { type: 'file', id: stored.id } })
    return stored
  })
}

/** Files that lie below the portal's folder of that name. */
async function lying(folder: 'files' | 'arrivals'): Promise<number> {
  const entries = await readdir(join(ctx.portal.config.dataDirectory, folder), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).length
}

const countRows = () => ctx.portal.database.read.$count(file)

test('a name in Kyrgyz and the content come back as they were given', async () => {
  const content = Buffer.from('Өзгөчө ңүө')
  const stored = await store({ name: 'Үй тапшырма №1.txt', type: 'text/plain', content })
  const opened = await ctx.portal.files.open(stored.id)
  expect(opened).toMatchObject({ name: 'Үй тапшырма №1.txt', type: 'text/plain', bytes: content.length })
  expect(await buffer(opened.stream)).toEqual(content)
})

test('6 MB come through a stream unchanged, and nothing stays where they arrived', async () => {
  const content = randomBytes(6 * 1024 * 1024)
  const parts = Array.from({ length: 96 }, (_, at) => content.subarray(at * 65_536, (at + 1) * 65_536))
  const stored = await store({ name: 'жазуу.bin', content: Readable.from(parts) })
  const opened = await ctx.portal.files.open(stored.id)
  expect((await buffer(opened.stream)).equals(content)).toBe(true)
  expect(await lying('arrivals')).toBe(0)
})

test('the same content lies on the store once, under each of its names', async () => {
  const content = randomBytes(1000)
  const before = await lying('files')
  const first = await store({ name: 'биринчи.bin', content })
  const second = await store({ name: 'экинчи.bin', content })
  expect(second.id).not.toBe(first.id)
  expect(second.sha256).toBe(first.sha256)
  expect(await lying('files')).toBe(before + 1)
  expect(await ctx.portal.files.describe(second.id)).toMatchObject({ name: 'экинчи.bin' })
})

test('a file that does not exist is a 404 problem', async () => {
  await expect(ctx.portal.files.open(newId())).rejects.toMatchObject({ key: 'foundation.not-found', options: { status: 404 } })
})

test('one byte above the limit is refused with 413, and leaves neither row nor bytes', async () => {
  const rows = await countRows()
  const before = await lying('files')
  await store({ name: 'чек.bin', content: Buffer.alloc(10, 1), maxBytes: 10 })
  await expect(store({ name: 'чоң.bin', content: Buffer.alloc(11, 2), maxBytes: 10 })).rejects.toMatchObject({
    key: 'foundation.too-large',
    options: { status: 413 },
  })
  expect(await countRows()).toBe(rows + 1)
  expect(await lying('files')).toBe(before + 1)
  expect(await lying('arrivals')).toBe(0)
})

test('the type is the one that the content shows, whatever is claimed', async () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  expect(await store({ name: 'доклад.pdf', type: 'application/pdf', content: png })).toMatchObject({ type: 'image/png' })
  expect(await store({ name: 'сүрөт.png', type: 'image/png', content: Buffer.from('<script>alert(1)</script>') })).toMatchObject({
    type: 'application/octet-stream',
  })
})

test('a transaction that is rolled back leaves no row', async () => {
  const rows = await countRows()
  const failing = change(ctx, async (tx) => {
    await ctx.portal.files.store(ctx, tx, { name: 'жок.bin', content: randomBytes(100), purpose: 'test' })
    throw new Error('given up')
  })
  await expect(failing).rejects.toThrow('given up')
  expect(await countRows()).toBe(rows)
})
