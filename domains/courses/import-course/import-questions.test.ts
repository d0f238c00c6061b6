import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { offering } from '../../programmes/tables.ts'
import { question } from '../../exams/tables.ts'
import { item, itemText } from '../tables.ts'
import { manifestOf, writeZip, type MadeEntry } from './cartridge.fixture.ts'
import { importCourseFile } from './import-course.ts'
import { canvasQuestions, canvasWithBank, cartridgeQuestions, cartridgeWithBank, question as made, testOf } from './questions.fixture.ts'
import { readQuiz } from './read-qti.ts'
import { readXml } from './xml.ts'

let given: TestPortal
let folder: string
beforeAll(async () => {
  given = await testPortal()
  folder = await mkdtemp(join(tmpdir(), 'questions-test-'))
})
afterAll(async () => {
  await given.close()
  await rm(folder, { recursive: true, force: true })
})

async function bring(entries: MadeEntry[]) {
  const { offeringId } = await makeOffering(given.portal)
  const ctx = await given.ctx(await makePerson(given.portal, 'registrar'))
  const report = await importCourseFile(ctx, await writeZip(join(folder, `${Math.random()}.imscc`), entries), { offeringId })
  const { read } = given.portal.database
  const rows = await read.select().from(question).innerJoin(item, eq(item.id, question.itemId)).where(eq(item.offeringId, offeringId))
  return { report, offeringId, questions: rows.toSorted((a, b) => a.question.position - b.question.position) }
}
const keys = (notes: { key: string; params?: Record<string, unknown> | undefined }[]) =>
  notes.map((note) => [note.key, note.params?.number, note.params?.type])

test.each(['1.1', '1.2', '1.3'])(
  'every kind of the profile of Common Cartridge %s, in a test and in a bank, comes in or is named',
  async (version) => {
    const { report, questions } = await bring(cartridgeWithBank(version))
    const left = [
      ['question-left-out', 5, 'pattern'],
      ['question-left-out', 6, 'essay'],
      ['question-unmarked', 7, undefined],
    ]
    expect(report.lines.map((line) => [line.title, line.kind, line.state])).toEqual([
      ['Тест', 'test', 'changed'],
      ['Биринчи банк', 'test', 'changed'],
    ])
    expect(keys(report.lines[0]?.notes ?? [])).toEqual(left)
    expect(keys(report.lines[1]?.notes ?? [])).toEqual([['bank-hidden', undefined, undefined], ...left])
    expect(report.lines[0]?.notes[0]?.params?.question).toBe('Үлгүсү бар')
    for (const hidden of [false, true]) {
      const own = questions.filter((row) => row.item.hidden === hidden).map((row) => row.question)
      expect(own.map((one) => [one.kind, one.choices.filter((choice) => choice.right).length])).toEqual([
        ['single', 1],
        ['multiple', 2],
        ['single', 1],
        ['short-text', 0],
      ])
      expect(own[3]?.content).toMatchObject({
        kind: 'short-text',
        prompt: { ky: '<p>Ордуна жаз</p>' },
        accepted: [{ pattern: 'өзгөрмө', credit: 1 }],
      })
      expect(own[0]?.prompt).toEqual({ ky: '<p>Бирөөнү танда</p>' })
      expect(own[0]?.choices[0]?.text).toEqual({ ky: '<p>a</p>' })
    }
  },
)

test('Canvas: its own kinds are brought or named one by one, banks become hidden tests, what was drawn by chance is told', async () => {
  const { report, questions } = await bring(canvasWithBank())
  const [quiz, bank] = report.lines
  expect([quiz?.title, quiz?.kind, bank?.title, bank?.kind]).toEqual(['Жарым жылдык тест', 'test', 'Өзгөрмөлөр банкы', 'test'])
  expect(keys(quiz?.notes ?? [])).toEqual([
    ['question-one-answer', 3, undefined],
    ['question-left-out', 5, 'blanks'],
    ['question-left-out', 6, 'dropdowns'],
    ['question-left-out', 8, 'formula'],
    ['question-left-out', 9, 'essay'],
    ['question-left-out', 10, 'file'],
    ['question-left-out', 11, 'text-only'],
    ['question-unknown', 12, 'hologram_question'],
    ['draw-bank', undefined, undefined],
    ['draw-missing', undefined, undefined],
  ])
  const own = questions.filter((row) => !row.item.hidden).map((row) => row.question)
  expect(own.map((one) => one.kind)).toEqual(['single', 'multiple', 'numeric', 'short-text', 'matching', 'single', 'multiple'])
  expect(own[4]?.content).toMatchObject({
    pairs: [
      { prompt: { ky: '<p>Ош</p>' }, match: { ky: 'a' } },
      { prompt: { ky: '<p>Талас</p>' }, match: { ky: 'b' } },
    ],
    distractors: [{ text: { ky: 'c' } }],
  })
  expect(own[2]).toMatchObject({ answer: 2, tolerance: 0.5, points: 2 })
  expect(questions.filter((row) => row.item.hidden).map((row) => row.question.kind)).toEqual(expect.arrayContaining(['short-text']))
  expect(questions.filter((row) => row.item.hidden)).toHaveLength(4)
})

test('a file without words of kind tells by its fields; nothing is dropped in silence', () => {
  const fields = (xml: string): string => /<presentation>.*<\/material>(<response.*)<\/presentation>/.exec(xml)?.[1] ?? ''
  const conditions = ['<varequal respident="r">a</varequal>']
  const questions = [...cartridgeQuestions, ...canvasQuestions].map((one) => made('none', 'x', 'Суроо', fields(one), conditions))
  const read = readQuiz(readXml(Buffer.from(testOf(questions)), 'x'), (html) => html)
  expect((read?.questions.length ?? 0) + (read?.notes.length ?? 0)).toBe(questions.length)
  const [told, typed] = [read?.questions.filter(({ more }) => !more), read?.questions.filter(({ more }) => more)]
  expect(told?.map((one) => one.kind)).toEqual(['single', 'multiple', 'single', 'single', 'multiple'])
  for (const { more } of typed ?? []) expect(more).toEqual({ kind: 'short-text', accepted: [{ text: 'a', share: 1 }], caseMatters: false })
})

test('a file that does not tell its language: texts are of no language, questions of the one that is taught in', async () => {
  const page = { name: 'p.html', content: '<html><body><p>1 + 1</p></body></html>' }
  const entries = [
    {
      name: 'imsmanifest.xml',
      content: manifestOf(
        '1.3.0',
        '<item identifier="m"><title>1</title><item identifier="i" identifierref="p"><title>2</title></item><item identifier="j" identifierref="t"><title>3</title></item></item>',
        '<resource identifier="p" type="webcontent" href="p.html"><file href="p.html"/></resource><resource identifier="t" type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment"><file href="t.xml"/></resource>',
        '4',
      ),
    },
    page,
    { name: 't.xml', content: testOf(cartridgeQuestions.slice(0, 1)) },
  ]
  const { report, offeringId, questions } = await bring(entries)
  const { read } = given.portal.database
  const [taught] = await read.select({ language: offering.language }).from(offering).where(eq(offering.id, offeringId))
  expect(report.language).toBe('und')
  const texts = await read
    .select({ language: itemText.language })
    .from(itemText)
    .innerJoin(item, eq(item.id, itemText.itemId))
    .where(eq(item.offeringId, offeringId))
  expect(texts).toEqual([{ language: 'und' }])
  expect(Object.keys(questions[0]?.question.prompt ?? {})).toEqual([taught?.language])
})
