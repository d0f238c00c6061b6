import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { changeAtOnce } from '../../../foundation/server/database/change.ts'
import { gather } from '../../../foundation/server/database/gather.ts'

/** One answer on its way to the disk. */
export interface GivenAnswer {
  attemptId: string
  questionId: string
  value: object
  sequence: number
  /** It came from Safe Exam Browser with the exam's settings. */
  inSeb?: boolean
  /** When it was given, as the page says; needed after the end. */
  typedAt?: string
}

/** What is on the disk now; `sequence` is higher than the given one when a newer answer had come before. */
export interface KeptAnswer {
  sequence: number
  savedAt: Date
}
/** unknown: no such attempt, or a question of another paper; over: handed in, or its time is up; bare: not from Safe Exam Browser. */
export type Outcome = KeptAnswer | 'unknown' | 'over' | 'bare'

/** Answers that were on their way when the time ended are taken like any other for so long; later ones are marked. */
const graceSeconds = 10

/** Keeps an answer together with all others that come meanwhile; when the promise is kept, the answer is on the disk. */
export const keepTogether = gather((ctx, given: GivenAnswer[]) => keepAll(ctx, given))

interface Row extends Record<string, unknown> {
  place: number
  known: boolean | null
  shut: boolean | null
  bare: boolean | null
  sequence: number | null
  saved_at: string | null
}

/**
 * Writes many answers in one statement, which is one transaction, and tells of each what is kept now. An older sequence changes nothing; of two answers to one
 * question in the same batch only the newest is written. Attempts are locked against their own end meanwhile.
 */
export async function keepAll(ctx: Ctx, given: readonly GivenAnswer[]): Promise<Outcome[]> {
  const newest = new Map<string, number>()
  const nameOf = (one: GivenAnswer): string => `${one.attemptId} ${one.questionId}`
  for (const [at, one] of given.entries()) {
    const other = newest.get(nameOf(one))
    if (other === undefined || one.sequence >= (given[other]?.sequence ?? 0)) newest.set(nameOf(one), at)
  }
  const places = [...newest.values()]
  const rows = places.map((at) => given[at] as GivenAnswer)
  const now = new Date()
  const column = (values: readonly (string | number)[]) => sql`${sql.param(values)}`
  // answers are not acts of their own in the trace: the attempt is, and the answers are kept with it
  const found = await changeAtOnce<Row>(
    ctx,
    sql`
      WITH given AS (
        SELECT * FROM unnest(${column(places)}::int[], ${column(rows.map((one) => one.attemptId))}::uuid[], ${column(rows.map((one) => one.questionId))}::uuid[],
          ${column(rows.map((one) => JSON.stringify(one.value)))}::jsonb[], ${column(rows.map((one) => one.sequence))}::int[],
          ${column(rows.map((one) => one.typedAt ?? ''))}::text[], ${sql.param(rows.map((one) => one.inSeb ?? false))}::bool[])
          AS g (place, attempt_id, question_id, value, sequence, typed_at, in_seb)
      ), standing AS (
        SELECT id, asked, ends_at,
          EXISTS (SELECT FROM exams.sitting s WHERE s.item_id = attempt.item_id AND s.seb)
            AND NOT EXISTS (SELECT FROM exams.room_act r WHERE r.item_id = attempt.item_id AND r.person_id = attempt.person_id AND r.kind = 'waive-seb') AS locked,
          coalesce(ends_at + ${graceSeconds} * interval '1 second' < ${now.toISOString()}::timestamptz, false) AS late,
          submitted_at IS NOT NULL OR started_at > ${now.toISOString()}::timestamptz
            OR coalesce(ends_at + grace_seconds * interval '1 second' < ${now.toISOString()}::timestamptz, false) AS shut
        FROM exams.attempt WHERE id = ANY (${column([...new Set(rows.map((one) => one.attemptId))].toSorted())}::uuid[]) FOR SHARE
      ), kept AS (
        INSERT INTO exams.answer AS had (attempt_id, question_id, value, sequence, saved_at, typed_at, late)
        SELECT g.attempt_id, g.question_id, g.value, g.sequence, ${now.toISOString()}::timestamptz, nullif(g.typed_at, '')::timestamptz, s.late
        FROM given g JOIN standing s ON s.id = g.attempt_id
        WHERE NOT s.shut AND (g.in_seb OR NOT s.locked) AND g.question_id = ANY (s.asked) AND (NOT s.late OR nullif(g.typed_at, '')::timestamptz <= s.ends_at)
        ORDER BY g.attempt_id, g.question_id
        ON CONFLICT (attempt_id, question_id) DO UPDATE SET value = excluded.value, sequence = excluded.sequence, saved_at = excluded.saved_at,
          typed_at = excluded.typed_at, late = excluded.late
          WHERE had.sequence < excluded.sequence
        RETURNING attempt_id, question_id, sequence, saved_at
      )
      SELECT g.place, g.question_id = ANY (s.asked) AS known, s.locked AND NOT g.in_seb AS bare,
        s.shut OR (s.late AND NOT coalesce(nullif(g.typed_at, '')::timestamptz <= s.ends_at, false)) AS shut,
        coalesce(k.sequence, (SELECT a.sequence FROM exams.answer a WHERE a.attempt_id = g.attempt_id AND a.question_id = g.question_id)) AS sequence,
        coalesce(k.saved_at, (SELECT a.saved_at FROM exams.answer a WHERE a.attempt_id = g.attempt_id AND a.question_id = g.question_id)) AS saved_at
      FROM given g LEFT JOIN standing s ON s.id = g.attempt_id LEFT JOIN kept k ON k.attempt_id = g.attempt_id AND k.question_id = g.question_id`,
  )
  const outcomes = new Map<string, Outcome>()
  for (const row of found) {
    const one = given[row.place]
    if (!one) continue
    const kept = { sequence: row.sequence ?? one.sequence, savedAt: new Date(row.saved_at ?? now) }
    outcomes.set(nameOf(one), !row.known ? 'unknown' : row.bare ? 'bare' : row.shut ? 'over' : kept)
  }
  return given.map((one) => outcomes.get(nameOf(one)) ?? 'unknown')
}
