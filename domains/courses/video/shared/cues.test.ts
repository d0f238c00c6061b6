import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCue, cueFault, inOrder, shiftCues, splitCue } from './cues.ts'

const cue = { start: 10, end: 14, text: 'бир эки үч төрт' }

test('a new subtitle ends before the next begins, and stands in order', () => {
  const { cues, index } = addCue([{ start: 0, end: 2, text: 'a' }, cue], 8)
  expect(index).toBe(1)
  expect(cues[1]).toEqual({ start: 8, end: 10, text: '' })
  expect(cueFault(cues[1] ?? cue)).toBe('empty')
})

test('splitting keeps every word and the whole time', () => {
  expect(splitCue([cue], 0, 11)).toEqual([
    { start: 10, end: 11, text: 'бир' },
    { start: 11, end: 14, text: 'эки үч төрт' },
  ])
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-zа-я]{1,6}$/), { minLength: 2, maxLength: 12 }),
      fc.double({ min: 0, max: 30, noNaN: true }),
      (words, at) => {
        const [one, two] = splitCue([{ ...cue, text: words.join(' ') }], 0, at)
        expect(`${one?.text} ${two?.text}`.trim()).toBe(words.join(' '))
        expect([one?.start, two?.end]).toEqual([10, 14])
        expect(one?.end).toBe(two?.start)
        expect(cueFault(one ?? cue)).toBeNull()
      },
    ),
  )
})

test('shifting keeps lengths and never goes before the beginning', () => {
  expect(shiftCues([cue, { ...cue, start: 20, end: 21 }], 2.5, 1)).toEqual([cue, { ...cue, start: 22.5, end: 23.5 }])
  expect(shiftCues([cue], -60)[0]).toMatchObject({ start: 0, end: 4 })
  expect(inOrder([{ ...cue, start: 12 }, cue])[0]).toBe(cue)
})
