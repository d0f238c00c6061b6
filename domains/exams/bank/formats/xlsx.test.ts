import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyQuestion } from '../questions.fixture.ts'
import { readQuestions } from './read-questions.ts'
import { writeXlsx } from './write-xlsx.ts'

async function read(bytes: Buffer) {
  const path = join(tmpdir(), `sheet-${randomUUID()}`)
  await writeFile(path, bytes)
  try {
    return await readQuestions(path, 'ru')
  } finally {
    await rm(path)
  }
}

async function sheetOf(rows: (string | number | boolean)[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Инструкция').addRow(['Заполните второй лист'])
  const sheet = book.addWorksheet('Вопросы')
  for (const row of rows) sheet.addRow(row)
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('questions of a spreadsheet', () => {
  it('reads what a teacher types, telling kinds from what is filled in', async () => {
    const { format, items } = await read(
      await sheetOf([
        ['Список вопросов кафедры'],
        ['Вопрос', 'Вариант 1', 'Вариант 2', 'Вариант 3', 'Ответ', 'Баллы', 'Тема', 'Сложность', 'Теги'],
        ['Столица?', 'Ош', 'Бишкек', 'Талас', 2, 2, 'География', 'лёгкий', 'столицы; города'],
        ['Чётные?', '2', '3', '4', 'A, C', '', 'Числа', 'сложный', ''],
        ['Чётное?', '3', '2', '5', 'б', '', '', '', ''],
        ['Какое?', '3', '2', '5', 'В', '', '', '', ''],
        ['Чётные со звёздами?', '*2', '3', '*4', '', '', '', '', ''],
        ['Солнце — звезда', '', '', '', 'верно', '', '', '', ''],
        ['Пи', '', '', '', '3,14 ± 0,01', '', '', '', ''],
        ['Озеро', '', '', '', 'Иссык-Куль | Ысык-Көл', '', '', '', ''],
        ['Пары', 'Ош → юг', 'Талас -> запад', '', '', '', '', '', ''],
        ['Нет ответа', 'а', 'б', '', '', '', '', '', ''],
        ['Мимо', 'а', 'б', '', 7, '', '', '', ''],
        ['', '', '', '', '', '', '', '', ''],
        ['Странное', 'а', 'б', '', 1, 'много', '', 'так себе', ''],
      ]),
    )
    expect(format).toBe('xlsx')
    expect(items.map(({ content, outcome, reasons }) => [content?.kind ?? null, outcome, reasons])).toEqual([
      ['single', 'brought', []],
      ['multiple', 'brought', []],
      ['single', 'brought', []],
      [null, 'refused', ['letters-unclear']],
      ['multiple', 'brought', []],
      ['true-false', 'brought', []],
      ['numeric', 'brought', []],
      ['short-text', 'brought', []],
      ['matching', 'brought', []],
      [null, 'refused', ['answer-none']],
      [null, 'refused', ['answer-no-option']],
      ['single', 'changed', ['points-not-read', 'difficulty-not-told']],
    ])
    const [first, letters, cyrillic, , stars] = items
    expect(first).toMatchObject({ category: 'География', difficulty: 'easy', content: { points: 2, tags: ['столицы', 'города'] } })
    const rights = (content: unknown) => (content as { options: { credit: number }[] }).options.map(({ credit }) => credit > 0)
    expect(rights(first?.content)).toEqual([false, true, false])
    expect(rights(letters?.content)).toEqual([true, false, true])
    expect(rights(cyrillic?.content)).toEqual([false, true, false])
    expect(rights(stars?.content)).toEqual([true, false, true])
  })
  it('takes back what it writes, and names what a row cannot hold', async () => {
    const all = fc.sample(anyQuestion, { numRuns: 150, seed: 7 })
    const questions = all.map((content) => ({ content, category: 'Тема', difficulty: 'hard' as const }))
    const { bytes, notes } = await writeXlsx(questions)
    const back = await read(bytes)
    const left = new Set(notes.filter(({ reason }) => reason === 'kind-not-in-format').map(({ number }) => number))
    expect(left.size).toBeGreaterThan(0)
    const kept = all.filter((_, index) => !left.has(index + 1))
    expect(back.items.map(({ content }) => content?.kind)).toEqual(kept.map(({ kind }) => kind))
    for (const one of back.items) expect(one).toMatchObject({ category: 'Тема', difficulty: 'hard' })
  })
  it('refuses a sheet without questions in words', async () => {
    await expect(read(await sheetOf([['Имя', 'Группа']]))).rejects.toMatchObject({ key: 'exams.questions-format' })
  })
})
