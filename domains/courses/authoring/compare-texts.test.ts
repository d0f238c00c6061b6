import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOf, compareTexts } from './shared/compare-texts.ts'

test('a changed paragraph is compared by words; what came and what went is told', () => {
  const before = '<h2>Башы</h2><p>Массив беш сандан турат</p><p>Өчкөн</p><p>Аягы</p>'
  const after = '<h2>Башы</h2><p>Массив <b>он</b> сандан турат</p><p>Аягы</p><ul><li>Жаңы</li></ul>'
  expect(compareTexts(before, after)).toEqual([
    { kind: 'same', parts: [{ kind: 'same', text: 'Башы' }] },
    { kind: 'gone', parts: [{ kind: 'gone', text: 'Массив беш сандан турат' }] },
    { kind: 'gone', parts: [{ kind: 'gone', text: 'Өчкөн' }] },
    { kind: 'new', parts: [{ kind: 'new', text: 'Массив он сандан турат' }] },
    { kind: 'same', parts: [{ kind: 'same', text: 'Аягы' }] },
    { kind: 'new', parts: [{ kind: 'new', text: 'Жаңы' }] },
  ])
  expect(compareTexts('<p>Массив беш сандан турат</p>', '<p>Массив он сандан турат</p>')).toEqual([
    {
      kind: 'changed',
      parts: [
        { kind: 'same', text: 'Массив ' },
        { kind: 'gone', text: 'беш' },
        { kind: 'new', text: 'он' },
        { kind: 'same', text: ' сандан турат' },
      ],
    },
  ])
})

test('both texts can be read out of any comparison', () => {
  const text = fc
    .array(fc.array(fc.constantFrom('а', 'б', 'в', 'г', ','), { minLength: 1, maxLength: 5 }), { maxLength: 8 })
    .map((lines) => lines.map((line) => `<p>${line.join(' ')}</p>`).join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const compared = compareTexts(before, after)
      const read = (without: 'gone' | 'new') =>
        compared
          .map(({ parts }) =>
            parts
              .filter(({ kind }) => kind !== without)
              .map((part) => part.text)
              .join(''),
          )
          .filter(Boolean)
      expect(read('new')).toEqual(blocksOf(before))
      expect(read('gone')).toEqual(blocksOf(after))
    }),
  )
})
