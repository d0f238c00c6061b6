import { createHash } from 'node:crypto'
import { record, type Act } from '../../foundation/server/trace/record.ts'
import { submission } from '../../domains/assignments/index.ts'
import { answer, attempt, type PaperQuestion } from '../../domains/exams/index.ts'
import { grade } from '../../domains/grades/index.ts'
import { itemProgress } from '../../domains/learning/index.ts'
import type { MadeItem } from './make-courses.ts'
import { comments, works } from './data/works.ts'
import { insertMany, plusDays, type MadeOffering, type World } from './world.ts'

interface Rows {
  progress: (typeof itemProgress.$inferInsert)[]
  attempts: (typeof attempt.$inferInsert)[]
  answers: (typeof answer.$inferInsert)[]
  submissions: (typeof submission.$inferInsert)[]
  grades: (typeof grade.$inferInsert)[]
  acts: Act[]
}

/** One student in one offering: how diligent and how able, 0–1. */
interface Learner {
  id: string
  diligence: number
  ability: number
}

/** What students and teachers did in the past weeks: reading, tests, work handed in, marks; each act with its trace. */
export async function makeActs(world: World, courses: Map<string, MadeItem[]>): Promise<void> {
  const rows: Rows = { progress: [], attempts: [], answers: [], submissions: [], grades: [], acts: [] }
  for (const offering of world.offerings) {
    const items = courses.get(offering.id)
    if (!items) continue
    for (const student of offering.groups.flatMap((group) => group.students)) {
      const learner = { id: student.id, diligence: world.chance.around(0.96, 0.24, 0.1, 1), ability: world.chance.around(0.82, 0.26, 0.3, 0.98) }
      for (const item of items) act(world, offering, item, learner, rows)
    }
  }
  const { tx } = world
  await insertMany(rows.progress, (part) => tx.insert(itemProgress).values(part))
  await insertMany(rows.attempts, (part) => tx.insert(attempt).values(part))
  await insertMany(rows.answers, (part) => tx.insert(answer).values(part))
  await insertMany(rows.submissions, (part) => tx.insert(submission).values(part))
  await insertMany(rows.grades, (part) => tx.insert(grade).values(part))
  await record(world.ctx, tx, ...rows.acts.toSorted((left, right) => (left.at?.getTime() ?? 0) - (right.at?.getTime() ?? 0)))
}

function act(world: World, offering: MadeOffering, item: MadeItem, learner: Learner, rows: Rows): void {
  const { chance, today } = world
  const start = world.terms.find((term) => term.when === 'present')?.startsOn ?? today
  if (!chance.happens(learner.diligence)) return
  // Evening hours in Bishkek, within the item's week or a little later.
  const openedAt = new Date(
    plusDays(start, (item.week - 1) * 7 + chance.whole(0, 8)).getTime() + (chance.whole(3, 16) * 60 + chance.whole(0, 59)) * 60_000,
  )
  if (openedAt >= today) return
  const finished = chance.happens(0.7 + learner.diligence * 0.28)
  const seconds = Math.round(item.minutes * 60 * chance.around(finished ? 1 : 0.4, 0.5, 0.1, 2))
  const leftAt = new Date(Math.min(today.getTime() - 60_000, openedAt.getTime() + seconds * 1000))
  const handedIn = item.kind === 'page' || item.kind === 'link' ? finished : finished
  rows.progress.push({
    personId: learner.id,
    itemId: item.id,
    offeringId: offering.id,
    openedAt,
    lastAt: leftAt,
    completedAt: handedIn ? leftAt : null,
    seconds,
    place: handedIn ? 1000 : chance.whole(100, 800),
  })
  const base = { offering: offering.id, actor: learner.id, object: { type: 'item', id: item.id } }
  rows.acts.push({ ...base, verb: 'item.opened', at: openedAt })
  if (!handedIn) return
  rows.acts.push({ ...base, verb: 'item.completed', at: leftAt })
  if (item.kind === 'test') takeTest(world, offering, item, learner, openedAt, leftAt, rows)
  if (item.kind === 'assignment') handIn(world, offering, item, learner, leftAt, rows)
}

function takeTest(world: World, offering: MadeOffering, item: MadeItem, learner: Learner, startedAt: Date, submittedAt: Date, rows: Rows): void {
  const { chance } = world
  const id = chance.id()
  let points = 0
  for (const question of item.questions) {
    const right = chance.happens(learner.ability)
    const full = question.points ?? 1
    const choices = question.choices ?? []
    const rightOnes = choices.filter((choice) => choice.right).map((choice) => choice.id)
    const wrong = choices.filter((choice) => !choice.right).map((choice) => choice.id)
    const value: { number?: string; choices?: string[] } =
      question.kind === 'numeric'
        ? { number: String(right ? question.answer : Number(question.answer) + 1) }
        : { choices: right || wrong.length === 0 ? rightOnes : [chance.pick(wrong)] }
    points += right ? full : 0
    rows.answers.push({
      attemptId: id,
      questionId: question.id ?? '',
      value,
      sequence: 1,
      savedAt: submittedAt,
      points: right ? full : 0,
      share: right ? 1 : 0,
      matched: (value.choices ?? []).map((choice) => `options/${choice}`),
    })
  }
  const paper: PaperQuestion[] = item.questions.map((question) => ({
    questionId: question.id ?? '',
    kind: question.kind as PaperQuestion['kind'],
    prompt: question.prompt,
    html: false,
    choices: question.choices ?? [],
    answer: question.answer ?? null,
    tolerance: question.tolerance ?? null,
    unit: question.unit ?? null,
    points: question.points ?? 1,
    feedback: question.feedback ?? null,
  }))
  rows.attempts.push({
    id,
    itemId: item.id,
    offeringId: offering.id,
    personId: learner.id,
    number: 1,
    seed: id,
    paper,
    asked: paper.map(({ questionId }) => questionId),
    startedAt,
    endsAt: new Date(startedAt.getTime() + 1_800_000),
    submittedAt,
    points,
  })
  rows.grades.push({
    personId: learner.id,
    itemId: item.id,
    offeringId: offering.id,
    points,
    maxPoints: item.points,
    gradedAt: submittedAt,
    gradedBy: null,
    comment: null,
  })
  rows.acts.push({
    verb: 'test.submitted',
    object: { type: 'item', id: item.id },
    offering: offering.id,
    actor: learner.id,
    at: submittedAt,
    result: { points, of: item.points },
  })
}

function handIn(world: World, offering: MadeOffering, item: MadeItem, learner: Learner, at: Date, rows: Rows): void {
  const { chance } = world
  const id = chance.id()
  const text = chance.pick(works[offering.disciplineCode]?.[item.slug] ?? [''])
  const late = item.dueAt !== null && at > item.dueAt
  const markedAt = new Date(at.getTime() + chance.whole(1, 6) * 86_400_000)
  // Teachers are behind with some of the newer work: there is something to mark on first sight.
  const waits = at > plusDays(world.today, -25) && chance.happens(0.25)
  const marked = markedAt < world.today && !waits
  const points = Math.round(item.points * chance.around(learner.ability + 0.1, 0.3, 0.3, 1) * 2) / 2
  const share = points / item.points
  const comment = chance.pick(share > 0.85 ? comments.good : share > 0.6 ? comments.fair : comments.weak)
  rows.submissions.push({
    id,
    itemId: item.id,
    offeringId: offering.id,
    personId: learner.id,
    round: 1,
    state: marked ? 'marked' : 'submitted',
    text,
    late,
    submittedAt: at,
    digest: createHash('sha256').update(text).digest('hex'),
    points: marked ? points : null,
    comment: marked ? comment : null,
    markedBy: marked ? offering.teacherId : null,
    markedAt: marked ? markedAt : null,
  })
  rows.acts.push({
    verb: 'submission.made',
    object: { type: 'item', id: item.id },
    offering: offering.id,
    actor: learner.id,
    at,
    result: { submission: id, late },
  })
  if (!marked) return
  rows.grades.push({
    personId: learner.id,
    itemId: item.id,
    offeringId: offering.id,
    points,
    maxPoints: item.points,
    comment,
    gradedBy: offering.teacherId,
    gradedAt: markedAt,
  })
  rows.acts.push({
    verb: 'submission.marked',
    object: { type: 'item', id: item.id },
    offering: offering.id,
    actor: offering.teacherId,
    about: learner.id,
    at: markedAt,
    result: { points, of: item.points },
  })
}
