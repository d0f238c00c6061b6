import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { findItem, iso, isoOrNull } from '../learning/index.ts'
import { person } from '../people/index.ts'
import type { TestResultsView } from './contract.ts'
import { cronbachAlpha, mean, median, questionStatistics, thirds, verdictOf } from './shared/statistics.ts'
import { answer, attempt, question, test, type PaperQuestion } from './tables.ts'

/** Papers that are looked through for the words of questions that were asked. */
const sampledPapers = 200

interface Sat {
  attemptId: string
  shares: Map<string, number>
  matched: Map<string, string[]>
  answered: Set<string>
}

/**
 * Attempts of all students, and what the first attempt of each tells of the test and its questions: later ones know
 * the questions already.
 * @throws 404
 */
export async function readTestResults(ctx: Ctx, itemId: string): Promise<TestResultsView> {
  const [found, [rules], rows, questions, papers] = await Promise.all([
    findItem(ctx, itemId),
    ctx.db.select().from(test).where(eq(test.itemId, itemId)),
    ctx.db
      .select({
        id: attempt.id,
        number: attempt.number,
        startedAt: attempt.startedAt,
        endsAt: attempt.endsAt,
        submittedAt: attempt.submittedAt,
        points: attempt.points,
        asked: attempt.asked,
        person: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic },
      })
      .from(attempt)
      .innerJoin(person, eq(person.id, attempt.personId))
      .where(eq(attempt.itemId, itemId))
      .orderBy(asc(person.surname), asc(person.givenName), asc(person.id), desc(attempt.number))
      .limit(5000),
    ctx.db.select().from(question).where(eq(question.itemId, itemId)).orderBy(asc(question.position)),
    ctx.db
      .select({ paper: attempt.paper })
      .from(attempt)
      .where(and(eq(attempt.itemId, itemId), isNotNull(attempt.submittedAt)))
      .orderBy(desc(attempt.startedAt))
      .limit(sampledPapers),
  ])
  if (!found || !rules) throw problem('foundation.not-found', { status: 404 })
  const firsts = [...new Map(rows.filter((row) => row.submittedAt).map((row) => [row.person.id, row])).values()]
  const waiting = rows.filter((row) => row.submittedAt && row.points === null)
  const marked = firsts.filter(({ points }) => points !== null)
  const sat = await answersOf(ctx, itemId, firsts)
  const known = new Map(papers.toReversed().flatMap(({ paper }) => paper.map((one) => [one.questionId, one] as const)))
  const order = new Map(questions.map((one, index) => [one.bankQuestionId ?? one.id, index]))
  const asked = [...known.values()].toSorted((a, b) => (order.get(a.questionId) ?? Infinity) - (order.get(b.questionId) ?? Infinity))
  return {
    itemId,
    title: found.title,
    points: rules.points,
    attempts: rows.map(({ startedAt, endsAt, submittedAt, asked: _asked, ...row }) => ({
      ...row,
      startedAt: iso(startedAt),
      endsAt: isoOrNull(endsAt),
      submittedAt: isoOrNull(submittedAt),
    })),
    whole: {
      ...wholeOf(
        marked,
        rules,
        sat.filter(({ attemptId }) => marked.some(({ id }) => id === attemptId)),
      ),
      waiting: waiting.length,
    },
    questions: asked.map((one) => lineOf(one, sat)),
  }
}

/** The answers of these attempts as shares and hits; what was left without an answer earned nothing. */
async function answersOf(ctx: Ctx, itemId: string, attempts: readonly { id: string; asked: string[] }[]): Promise<Sat[]> {
  const rows =
    attempts.length === 0
      ? []
      : await ctx.db
          .select({ attemptId: answer.attemptId, questionId: answer.questionId, share: answer.share, matched: answer.matched })
          .from(answer)
          .innerJoin(attempt, eq(attempt.id, answer.attemptId))
          .where(and(eq(attempt.itemId, itemId), sql`${answer.attemptId} = ANY (${sql.param(attempts.map(({ id }) => id))}::uuid[])`))
  const sat = new Map(
    attempts.map(({ id, asked }): [string, Sat] => [
      id,
      { attemptId: id, shares: new Map(asked.map((one) => [one, 0])), matched: new Map(), answered: new Set() },
    ]),
  )
  for (const row of rows) {
    const own = sat.get(row.attemptId)
    // what waits for a person says nothing of its question yet
    if (row.share === null) own?.shares.delete(row.questionId)
    else own?.shares.set(row.questionId, row.share)
    own?.matched.set(row.questionId, row.matched ?? [])
    own?.answered.add(row.questionId)
  }
  return [...sat.values()]
}

function wholeOf(
  firsts: readonly { points: number | null }[],
  rules: { points: number; passPercent: number | null },
  sat: readonly Sat[],
): Omit<TestResultsView['whole'], 'waiting'> {
  const shares = firsts.map(({ points }) => (rules.points > 0 ? (points ?? 0) / rules.points : 0))
  const pass = rules.passPercent
  const sets = new Set(sat.map((one) => [...one.shares.keys()].toSorted().join()))
  const histogram = Array.from({ length: 10 }, (_, bin) => shares.filter((share) => Math.min(9, Math.floor(share * 10 + 1e-9)) === bin).length)
  return {
    students: firsts.length,
    mean: mean(shares),
    median: median(shares),
    passed: pass === null ? null : shares.filter((share) => share * 100 >= pass - 1e-9).length,
    histogram,
    alpha: sets.size === 1 ? cronbachAlpha(sat.map((one) => one.shares)) : null,
    differentPapers: sets.size > 1,
  }
}

function lineOf(one: PaperQuestion, sat: readonly Sat[]): TestResultsView['questions'][number] {
  const own = sat.filter(({ shares }) => shares.has(one.questionId))
  const { strong, weak } = thirds(own)
  const chose = (among: readonly Sat[], key: string): number => among.filter(({ matched }) => matched.get(one.questionId)?.includes(key)).length
  const figures = questionStatistics(
    one.questionId,
    sat.map(({ shares }) => shares),
  )
  return {
    id: one.questionId,
    kind: one.kind,
    prompt: one.prompt,
    html: one.html,
    fromBank: one.bankVersion !== undefined,
    ...figures,
    unanswered: own.filter(({ answered }) => !answered.has(one.questionId)).length,
    verdict: verdictOf(figures),
    groupSize: strong.length,
    options: optionsOf(one).map(({ key, ...option }) => ({
      ...option,
      chosen: chose(own, key),
      strong: chose(strong, key),
      weak: chose(weak, key),
    })),
  }
}

/** What could be chosen at a question, with the key that a choice of it leaves. */
function optionsOf(one: PaperQuestion): { key: string; text: PaperQuestion['prompt'] | null; truth: boolean | null; right: boolean }[] {
  const content = one.asked?.content
  if (!content) return one.choices.map(({ id, text, right }) => ({ key: `options/${id}`, text, truth: null, right }))
  if (content.kind === 'single' || content.kind === 'multiple') {
    const best = Math.max(...content.options.map(({ credit }) => credit))
    const right = (credit: number): boolean => (content.kind === 'single' ? credit === best : credit > 0)
    return content.options.map(({ id, text, credit }) => ({ key: `options/${id}`, text, truth: null, right: right(credit) }))
  }
  if (content.kind === 'true-false')
    return [true, false].map((truth) => ({ key: truth ? 'feedbackTrue' : 'feedbackFalse', text: null, truth, right: content.right === truth }))
  return []
}
