import { expect, it } from 'vitest'
import { joinProgress } from './waiting-progress.ts'

it('adds the seconds that waited, keeps the furthest place, and never takes «done» back', () => {
  expect(joinProgress(undefined, { seconds: 5, place: 100 })).toEqual({ seconds: 5, place: 100 })
  expect(joinProgress({ seconds: 20, place: 1000, done: true }, { seconds: 5, place: 300 })).toEqual({ seconds: 25, place: 1000, done: true })
  expect(joinProgress({ seconds: 3590, place: 1 }, { seconds: 60, place: 2 }).seconds).toBe(3600)
})
