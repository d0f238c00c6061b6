import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'

let given: TestPortal
let offeringId: string
const who = { teacher: '', student: '', council: '' }
const send = (method: string, url: string, as: string, body?: unknown) => given.request(method, url, { as, ...(body === undefined ? {} : { body }) })
const idOf = ({ body }: { body: unknown }): string => (body as { id: string }).id

const [right, wrong] = [randomUUID(), randomUUID()]
const asked = (prompt: string, answer = right) => ({
  id: '019b0000-0000-7000-8000-000000000001',
  kind: 'single',
  prompt,
  choices: [right, wrong].map((id) => ({ id, text: id.slice(0, 4), right: id === answer, note: '' })),
  truth: true,
  number: 0,
  tolerance: 0,
  accepted: [],
  strict: false,
  explanation: '',
})
const task = (name: string) => ({
  title: { ky: name },
  instruction: { ky: 'Эсептеңиз' },
  starter: '',
  solution: 'print(4)',
  tests: [{ id: randomUUID(), name: 'т', kind: 'io', input: '', expected: '4', code: '', points: 1, hidden: false }],
  seconds: 5,
  hints: [],
})

beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  who.teacher = await makePerson(given.portal, 'teacher')
  who.student = await makePerson(given.portal, 'student')
  who.council = await makePerson(given.portal, 'methodical_council')
  await assignTeacher(given.portal, who.teacher, offeringId)
  await enrol(given.portal, who.student, offeringId)
})
afterAll(() => given.close())

async function publish(): Promise<void> {
  const at = (path: string) => `/api/offerings/${offeringId}/complex${path}`
  expect((await send('POST', at('/submit'), who.teacher, {})).status).toBe(204)
  expect((await send('POST', at('/decision'), who.council, { decision: 'approve' })).status).toBe(204)
  const { gaps } = (await send('GET', at(''), who.teacher)).body as { gaps: { part: string }[] }
  for (const { part } of gaps) await send('PUT', at(`/excuses/${part}`), who.council, { reason: 'Бул дисциплинага керек эмес' })
  expect((await send('POST', at('/publish'), who.teacher, {})).status).toBe(204)
}

test('R5.3c: students get the self-check and the programming task that were approved, until their changes are approved too', async () => {
  const sectionId = idOf(await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: 'Бөлүм' } }))
  const itemId = idOf(await send('POST', `/api/sections/${sectionId}/items`, who.teacher, { kind: 'page', title: { ky: 'Сабак' } }))
  const check = `/api/self-checks/${idOf(await send('POST', `/api/items/${itemId}/self-checks`, who.teacher, { questions: [asked('Эски')], counts: true }))}`
  const coding = `/api/coding-tasks/${idOf(await send('POST', `/api/items/${itemId}/coding-tasks`, who.teacher, { place: 'block', content: task('Эски') }))}`
  const blocks = [
    ['self-check', check],
    ['coding', coding],
  ].map(([kind, door]) => `<figure data-block="${kind}" data-id="${door?.split('/').at(-1)}"></figure>`)
  await send('PUT', `/api/items/${itemId}/texts/ky`, who.teacher, { html: `<p>Сабак</p>${blocks.join('')}` })
  await send('PATCH', `/api/items/${itemId}`, who.teacher, { hidden: false })
  await publish()

  expect((await send('PUT', check, who.teacher, { version: 1, content: { questions: [asked('Жаңы', wrong)], counts: true } })).status).toBe(200)
  const { body: before } = await send('GET', coding, who.teacher)
  expect((await send('PUT', coding, who.teacher, { version: (before as { version: number }).version, content: task('Жаңы') })).status).toBe(200)

  const seen = async (as: string) => [
    ((await send('GET', check, as)).body as { content: { questions: { prompt: string }[] } }).content.questions[0]?.prompt,
    ((await send('GET', coding, as)).body as { title: { ky: string } }).title.ky,
  ]
  expect(await seen(who.student)).toEqual(['Эски', 'Эски'])
  expect(await seen(who.teacher)).toEqual(['Жаңы', 'Жаңы'])
  expect(await seen(who.council)).toEqual(['Жаңы', 'Жаңы'])
  // an answer is judged by what the student was shown
  const answer = () => ({ id: randomUUID(), questionId: asked('').id, answer: [right], seconds: 3, answeredAt: new Date().toISOString() })
  expect((await send('POST', `${check}/answers`, who.student, answer())).body).toEqual({ right: true })
  const complex = (await send('GET', `/api/offerings/${offeringId}/complex`, who.teacher)).body as { differs: number }
  expect(complex.differs).toBe(1)

  await publish()
  expect(await seen(who.student)).toEqual(['Жаңы', 'Жаңы'])
  expect((await send('POST', `${check}/answers`, who.student, answer())).body).toEqual({ right: false })
})
