import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testPortal, type TestPortal } from '../../../testing/index.ts'
import { hasSwift, startSwift, type Swift } from '../../../testing/swift.ts'
import { readConfig } from '../config/index.ts'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import { newId } from '../database/ids.ts'
import { record } from '../trace/record.ts'
import { openFiles, type Files, type NewFile, type StoredFile } from './files.ts'
import { file } from './tables.ts'

const lack = hasSwift() ? '' : ' (skipped: this machine has no OpenStack Swift: swift-proxy swift-account swift-container swift-object)'

describe.skipIf(lack !== '')(`files on a real S3 server${lack}`, () => {
  let given: TestPortal
  let swift: Swift
  let files: Files
  let ctx: Ctx
  beforeAll(async () => {
    swift = await startSwift()
    given = await testPortal()
    ctx = await given.ctx()
    const config = readConfig([], {
      PORTAL_DATA: given.portal.config.dataDirectory,
      S3_ENDPOINT: swift.endpoint,
      S3_BUCKET: swift.bucket,
      S3_ACCESS_KEY: swift.accessKey,
      S3_SECRET_KEY: swift.secretKey,
    })
    files = openFiles(config, given.portal.database)
  }, 180_000)
  afterAll(async () => {
    await given?.close()
    await swift?.stop()
  })

  /** Keeps a file as a use case does: in a change with its trace record. */
  function store(wanted: Omit<NewFile, 'purpose'>): Promise<StoredFile> {
    return change(ctx, async (tx) => {
      const stored = await files.store(ctx, tx, { ...wanted, purpose: 'test' })
      await record(ctx, tx, { verb: 'file.stored', object: { type: 'file', id: stored.id } })
      return stored
    })
  }

  /** How many objects lie in the bucket. */
  async function lying(): Promise<number> {
    const client = new S3Client({
      endpoint: swift.endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: swift.accessKey, secretAccessKey: swift.secretKey },
    })
    const { KeyCount } = await client.send(new ListObjectsV2Command({ Bucket: swift.bucket }))
    client.destroy()
    return KeyCount ?? 0
  }

  test('a name in Kyrgyz and the content come back as they were given', async () => {
    const content = Buffer.from('Өзгөчө ңүө')
    const stored = await store({ name: 'Үй тапшырма №1.txt', type: 'text/plain', content })
    const opened = await files.open(stored.id)
    expect(opened).toMatchObject({ name: 'Үй тапшырма №1.txt', type: 'text/plain', bytes: content.length })
    expect(await buffer(opened.stream)).toEqual(content)
  })

  test('6 MB come through a stream unchanged, and the same content lies in the bucket once', async () => {
    const content = randomBytes(6 * 1024 * 1024)
    const before = await lying()
    const stored = await store({ name: 'жазуу.bin', content: Readable.from([content]) })
    await store({ name: 'дагы.bin', content })
    expect((await buffer((await files.open(stored.id)).stream)).equals(content)).toBe(true)
    expect(await lying()).toBe(before + 1)
  })

  test('a film is read from the middle, to its last byte, and a single byte of it', async () => {
    const content = randomBytes(3 * 1024 * 1024)
    const { id } = await store({ name: 'тасма.mp4', content })
    for (const [start, end] of [
      [0, 99],
      [1_500_000, 2_600_000],
      [content.length - 1, content.length - 1],
    ] as const)
      expect((await buffer(await files.openPart(id, start, end))).equals(content.subarray(start, end + 1)), `${start}–${end}`).toBe(true)
    await expect(files.openPart(newId(), 0, 1)).rejects.toMatchObject({ options: { status: 404 } })
  })

  test('too large is 413, a missing file is 404, and neither leaves an object', async () => {
    const before = await lying()
    await expect(store({ name: 'чоң.bin', content: Buffer.alloc(11), maxBytes: 10 })).rejects.toMatchObject({ options: { status: 413 } })
    await expect(files.open(newId())).rejects.toMatchObject({ options: { status: 404 } })
    expect(await lying()).toBe(before)
  })

  test('a transaction that is rolled back leaves no row', async () => {
    const rows = await given.portal.database.read.$count(file)
    const failing = change(ctx, async (tx) => {
      await files.store(ctx, tx, { name: 'жок.bin', content: randomBytes(100), purpose: 'test' })
      throw new Error('given up')
    })
    await expect(failing).rejects.toThrow('given up')
    expect(await given.portal.database.read.$count(file)).toBe(rows)
  })
})
