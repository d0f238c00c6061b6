import fc from 'fast-check'
import { expect, test } from 'vitest'
import { htmlOfTyped, typedOfHtml, withWords } from './plain-words.ts'

test('whatever is typed comes back as it was, and never as markup', () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ''))
  const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.map((one) => one || 'x').join('\n'))
  fc.assert(
    fc.property(text, (typed) => {
      const html = htmlOfTyped(typed)
      expect(typedOfHtml(html)).toBe(typed)
      expect(html.replace(/<\/?p>|<br \/>/g, '')).not.toMatch(/[<>]/)
    }),
  )
})

test('what holds more than words is not offered as words', () => {
  expect(typedOfHtml('<p>a</p><p>b<br>c</p>')).toBe('a\n\nb\nc')
  expect(typedOfHtml('<img src="/x" alt="y">')).toBeNull()
  expect(typedOfHtml('<p class="x">a</p>')).toBeNull()
})

test('empty words leave no language behind', () => {
  expect(withWords({ ky: 'а', ru: 'б' }, 'ky', '')).toEqual({ ru: 'б' })
})
