import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faults, mark, rightAnswer } from '../ask.ts'
import { anyQuestion } from '../questions.fixture.ts'
import { isAskable } from '../ask.ts'
import type { QuestionContent } from '../shared/question.ts'
import { readAiken, writeAiken } from './aiken.ts'
import { readGift } from './read-gift.ts'
import { decodeText } from './words.ts'
import { writeGift } from './write-gift.ts'

const one = (text: string): QuestionContent => {
  const [first] = readGift(text, 'ru').items
  if (!first?.content) throw new Error(JSON.stringify(first))
  return first.content
}

describe('GIFT', () => {
  it('reads choices with weights, remarks and marks of its own', () => {
    const text = `// [id:q-17] [tag:физика] [tag:a\\]b]
::Скорость\\: 1::[html]<p>Чему равна <b>скорость</b>?</p> {
  ~ \\= 2 \\{м\\}\\~#нет\\#
  ~%50%почти # половина
  = 5 \\\\ с
  #### Общее замечание }`
    const content = one(text)
    expect(content).toMatchObject({
      kind: 'single',
      title: 'Скорость: 1',
      prompt: { ru: '<p>Чему равна <b>скорость</b>?</p>' },
      tags: ['физика', 'a]b'],
      extras: [{ format: 'gift', name: 'id', text: 'q-17' }],
      generalFeedback: { ru: 'Общее замечание' },
      options: [
        { text: { ru: '= 2 {м}~' }, credit: 0, feedback: { ru: 'нет#' } },
        { text: { ru: 'почти' }, credit: 0.5, feedback: { ru: 'половина' } },
        { text: { ru: '5 \\ с' }, credit: 1 },
      ],
    })
    expect(faults(content)).toEqual([])
    expect(one('Что верно? {~%-50%а ~%33.33333%б ~%33.33333%в ~%33.33333%г}')).toMatchObject({
      kind: 'multiple',
      rule: 'weights',
      options: [{ credit: -0.5 }, { credit: 0.3333333 }, {}, {}],
    })
  })
  it('reads numbers, ranges and several of them', () => {
    const value = (text: string) => (one(text) as QuestionContent & { kind: 'numeric' }).accepted
    expect(value('Сколько? {#3:2}')).toMatchObject([{ value: 3, tolerance: { kind: 'absolute', by: 2 } }])
    expect(value('Сколько? {#1..5}')).toMatchObject([{ value: 3, tolerance: { by: 2 } }])
    expect(value('Сколько? {#3,141..3,142}')).toMatchObject([{ value: 3.1415, tolerance: { by: 0.0005 } }])
    expect(value('Год? {#\n =1822:0 # да\n =%50%1822:2 # почти\n =*#мимо}')).toMatchObject([
      { value: 1822, credit: 1, feedback: { ru: 'да' } },
      { value: 1822, credit: 0.5, tolerance: { by: 2 } },
      { value: null, credit: 0, feedback: { ru: 'мимо' } },
    ])
    expect(value('Ноль? {#-1.5e3}')).toMatchObject([{ value: -1500 }])
  })
  it('reads matching, truth, short answers, missing words, essays', () => {
    expect(one('Столицы {\n=Кыргызстан -> Бишкек\n=Казахстан->Астана\n= -> Ош\n}')).toMatchObject({
      kind: 'matching',
      pairs: [{ prompt: { ru: 'Кыргызстан' }, match: { ru: 'Бишкек' } }, { match: { ru: 'Астана' } }],
      distractors: [{ text: { ru: 'Ош' } }],
    })
    expect(one('Земля плоская.{FALSE#Подумайте#Верно!}')).toMatchObject({
      kind: 'true-false',
      right: false,
      feedbackTrue: { ru: 'Подумайте' },
      feedbackFalse: { ru: 'Верно!' },
    })
    expect(one('Солнце встаёт на востоке {T}')).toMatchObject({ kind: 'true-false', right: true })
    expect(one('Дважды два равно {=четыре =%50%4 =чет*}.')).toMatchObject({
      kind: 'short-text',
      prompt: { ru: 'Дважды два равно _____.' },
      accepted: [
        { pattern: 'четыре', credit: 1, wildcard: false },
        { pattern: '4', credit: 0.5 },
        { pattern: 'чет*', wildcard: true },
      ],
    })
    expect(one('Грант {~похоронен =погребён ~живёт} в гробнице.')).toMatchObject({ kind: 'single', prompt: { ru: 'Грант _____ в гробнице.' } })
    expect(one('Напишите сочинение. {}')).toMatchObject({ kind: 'essay' })
  })
  it('keeps what it cannot read and says why, and follows categories', () => {
    const { items } = readGift(
      '$CATEGORY: $course$/Глава 1\n\nТолько текст\n\n$CATEGORY: a/b\nВопрос? {=да ~нет}\n\nБез скобки {=да\n\nЧисло {#много}\n\n[markdown]**Жирно** {T}',
      'ru',
    )
    expect(items.map(({ outcome, category, reasons }) => [outcome, category, reasons])).toEqual([
      ['unknown', '$course$/Глава 1', ['description']],
      ['brought', 'a/b', []],
      ['refused', 'a/b', ['gift-braces']],
      ['unknown', 'a/b', ['number']],
      ['changed', 'a/b', ['markdown-simplified']],
    ])
    expect(items[4]?.content?.prompt).toEqual({ ru: '<strong>Жирно</strong>' })
    const written = writeGift(items.flatMap(({ content, category }) => (content ? [{ content, category }] : [])))
    expect(written.text).toContain('Только текст')
    expect(written.text).toContain('Число {#много}')
  })
  it('lets no program through', () => {
    const content = one(
      '::x::[html]<p onclick="a()">Да<script>alert(1)</script><img src="javascript:1" onerror="b()"></p>{=<b>1</b><iframe></iframe> ~2#<script>1</script>}',
    )
    expect(JSON.stringify(content)).not.toMatch(/script|onclick|onerror|iframe/)
  })
  it('writes what it reads back', () => {
    const kinds = new Set(['single', 'multiple', 'true-false', 'short-text', 'matching', 'numeric'])
    fc.assert(
      fc.property(anyQuestion, (content) => {
        const { text, notes } = writeGift([{ content, category: 'а/б' }])
        if (!kinds.has(content.kind)) {
          expect(notes.at(-1)?.reason).toBe('kind-not-in-format')
          return
        }
        const back = readGift(text, 'ru').items
        expect(back).toHaveLength(1)
        const got = back[0]?.content
        if (!got || !isAskable(got)) throw new Error(text)
        expect(got.kind).toBe(content.kind)
        expect(faults(got)).toEqual([])
        expect(mark(got, 's', rightAnswer(got, 's')).share).toBe(1)
        expect(writeGift([{ content: got, category: 'а/б' }]).text.replace(/^::.*?::/m, '')).toBe(text.replace(/^::.*?::/m, ''))
      }),
      { numRuns: 300 },
    )
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'{}~=#:\\ab\n 1%->*[]/$') }), (text) => readGift(text, 'ru').items.length >= 0))
  })
  it('reads files of any coding', () => {
    const text = 'Ответ? {=да ~нет}'
    expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf8')).replace('\ufeff', '')).toBe(text)
    expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf16le')).replace('\ufeff', '')).toBe(text)
    expect(decodeText(Buffer.from(text, 'utf16le'))).toBe(text)
    const cp1251 = Buffer.from([...text].map((letter) => (/[а-яА-Я]/.test(letter) ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))))
    expect(decodeText(cp1251)).toBe(text)
  })
})

describe('Aiken', () => {
  it('reads it, Cyrillic letters and several right ones too', () => {
    const { items } = readAiken(
      '\ufeffСтолица?\r\nA. Ош\r\nB) Бишкек\r\nANSWER: B\r\n\r\nЧто верно?\nА) один\nВ) два\nС) три\nОТВЕТ: А, С\n\nБез ответа\nA. x\nB. y\n\nНет такого\nA. x\nB. y\nANSWER: F\n',
      'ru',
    )
    expect(items.map(({ outcome, reasons }) => [outcome, ...reasons])).toEqual([
      ['brought'],
      ['brought'],
      ['refused', 'answer-none'],
      ['refused', 'answer-no-option'],
    ])
    expect(items[0]?.content).toMatchObject({ kind: 'single', options: [{ credit: 0 }, { credit: 1, text: { ru: 'Бишкек' } }] })
    expect(items[1]?.content).toMatchObject({ kind: 'multiple', options: [{ credit: 0.5 }, { credit: 0 }, { credit: 0.5 }] })
  })
  it('writes what it reads back', () => {
    fc.assert(
      fc.property(anyQuestion, (content) => {
        const { text, notes } = writeAiken([{ content, category: '' }])
        if (content.kind !== 'single') {
          expect(notes[0]?.reason).toBe('kind-not-in-format')
          return
        }
        const back = readAiken(text, 'ru').items[0]?.content
        expect(back && writeAiken([{ content: back, category: '' }]).text).toBe(text)
      }),
    )
  })
})
