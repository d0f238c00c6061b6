import { expect, test } from 'vitest'
import type { ReadDb } from './database.ts'
import { together } from './together.ts'

const db = {} as ReadDb

test('what is asked for at once is read at once, each key once, and everybody gets their own', async () => {
  const asked: string[][] = []
  const read = together(async (_db, keys: string[]) => {
    asked.push(keys)
    return new Map(keys.filter((key) => key !== 'nothing').map((key) => [key, key.toUpperCase()]))
  })
  expect(await Promise.all([read(db, 'a'), read(db, 'b'), read(db, 'a'), read(db, 'nothing')])).toEqual(['A', 'B', 'A', undefined])
  expect(asked).toEqual([['a', 'b', 'nothing']])
})

test('nothing is remembered: a later question is read anew', async () => {
  let value = 1
  const read = together(async (_db, keys: string[]) => new Map(keys.map((key) => [key, value])))
  expect(await read(db, 'a')).toBe(1)
  value = 2
  expect(await read(db, 'a')).toBe(2)
})

test('a fault reaches everybody who asked, and the next question works', async () => {
  let broken = true
  const read = together(async (_db, keys: string[]) => {
    if (broken) throw new Error('away')
    return new Map(keys.map((key) => [key, 1]))
  })
  const both = await Promise.allSettled([read(db, 'a'), read(db, 'b')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  broken = false
  expect(await read(db, 'a')).toBe(1)
})

test('two databases are two questions', async () => {
  const other = {} as ReadDb
  const read = together(async (of, keys: string[]) => new Map(keys.map((key) => [key, of === db])))
  expect(await Promise.all([read(db, 'a'), read(other, 'a')])).toEqual([true, false])
})
