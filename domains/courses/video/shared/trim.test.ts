import { expect, test } from 'vitest'
import { moveEnd, trimOf } from './trim.ts'

test('what is cut lies within the recording, at least a second of it', () => {
  expect(trimOf({ start: 2.04, end: 8 }, 10)).toEqual({ start: 2, end: 8 })
  expect(trimOf({ start: -5, end: 8 }, 10)).toEqual({ start: 0, end: 8 })
  expect(trimOf({ start: 4, end: 99 }, 10)).toEqual({ start: 4, end: 10 })
  expect(trimOf({ start: 6, end: 3 }, 10)).toEqual({ start: 6, end: 7 })
  expect(trimOf({ start: 50, end: 60 }, 10)).toEqual({ start: 9, end: 10 })
})

test('nothing is cut where all is wanted, where it is too short, or where the numbers mean nothing', () => {
  expect(trimOf(null, 10)).toBeNull()
  expect(trimOf({ start: 0, end: 10 }, 10)).toBeNull()
  expect(trimOf({ start: 0, end: 10 }, 9.98)).toBeNull()
  expect(trimOf({ start: 0.2, end: 0.5 }, 0.8)).toBeNull()
  expect(trimOf({ start: Number.NaN, end: 4 }, 10)).toBeNull()
  expect(trimOf({ start: 1, end: Number.POSITIVE_INFINITY }, 10)).toBeNull()
})

test('an end that is moved stops a second before the other', () => {
  expect(moveEnd({ start: 0, end: 5 }, 'start', 9, 10)).toEqual({ start: 4, end: 5 })
  expect(moveEnd({ start: 3, end: 5 }, 'end', 1, 10)).toEqual({ start: 3, end: 4 })
  expect(moveEnd({ start: 3, end: 5 }, 'end', 30, 10)).toEqual({ start: 3, end: 10 })
  expect(moveEnd({ start: 3, end: 5 }, 'start', -1, 10)).toEqual({ start: 0, end: 5 })
})
