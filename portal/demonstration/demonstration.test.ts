import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePerson, testPortal, type TestPortal } from '../../testing/index.ts'
import type { ComplexView } from '../../domains/courses/complex/contract.ts'
import { liveShare, type SyllabusContent } from '../../domains/courses/syllabus/shared/syllabus.ts'
import { makeDemonstration } from './make-demonstration.ts'

let given: TestPortal
beforeAll(async () => {
  given = await testPortal()
  await makeDemonstration(await given.ctx(), () => {}, new Date('2026-11-23T06:00:00Z'))
}, 180_000)
afterAll(() => given.close())

const reader = (role: Parameters<typeof makePerson>[1]) => makePerson(given.portal, role)

async function count(query: string): Promise<number> {
  const result = await given.portal.database.read.execute<{ n: string }>(sql.raw(`SELECT count(*) AS n FROM ${query}`))
  return Number(result.rows[0]?.n)
}

test('there are the people, programmes and terms of a small university', async () => {
  expect(await count(`people.role_grant WHERE role = 'student'`)).toBeGreaterThanOrEqual(600)
  expect(await count('(SELECT DISTINCT person_id FROM people.staff_post) AS staff')).toBeGreaterThanOrEqual(60)
  expect(await count('programmes.programme')).toBeGreaterThanOrEqual(6)
  expect(await count('(SELECT DISTINCT level FROM programmes.speciality) AS levels')).toBe(4)
  expect(await count('programmes.term')).toBe(3)
  expect(await count('programmes.weekly_meeting')).toBeGreaterThan(100)
})

test('every curriculum has 30 credits a semester, and every line 30 hours a credit', async () => {
  expect(
    await count(
      '(SELECT curriculum_id, semester FROM (SELECT curriculum_id, semester, coalesce(elective_pool, id::text) AS part, max(credits) AS credits FROM programmes.curriculum_line GROUP BY 1, 2, 3) AS parts GROUP BY 1, 2 HAVING sum(credits) <> 30) AS odd',
    ),
  ).toBe(0)
  expect(
    await count(
      'programmes.curriculum_line WHERE lecture_hours + practical_hours + laboratory_hours + seminar_hours + independent_hours <> credits * 30',
    ),
  ).toBe(0)
})

test('three disciplines have material in Kyrgyz and Russian, and every picture of a page is a file of its offering', async () => {
  expect(await count(`(SELECT DISTINCT o.discipline_id FROM courses.item i JOIN programmes.offering o ON o.id = i.offering_id) AS written`)).toBe(3)
  expect(
    await count(
      `courses.item i WHERE kind = 'page' AND (SELECT count(*) FROM courses.item_text t WHERE t.item_id = i.id AND t.language IN ('ky', 'ru')) <> 2`,
    ),
  ).toBe(0)
  expect(await count(`courses.item_text WHERE html LIKE '%src="figures/%'`)).toBe(0)
})

test('the past weeks left progress, marks and a trace of each act', async () => {
  expect(await count('learning.item_progress')).toBeGreaterThan(1000)
  expect(await count('grades.grade')).toBeGreaterThan(200)
  expect(await count(`trace.statement WHERE verb = 'submission.made'`)).toBe(await count('assignments.submission'))
  expect(await count(`trace.statement WHERE at > timestamptz '2026-11-23T06:00:00Z' AND actor IS NOT NULL`)).toBe(0)
  expect(await count('grades.grade WHERE points > max_points OR points < 0')).toBe(0)
})

test('no teacher is in two classes at once', async () => {
  expect(
    await count(`(SELECT t.person_id FROM programmes.teaching t JOIN programmes.offering o ON o.id = t.offering_id
      JOIN programmes.weekly_meeting m ON m.offering_id = o.id GROUP BY t.person_id, o.term_id, m.weekday, m.starts_at HAVING count(*) > 1) AS clash`),
  ).toBe(0)
})

test('no student is in two classes at once', async () => {
  expect(
    await count(`(SELECT e.person_id, m.weekday, m.starts_at FROM programmes.enrolment e JOIN programmes.offering o ON o.id = e.offering_id
      JOIN programmes.weekly_meeting m ON m.offering_id = o.id GROUP BY e.person_id, o.term_id, m.weekday, m.starts_at HAVING count(*) > 1) AS clash`),
  ).toBe(0)
})

test('names are spelt as in a passport', async () => {
  expect(await count(`people.person WHERE surname || ' ' || coalesce(patronymic, '') ~ '(йев|ыов)'`)).toBe(0)
})

test('work handed in answers its own assignment', async () => {
  expect(await count(`assignments.submission WHERE coalesce(text, '') = ''`)).toBe(0)
  expect(
    await count(
      `(SELECT s.text FROM assignments.submission s JOIN courses.item i ON i.id = s.item_id GROUP BY s.text HAVING count(DISTINCT i.title->>'ru') > 1) AS shared`,
    ),
  ).toBe(0)
})

test('every demonstration account sees who looked at its data', async () => {
  expect(await count(`(SELECT DISTINCT about FROM trace.statement WHERE verb = 'person.looked-at') AS seen`)).toBeGreaterThanOrEqual(19)
})

test('the three disciplines are whole complexes without an excuse, before their students as approved; one is under review, one unfinished', async () => {
  const council = await reader('methodical_council')
  const read = async (code: string) => {
    const found = await given.portal.database.read.execute<{ id: string }>(
      sql`SELECT o.id FROM programmes.offering o JOIN programmes.term t ON t.id = o.term_id WHERE o.code LIKE ${`${code}-%`} AND t.ends_on > '2026-11-23' AND t.starts_on < '2026-11-23'`,
    )
    return (await given.request('GET', `/api/offerings/${found.rows[0]?.id}/complex`, { as: council })).body as ComplexView
  }
  for (const code of ['PROG1-B-IS', 'GRAPH1-B-IS', 'TENG1-B-SE']) {
    const complex = await read(code)
    expect(complex.gaps, code).toEqual([])
    expect(complex, code).toMatchObject({ state: 'published', excuses: [], differs: 0, syllabusGaps: 0, weak: [] })
    expect(complex.measures.topics.share).toBe(1)
    expect(complex.items.filter(({ licence }) => !licence)).toEqual([])
  }
  expect(await read('GRAPH1-B-SE')).toMatchObject({ state: 'submitted', differs: 1, versions: [{ number: 1, published: true }] })
  expect(await read('PROG1-B-SE')).toMatchObject({ state: 'open', gaps: [] })
  expect((await read('PROG1-B-ECO')).gaps.length).toBeGreaterThan(3)
})

test('every syllabus plans its live fifth (R3.5a), and its self-checks stand in the lectures of both languages', async () => {
  const { rows } = await given.portal.database.read.execute<{ content: SyllabusContent }>(sql`SELECT content FROM courses.syllabus`)
  expect(rows.length).toBeGreaterThan(20)
  for (const { content } of rows) expect(liveShare(content.topics)).toBeGreaterThanOrEqual(0.2)
  expect(
    await count(
      `courses.self_check c WHERE NOT EXISTS (SELECT FROM courses.item_text t WHERE t.item_id = c.item_id AND t.html LIKE '%' || c.id || '%')`,
    ),
  ).toBe(0)
  expect(await count(`(SELECT DISTINCT item_id FROM courses.self_check) AS held`)).toBe((await count('courses.self_check')) / 2)
})

test('every account of the sign-in page holds the role that it stands for', async () => {
  const { body } = await given.request('GET', '/api/demonstration/accounts')
  const accounts = (Array.isArray(body) ? body : body.accounts) as { login: string; role: string }[]
  expect(accounts.length).toBeGreaterThan(15)
  for (const { login, role } of accounts)
    expect(
      await count(`people.role_grant g JOIN accounts.account a ON a.person_id = g.person_id WHERE a.login = '${login}' AND g.role = '${role}'`),
      `${login} is ${role}`,
    ).toBeGreaterThan(0)
})
