import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type Reply, type TestPortal } from '../../../testing/index.ts'
import { courseFile, item, section } from '../../courses/index.ts'
import type { PaperView, QuestionImportView, ResultView, TestEditView } from '../contract.ts'
import { attempt, question, test } from '../tables.ts'
import { mark, rightAnswer } from './ask.ts'
import { questionAnswer } from './contract.ts'
import type { QuestionAnswer } from './shared/paper.ts'

let given: TestPortal
let [student, teacher, foreignTeacher, offeringId, itemId] = ['', '', '', '', '']

const gift = `
::Борбор::Кыргызстандын борбору {=Бишкек#туура! ~Ош#түштүк борбору ~Талас}

::Күн::Күн чыгыштан чыгат {TRUE}

::Шаар::Улуу Токтогул туулган район {=Токтогул =Кетмен-Төбө}

::Жуптар::Дал келтир {=Ош -> түштүк =Талас -> батыш =Каракол -> чыгыш}

::Сан::2 + 2 {#4:0.5}

::Эссе::Ойлоруңуз {}

::Бузук::Жабылбаган {=а ~б

`
const moodle = `<?xml version="1.0"?><quiz>
<question type="cloze"><name><text>Бош орун</text></name><questiontext format="html"><text><![CDATA[<p>Эң бийик чоку — {1:SHORTANSWER:=Жеңиш}, <b>{1:MULTICHOICE:=7439~8848}</b> метр.</p>]]></text></questiontext></question>
<question type="calculated"><name><text>Эсеп</text></name><questiontext format="html"><text>{a} + {b}?</text></questiontext>
<answer fraction="100"><text>{a} + {b}</text><tolerance>0.1</tolerance><tolerancetype>2</tolerancetype></answer>
<dataset_definitions><dataset_definition><name><text>a</text></name><dataset_items><dataset_item><number>1</number><value>3</value></dataset_item></dataset_items></dataset_definition>
<dataset_definition><name><text>b</text></name><dataset_items><dataset_item><number>1</number><value>5</value></dataset_item></dataset_items></dataset_definition></dataset_definitions></question>
<question type="truefalse"><name><text>Сүрөт</text></name><questiontext format="html"><text><![CDATA[<p>Бул кызыл <img src="@@PLUGINFILE@@/dot.png" alt="чекит"></p>]]></text>
<file name="dot.png" path="/" encoding="base64">iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==</file></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>
</quiz>`

beforeAll(async () => {
  given = await testPortal()
  const write = given.portal.database.write
  ;({ offeringId } = await makeOffering(given.portal))
  ;[student, teacher, foreignTeacher] = [
    await makePerson(given.portal, 'student'),
    await makePerson(given.portal, 'teacher'),
    await makePerson(given.portal, 'teacher'),
  ]
  await enrol(given.portal, student, offeringId)
  await assignTeacher(given.portal, teacher, offeringId)
  const sectionId = newId()
  itemId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'test', title: { ky: 'Тест' }, position: 0 })
  await write.insert(test).values({ itemId, points: 10, attempts: 5 })
})
afterAll(() => given.close())

const address = (): string => `/api/items/${itemId}/test/questions-file`

async function bring(content: string | Buffer, as = teacher, language = 'ky'): Promise<Reply> {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="q"\r\ncontent-type: application/octet-stream\r\n\r\n'
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n--b--\r\n')])
  const inject = { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } }
  return given.request('POST', `${address()}?language=${language}`, { as, inject })
}
const rows = async () => (await given.ctx()).db.select().from(question).where(eq(question.itemId, itemId)).orderBy(question.position)

describe('questions of files in a test', () => {
  it('brings what can be asked, and tells of every other question why it stayed out', async () => {
    const reply = await bring(gift)
    expect(reply.status).toBe(200)
    const report = reply.body as QuestionImportView
    expect(report).toMatchObject({ format: 'gift', added: 6 })
    expect(report.items.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['Борбор', 'brought'],
      ['Күн', 'brought'],
      ['Шаар', 'brought'],
      ['Жуптар', 'brought'],
      ['Сан', 'brought'],
      ['Эссе', 'brought'],
      ['Бузук', 'refused'],
    ])
    for (const { outcome, reasons } of report.items) if (outcome !== 'brought') expect(reasons.join()).toMatch(/[а-я]{3}/)
    // what a person marks is tested in `marking/`; the rest of these tests marks by rules alone
    await given.portal.database.write.delete(question).where(and(eq(question.itemId, itemId), eq(question.kind, 'essay')))
    const more = (await bring(moodle)).body as QuestionImportView
    expect(more).toMatchObject({ format: 'moodle-xml', added: 3 })
    expect((await rows()).map(({ kind, position }) => [kind, position])).toEqual([
      ['single', 0],
      ['true-false', 1],
      ['short-text', 2],
      ['matching', 3],
      ['numeric', 4],
      ['cloze', 5],
      ['calculated', 6],
      ['true-false', 7],
    ])
  })

  it('keeps pictures among the course’s files, where students may see them', async () => {
    const [picture] = (await rows()).filter(({ prompt }) => prompt.ky?.includes('<img'))
    const href = /src="([^"]+)"/.exec(picture?.prompt.ky ?? '')?.[1] ?? ''
    expect(href).toMatch(new RegExp(`^/api/offerings/${offeringId}/files/`))
    expect((await given.request('GET', href, { as: student })).status).toBe(200)
    expect(await (await given.ctx()).db.$count(courseFile, eq(courseFile.offeringId, offeringId))).toBe(1)
  })

  it('refuses what is no file of questions, and changes nothing', async () => {
    const before = await rows()
    for (const bad of ['', 'жөн эле текст', '<html></html>', 'PK\u0003\u0004 damaged']) {
      const reply = await bring(bad)
      expect(reply.status).toBe(422)
      expect(String((reply.body as { title: string }).title)).toMatch(/[а-я]{3}/)
    }
    expect(await rows()).toEqual(before)
  })

  it('is for the discipline’s teachers alone, both ways', async () => {
    for (const as of [student, foreignTeacher]) {
      expect((await bring(gift, as)).status).toBe(403)
      expect((await given.request('GET', `${address()}?format=gift`, { as })).status).toBe(403)
    }
  })
})

describe('a student and such a test', () => {
  it('gets a paper without its keys, answers each kind, and the marks are those of the rules', async () => {
    const paper = (await given.request('POST', `/api/items/${itemId}/attempts`, { as: student })).body as PaperView
    expect(paper.questions).toHaveLength(8)
    const sent = JSON.stringify(paper)
    for (const secret of ['credit', 'accepted', 'seed', 'Кетмен-Төбө', 'туура!', 'Жеңиш', 'formula', 'asked']) expect(sent).not.toContain(secret)
    const [kept] = await (await given.ctx()).db.select().from(attempt).where(eq(attempt.id, paper.attemptId))
    const right = new Map((kept?.paper ?? []).map(({ questionId, asked }) => [questionId, asked && rightAnswer(asked.content, asked.seed)]))
    const wrongKind = paper.questions.find(({ kind }) => kind === 'matching')
    for (const [index, { id, kind }] of paper.questions.entries()) {
      const answer: QuestionAnswer = kind === 'short-text' ? { kind, text: '  кетмен-төбө ' } : (right.get(id) as QuestionAnswer)
      const half = id === wrongKind?.id && answer.kind === 'matching' ? { ...answer, targets: { ...answer.targets, r1: '' } } : answer
      const url = `/api/attempts/${paper.attemptId}/answers/${id}`
      const reply = await given.request('PUT', url, { as: student, body: { value: { answer: half }, sequence: index + 1 } })
      expect(reply.status).toBe(200)
    }
    const result = (await given.request('POST', `/api/attempts/${paper.attemptId}/submit`, { as: student })).body as ResultView
    // seven whole ones and two thirds of a matching, of eight points, scaled to ten
    expect(result.points).toBeCloseTo(((7 + 0.67) / 8) * 10, 2)
    const capital = result.questions?.find(({ kind }) => kind === 'single')
    expect(capital?.remarks).toEqual([{ ky: 'туура!' }])
    for (const one of result.questions ?? []) {
      expect(one.rightAnswer).not.toBeNull()
      expect(JSON.stringify(one.paper)).not.toContain('seed')
    }
  })

  it('is refused an answer of a shape that no question has', async () => {
    const paper = (await given.request('POST', `/api/items/${itemId}/attempts`, { as: student })).body as PaperView
    const url = `/api/attempts/${paper.attemptId}/answers/${paper.questions[0]?.id}`
    const bad = { value: { answer: { kind: 'matching', targets: ['r1'] } }, sequence: 1 }
    expect((await given.request('PUT', url, { as: student, body: bad })).status).toBe(400)
    expect(questionAnswer.safeParse({ kind: 'cloze', gaps: { '1': 'x'.repeat(3000) } }).success).toBe(false)
  })

  it('a change of the questions does not change a paper that was given', async () => {
    const paper = (await given.request('POST', `/api/items/${itemId}/attempts`, { as: student })).body as PaperView
    const write = given.portal.database.write
    const before = await rows()
    for (const row of before)
      if (row.content)
        await write
          .update(question)
          .set({ content: { ...row.content, points: 9 } })
          .where(eq(question.id, row.id))
    const again = (await given.request('GET', `/api/attempts/${paper.attemptId}/paper`, { as: student })).body as PaperView
    expect(again.questions).toEqual(paper.questions)
    for (const row of before) await write.update(question).set({ content: row.content }).where(eq(question.id, row.id))
  })
})

describe('such questions in the editor and in files', () => {
  it('are saved as they are, cleaned, and refused with the place of a fault', async () => {
    const view = (await given.request('GET', `/api/items/${itemId}/test/edit`, { as: teacher })).body as TestEditView
    const { itemId: _item, offeringId: _offering, title: _title, attemptsMade: _made, ...body } = view
    const saved = await given.request('PUT', `/api/items/${itemId}/test/edit`, { as: teacher, body })
    expect(saved.status).toBe(200)
    expect((saved.body as TestEditView).questions).toEqual(view.questions)

    const hostile = structuredClone(body)
    const matching = hostile.questions.find(({ kind }) => kind === 'matching')?.content
    if (matching?.kind === 'matching') matching.pairs[0]!.match = { ky: 'түштүк<script>alert(1)</script>' }
    const cleaned = (await given.request('PUT', `/api/items/${itemId}/test/edit`, { as: teacher, body: hostile })).body as TestEditView
    expect(JSON.stringify(cleaned)).not.toContain('script')

    if (matching?.kind === 'matching') matching.pairs.length = 1
    const refused = await given.request('PUT', `/api/items/${itemId}/test/edit`, { as: teacher, body: hostile })
    expect(refused.status).toBe(422)
    expect(JSON.stringify(refused.body)).toContain('questions.3.content.pairs')
  })

  it.each(['moodle-xml', 'qti-2', 'qti-3', 'gift', 'aiken'])('are written as %s and brought back as they mark', async (format) => {
    const reply = await given.request('GET', `${address()}?format=${format}`, { as: teacher })
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toMatch(/^attachment/)
    const before = await rows()
    const report = (await bring(reply.bytes)).body as QuestionImportView
    const after = (await rows()).slice(before.length)
    await given.portal.database.write.delete(question).where(eq(question.itemId, itemId))
    await given.portal.database.write.insert(question).values(before)
    expect(after).toHaveLength(report.added)
    // what each writer has signs for: drawn values none of them, gaps only Moodle’s, numbers and statements not QTI’s, Aiken only choices
    expect(report.added).toBe({ 'moodle-xml': 7, 'qti-2': 3, 'qti-3': 3, gift: 6, aiken: 1 }[format])
    for (const row of after) {
      if (!row.content) throw new Error('no content')
      const answer = rightAnswer(row.content, 'a')
      expect(mark(row.content, 'a', answer).share).toBe(1)
    }
  })
})
