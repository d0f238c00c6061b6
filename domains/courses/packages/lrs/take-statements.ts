import { and, count, eq } from 'drizzle-orm'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import type { Tx } from '../../../../foundation/server/database/database.ts'
import { newId } from '../../../../foundation/server/database/ids.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import { nothing, reportOf } from '../read-package.ts'
import { applyReport } from '../save-session.ts'
import { isDone, type UnitReport } from '../shared/package.ts'
import { packageSession, packageStatement, packageUnit } from '../tables.ts'
import type { FoundSitting } from './find-sitting.ts'
import { saySatisfied } from './launch.ts'

/** A statement as far as the portal reads it. */
interface Statement {
  id?: unknown
  actor?: unknown
  verb?: { id?: unknown }
  object?: { id?: unknown }
  context?: { registration?: unknown }
  result?: { completion?: unknown; success?: unknown; duration?: unknown; score?: { scaled?: unknown; raw?: unknown; min?: unknown; max?: unknown } }
}

/** Statements of one attempt at most; a package that says more is broken. */
const most = 5000
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Refused with this HTTP status. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number) {
    super(`xAPI ${status}`)
    this.status = status
  }
}

/**
 * Takes statements of a launched part: keeps each once, and reads completion, success, score and time out of them.
 * @param given.id the id in the address (PUT); else each statement's own or a new one
 * @throws Refusal 400, 403 (session ended, another learner or registration), 409 (another statement under this id), 413
 */
export async function takeStatements(ctx: Ctx, sitting: FoundSitting, given: { statements: unknown[]; id?: string }): Promise<string[]> {
  if (sitting.ended) throw new Refusal(403)
  const checked = given.statements.map((one) => check(one, sitting, given.id))
  return change(ctx, async (tx) => {
    const [had] = await tx.select({ count: count() }).from(packageStatement).where(eq(packageStatement.attemptId, sitting.attemptId))
    if ((had?.count ?? 0) + checked.length > most) throw new Refusal(413)
    await record(ctx, tx)
    for (const { id, statement, verb } of checked) {
      const made = await tx
        .insert(packageStatement)
        .values({ id, attemptId: sitting.attemptId, sessionId: sitting.sessionId, verb, statement: { ...statement, id } as Record<string, unknown> })
        .onConflictDoNothing()
        .returning({ id: packageStatement.id })
      if (made.length === 0) await sameOrRefuse(tx, id, sitting.attemptId)
      else await hear(ctx, tx, sitting, statement, verb)
    }
    return checked.map((one) => one.id)
  })
}

function check(given: unknown, sitting: FoundSitting, wanted: string | undefined): { id: string; statement: Statement; verb: string } {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Refusal(400)
  const statement = given as Statement
  const id = wanted ?? statement.id ?? newId()
  const verb = statement.verb?.id
  if (typeof id !== 'string' || !uuid.test(id) || typeof verb !== 'string' || verb.length > 500 || !statement.actor || !statement.object)
    throw new Refusal(400)
  if (wanted !== undefined && statement.id !== undefined && statement.id !== wanted) throw new Refusal(400)
  const account = (statement.actor as { account?: { name?: unknown } }).account
  // A package may speak of nobody but its own learner, and only of this registration.
  if (account?.name !== sitting.learner.id) throw new Refusal(403)
  const registration = statement.context?.registration
  if (registration !== undefined && registration !== sitting.attemptId) throw new Refusal(403)
  return { id: id.toLowerCase(), statement, verb }
}

async function sameOrRefuse(tx: Tx, id: string, attemptId: string): Promise<void> {
  const [known] = await tx
    .select({ id: packageStatement.id })
    .from(packageStatement)
    .where(and(eq(packageStatement.id, id), eq(packageStatement.attemptId, attemptId)))
  if (!known) throw new Refusal(409)
}

async function hear(ctx: Ctx, tx: Tx, sitting: FoundSitting, statement: Statement, verb: string): Promise<void> {
  const word = verb.split('/').at(-1) ?? ''
  const { attemptId, sessionId, unit, row } = sitting
  const cmi5 = row.kind === 'cmi5'
  if (word === 'terminated' && cmi5) await tx.update(packageSession).set({ endedAt: new Date() }).where(eq(packageSession.id, sessionId))
  const [known] = await tx
    .select()
    .from(packageUnit)
    .where(and(eq(packageUnit.attemptId, attemptId), eq(packageUnit.unitId, unit.id)))
  const former = known ? reportOf(known) : nothing
  const report = reportAfter(former, word, statement, { cmi5, ...(unit.mastery === undefined ? {} : { mastery: unit.mastery }) })
  const seconds = word === 'terminated' || !cmi5 ? secondsOf(statement.result?.duration) : 0
  const satisfied = known?.satisfied === true || isDone(unit, report)
  if (seconds === 0 && same(former, report) && satisfied === (known?.satisfied ?? false)) return
  if (seconds > 0) await addSeconds(tx, sessionId, seconds)
  await applyReport(ctx, tx, { row, attemptId, unitId: unit.id, seconds, report })
  if (satisfied && !known?.satisfied) {
    await tx
      .update(packageUnit)
      .set({ satisfied: true })
      .where(and(eq(packageUnit.attemptId, attemptId), eq(packageUnit.unitId, unit.id)))
    if (cmi5) await saySatisfied(tx, sitting)
  }
}

/** cmi5 counts its defined verbs alone; a plain xAPI package says it in the result as well. */
function reportAfter(former: UnitReport, word: string, statement: Statement, rule: { cmi5: boolean; mastery?: number }): UnitReport {
  const score = scoreOf(statement.result?.score) ?? former.score
  const plain = rule.cmi5 ? undefined : statement.result
  const completed = word === 'completed' || plain?.completion === true || (!rule.cmi5 && (word === 'passed' || word === 'failed'))
  // A `passed` below the mastery score contradicts itself (cmi5 9.5.1) and does not count.
  const low = rule.mastery !== undefined && score !== null && score < rule.mastery
  const passed = (word === 'passed' && !low) || plain?.success === true
  const failed = word === 'failed' || plain?.success === false
  return {
    completion: completed || former.completion === 'completed' ? 'completed' : 'incomplete',
    success: passed || former.success === 'passed' ? 'passed' : failed ? 'failed' : former.success,
    score: ['passed', 'failed', 'completed', 'scored'].includes(word) || plain?.score ? score : former.score,
  }
}

function scoreOf(score: NonNullable<Statement['result']>['score']): number | null {
  if (!score) return null
  const { scaled, raw, min, max } = score
  if (typeof scaled === 'number' && Number.isFinite(scaled)) return Math.min(1, Math.max(0, scaled))
  if (typeof raw !== 'number' || typeof max !== 'number') return null
  const low = typeof min === 'number' ? min : 0
  return max > low ? Math.min(1, Math.max(0, (raw - low) / (max - low))) : null
}

/** Seconds of an ISO 8601 duration of hours, minutes and seconds; at most a day. */
function secondsOf(duration: unknown): number {
  const found = typeof duration === 'string' ? /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration) : null
  if (!found) return 0
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0))
  return Math.min(86_400, Math.round(days * 86_400 + hours * 3600 + minutes * 60 + seconds))
}

async function addSeconds(tx: Tx, sessionId: string, seconds: number): Promise<void> {
  await tx.update(packageSession).set({ seconds }).where(eq(packageSession.id, sessionId))
}

function same(one: UnitReport, other: UnitReport): boolean {
  return one.completion === other.completion && one.success === other.success && one.score === other.score
}
