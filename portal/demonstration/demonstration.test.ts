import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testPortal, type TestPortal } from '../../testing/index.ts'
import { makeDemonstration } from './make-demonstration.ts'

let given: TestPortal
beforeAll(async () => {
  given = await testPortal()
  await makeDemonstration(await given.ctx(), () => {}, new Date('2026-11-23T06:00:00Z'))
}, 180_000)
afterAll(() => given.close())

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
