import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layBlock, readBlock, readMark } from './paste.ts'

describe('a block from a spreadsheet', () => {
  it('reads marks as people write them', () => {
    expect(['17,5', '17.5', ' 8 ', '1 000', '−2', '', '  '].map(readMark)).toEqual([17.5, 17.5, 8, 1000, -2, null, null])
    for (const text of ['келген жок', '5/10', '1.2.3', '12%', 'NaN']) expect(readMark(text)).toBeUndefined()
  })

  it('reads lines and cells, with quotes, tabs and line ends inside', () => {
    expect(readBlock('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(readBlock('"a ""b""\tc\nd"\t5')).toEqual([['a "b"\tc\nd', '5']])
    expect(readBlock('7')).toEqual([['7']])
    expect(readBlock('\t\n\t9')).toEqual([
      ['', ''],
      ['', '9'],
    ])
  })

  it('gives back whatever numbers a spreadsheet put there', () => {
    const numbers = fc.array(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(numbers, (rows) => {
        const text = rows.map((row) => row.map((one) => String(one / 100).replace('.', ',')).join('\t')).join('\r\n')
        const { marks, refused } = layBlock(readBlock(text), { row: 2, column: 1 }, { rows: 30, columns: 4 })
        expect(refused).toEqual([])
        expect(marks).toEqual(rows.flatMap((row, down) => row.map((one, right) => ({ row: 2 + down, column: 1 + right, points: one / 100 }))))
      }),
    )
  })

  it('counts every cell once: taken, refused with its reason, or empty', () => {
    const { marks, refused } = layBlock(readBlock('5\tжок\t\n6\t7\t8'), { row: 1, column: 0 }, { rows: 2, columns: 2 })
    expect(marks).toEqual([{ row: 1, column: 0, points: 5 }])
    expect(refused.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [1, 1, 'not-number'],
      [2, 0, 'outside'],
      [2, 1, 'outside'],
      [2, 2, 'outside'],
    ])
  })
})
