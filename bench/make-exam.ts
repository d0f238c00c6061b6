import { item, section } from '../domains/courses/index.ts'
import { attempt, question, test } from '../domains/exams/index.ts'
import { newId } from '../foundation/server/database/ids.ts'
import type { Portal } from '../foundation/server/context.ts'
import { makeOffering } from '../testing/factories.ts'
import type { ExamPlan } from './exam-load.ts'
import { signInStudents } from './sign-in-all.ts'

/** A test of single-choice questions, its students signed in, each with an attempt under way. */
export async function makeExam(portal: Portal, students: number, questions: number): Promise<ExamPlan['students']> {
  const { itemId, offeringId, asked } = await makeTest(portal, questions)
  const { people, cookies } = await signInStudents(portal, offeringId, students)
  const now = new Date()
  const paper = asked.map((one) => ({ ...one, questionId: one.id, kind: 'single' as const }))
  const rows = people.map((personId) => ({
    id: newId(),
    itemId,
    offeringId,
    personId,
    number: 1,
    seed: 'bench',
    paper,
    asked: paper.map(({ questionId }) => questionId),
    startedAt: now,
    endsAt: new Date(now.getTime() + 7_200_000),
  }))
  for (let start = 0; start < rows.length; start += 200) await portal.database.write.insert(attempt).values(rows.slice(start, start + 200))
  await portal.database.write.execute('ANALYZE')
  return rows.map(({ id }, at) => ({
    cookie: cookies[at] ?? '',
    attemptId: id,
    questions: asked.map((one) => one.id),
    choices: ['a', 'b', 'c', 'd'],
  }))
}

/** A course with one test of two hours. */
export async function makeTest(portal: Portal, questions: number) {
  const { offeringId } = await makeOffering(portal)
  const { write } = portal.database
  const [sectionId, itemId] = [newId(), newId()]
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'test', title: { ky: 'Экзамен' }, position: 0 })
  await write.insert(test).values({ itemId, points: 100, attempts: 1, minutes: 120 })
  const asked = Array.from({ length: questions }, (_, position) => ({
    id: newId(),
    itemId,
    position,
    kind: 'single',
    prompt: { ky: `${position + 1}-суроо: туура жоопту тандаңыз`, ru: `Вопрос ${position + 1}: выберите верный ответ` },
    html: false,
    choices: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { ky: `Жооп ${id}`, ru: `Ответ ${id}` }, right: id === 'a' })),
    answer: null,
    tolerance: null,
    unit: null,
    points: 1,
    feedback: null,
  }))
  await write.insert(question).values(asked)
  return { itemId, offeringId, asked }
}
