import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'

test('letters that a keyboard lacks are found by those people type', () => {
  expect(fold('Өзгөчө ҢЫҮ ёлка')).toBe('озгочо ныу елка')
})

test('every letter stays in its place', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(text).length === text.length))
})
