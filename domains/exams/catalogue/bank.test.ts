import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { assignTeacher, enrol, giveRole, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../../courses/index.ts'
import { offering } from '../../programmes/index.ts'
import type { PaperView, QuestionImportView, ResultView, TestEditView, TestResultsView } from '../contract.ts'
import { attempt, bankVersion, test } from '../tables.ts'
import { rightAnswer } from '../bank/ask.ts'
import { commonOf, type SingleContent } from '../bank/shared/question.ts'
import type { BankQuestionView, BankView, TryView } from './contract.ts'

let given: TestPortal
let [teacher, colleague, stranger, head, student, offeringId, nextOffering, foreignOffering] = ['', '', '', '', '', '', '', '']

const single = (word: string, more: Partial<SingleContent> = {}): SingleContent => ({
  ...commonOf({ prompt: { ky: `<p>${word} кайсы?</p>` }, language: 'ky', title: word, tags: ['шаар'] }),
  kind: 'single',
  options: [
    { id: 'o1', text: { ky: word }, credit: 1, feedback: { ky: 'Туура' } },
    { id: 'o2', text: { ky: 'Башка' }, credit: 0, feedback: {} },
    { id: 'o3', text: { ky: 'Дагы башка' }, credit: 0, feedback: {} },
  ],
  shuffle: true,
  ...more,
})

beforeAll(async () => {
  given = await testPortal()
  const { portal } = given
  const place = await makeOffering(portal)
  offeringId = place.offeringId
  nextOffering = newId()
  // the same discipline a term later, taught by somebody else
  const [own] = await portal.database.write.select().from(offering).where(eq(offering.id, offeringId))
  if (!own) throw new Error('no offering')
  await portal.database.write.insert(offering).values({ ...own, id: nextOffering, code: `${own.code}-next` })
  foreignOffering = (await makeOffering(portal)).offeringId
  ;[teacher, colleague, stranger, head, student] = [
    await makePerson(portal, 'teacher'),
    await makePerson(portal, 'teacher'),
    await makePerson(portal, 'teacher'),
    await makePerson(portal),
    await makePerson(portal, 'student'),
  ]
  await giveRole(portal, head, 'head_of_department', place.departmentId)
  await assignTeacher(portal, teacher, offeringId)
  await assignTeacher(portal, colleague, nextOffering)
  await assignTeacher(portal, stranger, foreignOffering)
  await enrol(portal, student, nextOffering)
})
afterAll(() => given.close())

const bank = (id = offeringId): string => `/api/offerings/${id}/bank`
const body = (content: unknown, more: object = {}) => ({ content, topic: 'Шаарлар', difficulty: 'easy', outcomes: [], ...more })

async function add(content: unknown, more: object = {}): Promise<BankQuestionView> {
  const reply = await given.request('POST', bank(), { as: teacher, body: body(content, more) })
  expect(reply.status).toBe(200)
  return reply.body as BankQuestionView
}
const list = async (query = '', as = teacher, id = offeringId): Promise<BankView> =>
  (await given.request('GET', `${bank(id)}${query}`, { as })).body as BankView

async function makeTest(at: string): Promise<string> {
  const [sectionId, itemId] = [newId(), newId()]
  const { write } = given.portal.database
  await write.insert(section).values({ id: sectionId, offeringId: at, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId: at, kind: 'test', title: { ky: 'Тест' }, position: 0 })
  await write.insert(test).values({ itemId, points: 10, attempts: 50 })
  return itemId
}
const rules = { points: 10, passPercent: null, attempts: 50, minutes: null, shuffle: true, showAnswers: 'after_attempt' }
const fromBank = ({ id, version }: { id: string; version: number }, points = 1) => ({
  kind: 'single',
  prompt: {},
  points,
  bank: { id, version },
})

describe('the bank of a discipline', () => {
  it('keeps questions for every offering of the discipline, and finds them', async () => {
    const ready = await add(single('Бишкек'))
    expect(ready).toMatchObject({ version: 1, wanting: [], asked: 0, topic: 'Шаарлар', difficulty: 'easy' })
    const wanting = await add({ ...single('Чала'), options: [] }, { topic: '', difficulty: null })
    expect(wanting.wanting.join()).toMatch(/[а-я]{4}/)
    const all = await list('', colleague, nextOffering)
    expect(all.questions.map(({ title, ready: can }) => [title, can])).toEqual(
      expect.arrayContaining([
        ['Бишкек', true],
        ['Чала', false],
      ]),
    )
    expect(all.topics).toEqual(expect.arrayContaining([{ topic: 'Шаарлар', ready: 1 }]))
    const titles = async (query: string) => (await list(query)).questions.map(({ title }) => title)
    expect(await titles('?q=БИШ')).toEqual(['Бишкек'])
    expect(await titles('?state=wanting')).toEqual(['Чала'])
    expect(await titles('?difficulty=none')).toEqual(['Чала'])
    expect(await titles(`?topic=${encodeURIComponent('Шаарлар')}&difficulty=easy&kind=single&tag=${encodeURIComponent('шаар')}`)).toEqual(['Бишкек'])
    expect(await titles('?q=100%25')).toEqual([])
  })
  it('makes a version of each change, keeps the old ones, and overwrites nobody', async () => {
    const made = await add(single('Ош'))
    const place = `${bank()}/${made.id}`
    const changed = await given.request('PUT', place, { as: teacher, body: { ...body(single('Ош шаары')), expects: 1 } })
    expect(changed.body).toMatchObject({ version: 2, content: { title: 'Ош шаары' } })
    const late = await given.request('PUT', place, { as: teacher, body: { ...body(single('Мен да')), expects: 1 } })
    expect(late.status).toBe(409)
    // only the place of it changed: the words stand as they were asked
    const moved = await given.request('PUT', place, { as: teacher, body: { ...body(single('Ош шаары'), { topic: 'Түштүк' }), expects: 2 } })
    expect(moved.body).toMatchObject({ version: 2, topic: 'Түштүк' })
    const first = await given.request('GET', `${place}/versions/1`, { as: teacher })
    expect(first.body).toMatchObject({ version: 1, content: { title: 'Ош' } })
    await expect(given.portal.database.write.update(bankVersion).set({ version: 9 }).where(eq(bankVersion.questionId, made.id))).rejects.toThrow()
    await expect(given.portal.database.write.delete(bankVersion).where(eq(bankVersion.questionId, made.id))).rejects.toThrow()
  })
  it('cleans what is written, whoever writes it', async () => {
    const made = await add({ ...single('Тазалоо'), prompt: { ky: '<p onclick="x()">Саламы<script>alert(1)</script></p>' } })
    expect(JSON.stringify(made.content)).not.toMatch(/script|onclick/)
  })
  it('lets its author try a question, and keeps nothing of that', async () => {
    const content = single('Нарын')
    const attemptsBefore = await given.portal.database.write.$count(attempt)
    const asked = (await given.request('POST', `/api/offerings/${offeringId}/bank-try`, { as: teacher, body: { content } })).body as TryView
    expect(asked).toMatchObject({ share: null, right: null })
    const right = rightAnswer(content, asked.seed)
    const marked = await given.request('POST', `/api/offerings/${offeringId}/bank-try`, {
      as: teacher,
      body: { content, seed: asked.seed, answer: right },
    })
    expect(marked.body).toMatchObject({ share: 1, right, remarks: [{ ky: 'Туура' }] })
    const bad = await given.request('POST', `/api/offerings/${offeringId}/bank-try`, { as: teacher, body: { content: { ...content, options: [] } } })
    expect(bad.status).toBe(422)
    expect(await given.portal.database.write.$count(attempt)).toBe(attemptsBefore)
  })
  it('keeps all of a file: what a test cannot ask too, and says which', async () => {
    const gift =
      '$CATEGORY: Башкы/Көлдөр\n\n::Көл::Эң терең көл {=Ысык-Көл ~Соң-Көл}\n\n::Эссе::Ойлоруңуз {}\n\n::Жообу жок::Кайсынысы {~а ~б}\n\n::Бузук::Жабылбаган {=а ~б\n\n'
    const payload = Buffer.from(
      `--b\r\ncontent-disposition: form-data; name="file"; filename="q"\r\ncontent-type: text/plain\r\n\r\n${gift}\r\n--b--\r\n`,
    )
    const bring = (as: string) =>
      given.request('POST', `/api/offerings/${offeringId}/bank-file?language=ky`, {
        as,
        inject: { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } },
      })
    const report = (await bring(teacher)).body as QuestionImportView
    expect(report.items.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['Көл', 'brought'],
      ['Эссе', 'brought'],
      ['Жообу жок', 'kept'],
      ['Бузук', 'refused'],
    ])
    const brought = await list(`?topic=${encodeURIComponent('Көлдөр')}`)
    expect(brought.questions.map(({ title, ready }) => [title, ready])).toEqual(
      expect.arrayContaining([
        ['Көл', true],
        ['Эссе', true],
        ['Жообу жок', false],
      ]),
    )
    const sent = await given.request('GET', `/api/offerings/${offeringId}/bank-file?format=gift&topic=${encodeURIComponent('Көлдөр')}`, {
      as: teacher,
    })
    expect(sent.bytes.toString()).toContain('Ысык-Көл')
    expect(sent.bytes.toString()).not.toContain('Бишкек')
    expect((await bring(stranger)).status).toBe(403)
  })
})

describe('a test that draws from the bank', () => {
  it('asks another set on each paper, the same one after a reload, and each question in the version of its day', async () => {
    const drawn = []
    for (let index = 0; index < 12; index += 1)
      drawn.push(await add(single(`Тоо ${index}`), { topic: 'Тоолор', difficulty: index < 6 ? 'easy' : 'hard' }))
    const held = await add(single('Кармалган'), { topic: 'Тоолор' })
    const itemId = await makeTest(nextOffering)
    const draw = { topics: ['Тоолор'], difficulties: [], tags: [], count: 4, points: 2 }
    const edited = await given.request('PUT', `/api/items/${itemId}/test/edit`, {
      as: colleague,
      body: { ...rules, questions: [fromBank(held, 3)], draws: [draw, { ...draw, difficulties: ['hard'], count: 2, points: 1 }] },
    })
    expect(edited.status).toBe(200)
    const view = edited.body as TestEditView
    expect(view.newest).toEqual({ [held.id]: 1 })
    expect(view.questions[0]).toMatchObject({ bank: { id: held.id, version: 1 }, points: 3, content: { title: 'Кармалган', points: 3 } })
    expect((await given.request('GET', `/api/items/${itemId}/test`, { as: student })).body).toMatchObject({ questions: 7, closed: null })

    const sit = async () => {
      const paper = (await given.request('POST', `/api/items/${itemId}/attempts`, { as: student })).body as PaperView
      const again = (await given.request('POST', `/api/items/${itemId}/attempts`, { as: student })).body as PaperView
      expect(again.questions).toEqual(paper.questions)
      const [kept] = await given.portal.database.write.select().from(attempt).where(eq(attempt.id, paper.attemptId))
      return { paper, kept }
    }
    const papers = []
    for (let time = 0; time < 4; time += 1) {
      const { paper, kept } = await sit()
      expect(paper.questions).toHaveLength(7)
      expect(new Set(paper.questions.map(({ id }) => id)).size).toBe(7)
      expect(paper.questions.map(({ points }) => points).toSorted()).toEqual([1, 1, 2, 2, 2, 2, 3])
      // neither the seed nor a key travels
      expect(JSON.stringify(paper)).not.toContain(kept?.seed)
      expect(JSON.stringify(paper)).not.toMatch(/credit|Туура/)
      for (const one of kept?.paper ?? []) {
        if (!one.asked) throw new Error('a question of the bank has its content')
        const value = { answer: rightAnswer(one.asked.content, one.asked.seed) }
        const saved = await given.request('PUT', `/api/attempts/${paper.attemptId}/answers/${one.questionId}`, {
          as: student,
          body: { value, sequence: 1 },
        })
        expect(saved.status).toBe(200)
      }
      const result = (await given.request('POST', `/api/attempts/${paper.attemptId}/submit`, { as: student })).body as ResultView
      expect(result.points).toBe(10)
      papers.push(
        paper.questions
          .map(({ id }) => id)
          .toSorted()
          .join(),
      )
    }
    expect(new Set(papers).size).toBeGreaterThan(1)

    // the words change in the bank: the test keeps its own until its teacher takes the new ones
    const renamed = { ...body(single('Жаңы сөз'), { topic: 'Тоолор' }), expects: 1 }
    expect((await given.request('PUT', `${bank()}/${held.id}`, { as: teacher, body: renamed })).status).toBe(200)
    const now = (await given.request('GET', `/api/items/${itemId}/test/edit`, { as: colleague })).body as TestEditView
    expect(now).toMatchObject({ newest: { [held.id]: 2 }, questions: [{ bank: { version: 1 }, content: { title: 'Кармалган' } }] })
    const { body: heldNow } = await given.request('GET', `${bank()}/${held.id}`, { as: teacher })
    expect(heldNow).toMatchObject({ asked: 4, ease: 1, tests: [{ itemId, version: 1 }] })

    const results = (await given.request('GET', `/api/items/${itemId}/test/results`, { as: colleague })).body as TestResultsView
    expect(results.attempts).toHaveLength(4)
    expect(results.whole).toMatchObject({ students: 1, mean: 1, median: 1, alpha: null })
    const line = results.questions.find(({ id }) => id === held.id)
    expect(line).toMatchObject({ fromBank: true, asked: 1, ease: 1, verdict: 'few' })
    expect(line?.options.map(({ right, chosen }) => [right, chosen])).toEqual([
      [true, 1],
      [false, 0],
      [false, 0],
    ])

    // put away, it is drawn no more; too few are told to the teacher who asks for them
    for (const { id } of drawn.slice(6))
      expect((await given.request('PUT', `${bank()}/${id}/archived`, { as: teacher, body: { archived: true } })).status).toBe(200)
    const short = await given.request('POST', `/api/items/${itemId}/attempts`, { as: student })
    expect([short.status, (short.body as { type: string }).type]).toEqual([409, expect.stringContaining('closed-short')])
    const refused = await given.request('PUT', `/api/items/${itemId}/test/edit`, {
      as: colleague,
      body: { ...rules, questions: [], draws: [{ ...draw, difficulties: ['hard'] }] },
    })
    expect(refused.status).toBe(422)
    expect((refused.body as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual(['draws.0'])
  })
  it('leads a picture of the bank to the attempt: its students may fetch it there, and nothing else', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><rect width="2" height="2"/></svg>'
    const upload = await given.request('POST', `/api/offerings/${offeringId}/files`, {
      as: teacher,
      inject: {
        payload: `--b\r\ncontent-disposition: form-data; name="file"; filename="a.svg"\r\ncontent-type: image/svg+xml\r\n\r\n${svg}\r\n--b--\r\n`,
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      },
    })
    const picture = upload.body as { id: string; href: string }
    const shown = await add({ ...single('Сүрөт'), prompt: { ky: `<p>Бул эмне?</p><img src="${picture.href}" alt="чарчы">` } })
    const itemId = await makeTest(nextOffering)
    await given.request('PUT', `/api/items/${itemId}/test/edit`, { as: colleague, body: { ...rules, questions: [fromBank(shown)] } })
    const paper = (await given.request('POST', `/api/items/${itemId}/attempts`, { as: student })).body as PaperView
    const led = `/api/attempts/${paper.attemptId}/files/${picture.id}`
    expect(JSON.stringify(paper)).toContain(led)
    expect((await given.request('GET', led, { as: student })).status).toBe(200)
    expect((await given.request('GET', picture.href, { as: student })).status).toBe(403)
    expect((await given.request('GET', led, { as: stranger })).status).toBe(403)
    expect((await given.request('GET', `/api/attempts/${paper.attemptId}/files/${newId()}`, { as: student })).status).toBe(404)
  })
  it('takes no words but the bank’s, no question twice, and none of another discipline', async () => {
    const one = await add(single('Бир'))
    const itemId = await makeTest(foreignOffering)
    const put = (as: string, id: string, questions: unknown[]) =>
      given.request('PUT', `/api/items/${id}/test/edit`, { as, body: { ...rules, questions } })
    expect((await put(stranger, itemId, [fromBank(one)])).status).toBe(422)
    const own = await makeTest(offeringId)
    expect((await put(teacher, own, [fromBank(one), fromBank(one)])).status).toBe(422)
    expect((await put(teacher, own, [fromBank({ id: one.id, version: 7 })])).status).toBe(422)
    const forged = await put(teacher, own, [{ ...fromBank(one), content: single('Жасалма') }])
    expect((forged.body as TestEditView).questions[0]?.content).toMatchObject({ title: 'Бир' })
  })
})

describe('who may', () => {
  it('reads: who teaches the discipline and their head; writes: who teaches it', async () => {
    const made = await add(single('Уруксат'))
    const place = `${bank()}/${made.id}`
    const as = { student, stranger, head, teacher }
    const statuses = async (method: 'GET' | 'POST' | 'PUT', url: string, content?: object) =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(as).map(async ([name, who]) => [
            name,
            (await given.request(method, url, { as: who, ...(content ? { body: content } : {}) })).status,
          ]),
        ),
      )
    const reading = { student: 403, stranger: 403, head: 200, teacher: 200 }
    const writing = { student: 403, stranger: 403, head: 403, teacher: 200 }
    expect(await statuses('GET', bank())).toEqual(reading)
    expect(await statuses('GET', place)).toEqual(reading)
    expect(await statuses('GET', `${place}/versions/1`)).toEqual(reading)
    expect(await statuses('POST', bank(), body(single('Дагы')))).toEqual(writing)
    expect(await statuses('PUT', place, { ...body(single('Уруксат')), expects: 1 })).toEqual(writing)
    expect(await statuses('PUT', `${place}/archived`, { archived: false })).toEqual(writing)
    expect(await statuses('POST', `/api/offerings/${offeringId}/bank-try`, { content: single('Сына') })).toEqual(writing)
    expect(await statuses('GET', `/api/offerings/${offeringId}/bank-file?format=gift`)).toEqual(writing)
    // a question is reached through an offering of its own discipline alone
    expect((await given.request('GET', `${bank(foreignOffering)}/${made.id}`, { as: stranger })).status).toBe(404)
  })
  it('leaves a trace of every change', async () => {
    const { rows } = await given.portal.database.write.execute<{ verb: string }>(
      sql`SELECT DISTINCT verb FROM trace.statement WHERE verb LIKE 'bank%' ORDER BY verb`,
    )
    expect(rows.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['bank-question.added', 'bank-question.archived', 'bank-question.changed', 'bank-question.restored', 'bank.brought']),
    )
  })
})
