import { eq } from 'drizzle-orm'
import { civilDate } from '../../foundation/i18n/format.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { iso } from '../learning/index.ts'
import { person } from '../people/index.ts'
import { offeringHeading } from '../programmes/index.ts'
import type { ExplainView } from './contract.ts'
import { missedItems } from './missed-items.ts'
import { presentLine } from './present-line.ts'
import { gradesOf, lineOf } from './read-grades.ts'
import { scaleOn, scales } from './scale.ts'
import { newestSchemes, schemeVersion } from './scheme/keep-scheme.ts'
import { bonusPart, placeOf } from './scheme/shared/scheme.ts'
import { sumWorks } from './scheme/sum-works.ts'

/** How a line of the record came about: every work, the part it counts to, and each step to the letter (R4.4b). @throws 404 */
export async function explainLine(ctx: Ctx, personId: string, offeringId: string): Promise<ExplainView> {
  const now = new Date()
  const line = await lineOf(ctx, personId, offeringId)
  const [head, [who], grades, missed, newest] = await Promise.all([
    offeringHeading(ctx, offeringId),
    ctx.db
      .select({ id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
      .from(person)
      .where(eq(person.id, personId)),
    gradesOf(ctx, personId, offeringId),
    missedItems(ctx.db, { personId, offeringId }, now, line?.sheetId != null),
    newestSchemes(ctx.db, [offeringId]),
  ])
  if (!head || !who) throw problem('foundation.not-found', { status: 404 })
  const kept = newest.get(offeringId)
  const scheme = !line ? kept : line.schemeVersion === kept?.version ? kept : await schemeVersion(ctx.db, offeringId, line.schemeVersion ?? 0)
  const scale = scales.find((one) => one.id === line?.scale) ?? scaleOn(civilDate(now))
  const works = [
    ...grades.map((one) => ({ ...one, missed: false })),
    ...missed.map((one) => ({ ...one, partId: null, points: 0, comment: null, gradedBy: null, gradedAt: null, missed: true })),
  ]
  const sum =
    scheme &&
    sumWorks(
      scheme.content,
      works.map((one) => ({ ...one, id: one.itemId })),
      { scale, closed: line?.final ?? false },
    )
  const dropped = new Set(sum?.steps.flatMap((step) => (step.kind === 'part' ? step.dropped : [])))
  const rows = works.map((one) => {
    const partId = scheme ? placeOf(scheme.content, { ...one, id: one.itemId }).partId : null
    const counts = dropped.has(one.itemId) ? 'dropped' : partId === bonusPart ? 'bonus' : partId === null ? 'none' : 'counted'
    return { ...one, partId, counts } as const
  })
  return {
    person: who,
    offering: { id: head.id, name: head.name },
    line: line ? presentLine(line) : null,
    rows,
    scheme: scheme ? { version: scheme.version, at: iso(scheme.changedAt), rounding: scheme.content.rounding, parts: scheme.content.parts } : null,
    steps: sum?.steps ?? [],
    agrees: (sum?.percent ?? null) === (line?.percent ?? null),
    scale,
  }
}
