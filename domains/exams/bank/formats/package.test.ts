import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commonOf, type QuestionContent } from '../shared/question.ts'
import { writeQtiPackage } from './qti-package.ts'
import { readQuestions } from './read-questions.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bank-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const put = async (content: Buffer | string): Promise<string> => {
  const path = join(folder, `${Math.random()}`)
  await writeFile(path, content)
  return path
}
const question = (right: string, prompt: string): QuestionContent => ({
  ...commonOf({ prompt: { ru: prompt }, language: 'ru', title: right }),
  kind: 'single',
  shuffle: true,
  options: ['а', 'б'].map((text) => ({ id: text, text: { ru: text }, credit: text === right ? 1 : 0, feedback: {} })),
})

it('writes packages of 2.2 and 3.0 with order and pictures, and reads them back', async () => {
  const picture = { key: 'схема-1.png', name: 'схема-1.png', bytes: Buffer.from('89504e47', 'hex') }
  const questions = [question('б', 'Второй <img src="@@FILE@@/схема-1.png" alt="x" />'), question('а', 'Первый')].map((content) => ({
    content,
    category: '',
  }))
  for (const version of [2, 3] as const) {
    const { bytes, notes } = await writeQtiPackage(questions, 'Тест & <1>', version, [picture])
    expect(notes).toEqual([])
    const read = await readQuestions(await put(bytes), 'ru')
    expect(read.items.map(({ title, category, outcome }) => [title, category, outcome])).toEqual([
      ['б', 'Тест & <1>', 'brought'],
      ['а', 'Тест & <1>', 'brought'],
    ])
    expect(read.files).toMatchObject([{ bytes: picture.bytes }])
    expect(read.items[0]?.content?.prompt.ru).toContain(`@@FILE@@/${read.files[0]?.key}`)
  }
})

it('knows a file by what stands in it', async () => {
  expect(await readQuestions(await put('Вопрос? {=да ~нет}'), 'ru')).toMatchObject({ format: 'gift', items: [{ outcome: 'brought' }] })
  expect(await readQuestions(await put('Вопрос?\nA. да\nB. нет\nANSWER: A'), 'ru')).toMatchObject({ format: 'aiken' })
  expect(
    await readQuestions(
      await put('<?xml version="1.0"?><quiz><question type="essay"><questiontext><text>a</text></questiontext></question></quiz>'),
      'ru',
    ),
  ).toMatchObject({ format: 'moodle-xml' })
  for (const other of ['', 'просто текст', '<html></html>', 'PK\u0003\u0004 damaged'])
    await expect(readQuestions(await put(other), 'ru')).rejects.toThrow()
})
