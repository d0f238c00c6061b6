import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faults, isAskable, mark, rightAnswer } from '../ask.ts'
import { questionContent } from '../contract.ts'
import { anyQuestion } from '../questions.fixture.ts'
import { readMoodleXml } from './read-moodle-xml.ts'
import { writeMoodleXml } from './write-moodle-xml.ts'

const quiz = (inside: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${inside}\n</quiz>`)
const text = (name: string, inside: string) => `<${name} format="html"><text><![CDATA[${inside}]]></text></${name}>`
const question = (type: string, inside: string, prompt = '<p>Вопрос &amp; «ответ»</p>') =>
  `<question type="${type}"><name><text>Имя</text></name>${text('questiontext', prompt)}<defaultgrade>2.0000000</defaultgrade>${inside}</question>`
const answer = (fraction: string, inside: string, more = '') =>
  `<answer fraction="${fraction}" format="html"><text>${inside}</text><feedback format="html"><text>Отзыв</text></feedback>${more}</answer>`
const only = (source: string) => {
  const { items } = readMoodleXml(quiz(source), 'ru')
  expect(items).toHaveLength(1)
  return items[0]
}

describe('Moodle XML', () => {
  it('reads the kinds that Moodle writes', () => {
    const single = only(
      question(
        'multichoice',
        `<penalty>0.3333333</penalty><idnumber>Q1</idnumber><single>true</single><shuffleanswers>1</shuffleanswers><tags><tag><text>оптика</text></tag></tags>${answer('100', '&lt;b&gt;да&lt;/b&gt;')}${answer('-33.33333', 'нет')}`,
      ),
    )
    expect(single).toMatchObject({ outcome: 'brought', title: 'Имя' })
    expect(single?.content).toMatchObject({
      kind: 'single',
      points: 2,
      prompt: { ru: '<p>Вопрос &amp; «ответ»</p>' },
      tags: ['оптика'],
      options: [{ text: { ru: '<b>да</b>' }, credit: 1, feedback: { ru: 'Отзыв' } }, { credit: -0.3333333 }],
      extras: [{ name: 'penalty' }, { name: 'idnumber', text: '<idnumber>Q1</idnumber>' }],
    })
    expect(
      only(question('multichoice', `<single>false</single>${answer('50', 'а')}${answer('50', 'б')}${answer('-100', 'в')}`))?.content,
    ).toMatchObject({ kind: 'multiple', rule: 'weights' })
    expect(only(question('truefalse', answer('0', 'true') + answer('100', 'false')))?.content).toMatchObject({ kind: 'true-false', right: false })
    expect(only(question('shortanswer', `<usecase>1</usecase>${answer('100', 'Биш*')}${answer('50', 'a\\*b')}`))?.content).toMatchObject({
      kind: 'short-text',
      compare: { case: false },
      accepted: [
        { pattern: 'Биш*', wildcard: true },
        { pattern: 'a*b', wildcard: false },
      ],
    })
    const units =
      '<unitgradingtype>1</unitgradingtype><unitpenalty>0.1</unitpenalty><showunits>0</showunits><units><unit><multiplier>1</multiplier><unit_name>м</unit_name></unit><unit><multiplier>100</multiplier><unit_name>см</unit_name></unit></units>'
    const numeric = only(question('numerical', answer('100', '2.5', '<tolerance>0.1</tolerance>') + answer('0', '*') + units))?.content
    expect(numeric).toMatchObject({
      kind: 'numeric',
      accepted: [{ value: 2.5, tolerance: { by: 0.1 } }, { value: null }],
      unit: { ask: 'required', penalty: 0.1, units: [{ name: 'м' }, { name: 'см', factor: 0.01 }] },
    })
    if (numeric?.kind === 'numeric') expect(mark(numeric, 's', { kind: 'numeric', number: '250', unit: 'см' }).share).toBe(1)
    const sub = (left: string, right: string) => `<subquestion format="html"><text>${left}</text><answer><text>${right}</text></answer></subquestion>`
    expect(only(question('matching', sub('а', '1') + sub('б', '2') + sub('', '3')))?.content).toMatchObject({
      kind: 'matching',
      pairs: [{}, {}],
      distractors: [{ text: { ru: '3' } }],
    })
    expect(only(question('essay', '<responseformat>plain</responseformat><minwordlimit>10</minwordlimit>'))?.content).toMatchObject({
      kind: 'essay',
      format: 'plain',
      minWords: 10,
    })
  })
  it('reads gaps, calculated ones with their sets, and says what of a kind is unknown', () => {
    const cloze = only(
      question('cloze', '', 'Дважды два {1:SA:=четыре~%50%4#почти}, π ≈ {2:NUMERICAL:=3.14:0.01}, небо {:MC:красное~=синее\\}}.'),
    )?.content
    expect(cloze).toMatchObject({
      kind: 'cloze',
      prompt: { ru: 'Дважды два [[g1]], π ≈ [[g2]], небо [[g3]].' },
      gaps: [{ kind: 'text' }, { kind: 'number', weight: 2 }, { kind: 'list' }],
    })
    if (cloze?.kind === 'cloze') {
      expect(faults(cloze)).toEqual([])
      expect(mark(cloze, 's', { kind: 'cloze', gaps: { 1: 'ЧЕТЫРЕ', 2: '3,1415', 3: '' } }).share).toBe(0.75)
    }
    const sets = (name: string, values: number[]) =>
      `<dataset_definition><name><text>${name}</text></name><dataset_items>${values.map((value, index) => `<dataset_item><number>${index + 1}</number><value>${value}</value></dataset_item>`).join('')}</dataset_items></dataset_definition>`
    const calculated = only(
      question(
        'calculated',
        `${answer('100', '{a} * {b}', '<tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>')}<dataset_definitions>${sets('a', [1, 2])}${sets('b', [3, 4])}</dataset_definitions>`,
        '{a}·{b}?',
      ),
    )?.content
    expect(calculated).toMatchObject({
      kind: 'calculated',
      datasets: [
        { a: 1, b: 3 },
        { a: 2, b: 4 },
      ],
      tolerance: { kind: 'relative', by: 0.01 },
    })
    const strange = question('ddmarker', '<drag><no>1</no></drag>')
    const read = only(strange)
    expect(read).toMatchObject({ outcome: 'unknown', reasons: ['kind-unknown'], content: { source: { type: 'ddmarker', text: strange } } })
    expect(read?.content && writeMoodleXml([{ content: read.content, category: '' }]).text).toContain(strange)
  })
  it('carries pictures, and gives them back', () => {
    const picture = Buffer.from('89504e470d0a1a0a', 'hex')
    const prompt = `<questiontext format="html"><text><![CDATA[<p><img src="@@PLUGINFILE@@/%D0%B0%20b.png" alt="x" onerror="a()"></p>]]></text><file name="а b.png" path="/" encoding="base64">${picture.toString('base64')}</file></questiontext>`
    const source = quiz(
      `<question type="category"><category><text>$course$/top/Оптика</text></category></question><question type="essay"><name><text>n</text></name>${prompt}</question>`,
    )
    const { items, files } = readMoodleXml(source, 'ru')
    expect(files).toEqual([{ key: '1-1-а-b.png', name: 'а b.png', bytes: picture }])
    expect(items[0]).toMatchObject({
      category: '$course$/top/Оптика',
      content: { prompt: { ru: '<p><img src="@@FILE@@/1-1-а-b.png" alt="x" /></p>' } },
    })
    const back = readMoodleXml(
      Buffer.from(
        writeMoodleXml(
          items.flatMap(({ content, category }) => (content ? [{ content, category }] : [])),
          files,
        ).text,
      ),
      'ru',
    )
    expect(back.files[0]?.bytes).toEqual(picture)
    expect(back.items[0]?.content?.prompt).toEqual(items[0]?.content?.prompt)
  })
  it('refuses entities of its own, and lets a broken question take no other with it', () => {
    expect(() =>
      readMoodleXml(Buffer.from('<!DOCTYPE lolz [<!ENTITY lol "lol">]><quiz><question type="essay">&lol;</question></quiz>'), 'ru'),
    ).toThrow('courses.archive-doctype')
    const { items } = readMoodleXml(quiz(`<question type="essay"><name><text>a</name></text></question>${question('essay', '')}`), 'ru')
    expect(items.map(({ outcome }) => outcome)).toEqual(['refused', 'brought'])
    expect(only(question('essay', '', 'Как пишут &lt;!DOCTYPE html&gt;?'))).toMatchObject({ outcome: 'brought' })
    expect(JSON.stringify(only(question('essay', '', '<script>1</script><p onclick="x">а</p>')))).not.toMatch(/onclick|script>/)
  })
  it('is not held up by beginnings without an end', () => {
    for (const start of ['<!--', '<![CDATA[', '<a', '<a "', '{', '<?']) {
      const began = performance.now()
      try {
        readMoodleXml(Buffer.from(`<quiz>${start.repeat(200_000)}`), 'ru')
      } catch (error) {
        expect(String(error)).toContain('courses.archive')
      }
      expect(performance.now() - began, start).toBeLessThan(5000)
    }
  })
  it('writes what it reads back', () => {
    const kinds = new Set(['single', 'multiple', 'true-false', 'short-text', 'matching', 'numeric', 'cloze', 'ordering'])
    fc.assert(
      fc.property(anyQuestion, (content) => {
        const { text: written, notes } = writeMoodleXml([{ content, category: 'а/<б>' }])
        if (!kinds.has(content.kind)) {
          expect(notes.at(-1)?.reason).toBe('kind-not-in-format')
          return
        }
        const got = readMoodleXml(Buffer.from(written), 'ru').items[0]?.content
        if (!got || !isAskable(got)) throw new Error(written)
        expect(got.kind).toBe(content.kind)
        expect(faults(got)).toEqual([])
        questionContent.parse(got)
        expect(mark(got, 's', rightAnswer(got, 's')).share).toBe(1)
        const again = writeMoodleXml([{ content: got, category: 'а/<б>' }]).text
        expect(writeMoodleXml([{ content: readMoodleXml(Buffer.from(again), 'ru').items[0]?.content ?? got, category: 'а/<б>' }]).text).toBe(again)
      }),
      { numRuns: 300 },
    )
  })
})
