import { expect, it } from 'vitest'
import { addressOf } from './address.ts'

it('fills the path and puts the query in order, so that one answer has one address', () => {
  expect(addressOf('/api/offerings/{offeringId}/grades', { path: { offeringId: 'a/b' } })).toBe('/api/offerings/a%2Fb/grades')
  expect(addressOf('/api/people', { query: { q: 'Өмүр', page: 2, role: undefined, unit: '' } })).toBe(
    addressOf('/api/people', { query: { page: 2, q: 'Өмүр' } }),
  )
  expect(addressOf('/api/people', { query: { id: ['a', 'b'] } })).toBe('/api/people?id=a&id=b')
})
