import { expect, test } from 'vitest'
import { roots } from './data/names.ts'
import { withEnding } from './make-people.ts'

test('surnames and patronymics are spelt as in a passport', () => {
  expect(['Асан', 'Деркенбай', 'Сатыбалды', 'Бердибек'].map(withEnding)).toEqual(['Асанов', 'Деркенбаев', 'Сатыбалдиев', 'Бердибеков'])
  for (const root of roots) {
    expect(withEnding(root)).not.toMatch(/йев|ыов|ьев|[аеёиоуыэюяөү]ов/)
    expect(withEnding(root)).toMatch(/[ое]в$/)
  }
})
