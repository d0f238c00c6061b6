import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testPortal, type TestPortal } from '../../../testing/index.ts'

let given: TestPortal
beforeAll(async () => {
  given = await testPortal()
})
afterAll(() => given.close())

it('a connection that the database cuts between two statements ends its transaction, and never the process', async () => {
  const { write, read } = given.portal.database
  const seen: unknown[] = []
  const onFault = (error: unknown): void => void seen.push(error)
  process.on('uncaughtException', onFault)
  const work = write.transaction(async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`)
    // the database goes away while the portal computes: no statement is under way that could be told
    await read.execute(sql`SELECT pg_terminate_backend(${rows[0]?.pid})`)
    for (;;) await tx.execute(sql`SELECT 1`)
  })
  await expect(work).rejects.toThrow()
  expect((await write.execute<{ one: number }>(sql`SELECT 1 AS one`)).rows).toEqual([{ one: 1 }])
  process.off('uncaughtException', onFault)
  expect(seen).toEqual([])
})
