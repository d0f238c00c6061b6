import { expect, test } from 'vitest'
import { recentNews } from './recent-news.ts'

test('what was told in the last half minute is known, to whom it was told, oldest first', () => {
  let now = 0
  const recent = recentNews(() => now)
  const news = (kind: string) => ({ kind, stale: [] })
  recent.keep(['a', 'b'], news('first'))
  now = 20_000
  recent.keep(['b'], news('second'))
  expect(recent.of('b').map(({ kind }) => kind)).toEqual(['first', 'second'])
  expect(recent.of('a').map(({ kind }) => kind)).toEqual(['first'])
  now = 30_001
  expect(recent.of('a')).toEqual([])
  expect(recent.of('b').map(({ kind }) => kind)).toEqual(['second'])
})

test('it does not grow without end', () => {
  const recent = recentNews(() => 0)
  for (let count = 0; count < 6_000; count++) recent.keep(['a'], { kind: String(count), stale: [] })
  expect(recent.of('a')).toHaveLength(5_000)
  expect(recent.of('a').at(-1)?.kind).toBe('5999')
})
