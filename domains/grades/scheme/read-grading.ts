import { desc, eq } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import { civilDate } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { iso } from '../../learning/index.ts'
import { person } from '../../people/index.ts'
import { offeringHeading, offeringTarget } from '../../programmes/index.ts'
import { gradedItems } from '../graded-items.ts'
import { scaleOn } from '../scale.ts'
import type { GradingView } from './contract.ts'
import { defaultSchemes } from './keep-scheme.ts'
import { placeOf } from './shared/scheme.ts'
import { gradingScheme } from './tables.ts'

/** How the grade of an offering is made, with every version of it (R4.4b). @throws 404 */
export async function readGrading(ctx: Ctx, offeringId: string): Promise<GradingView> {
  const [head, target, versions, defaults, items] = await Promise.all([
    offeringHeading(ctx, offeringId),
    offeringTarget(ctx, offeringId),
    ctx.db
      .select({ scheme: gradingScheme, id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
      .from(gradingScheme)
      .leftJoin(person, eq(person.id, gradingScheme.changedBy))
      .where(eq(gradingScheme.offeringId, offeringId))
      .orderBy(desc(gradingScheme.version)),
    defaultSchemes(ctx.db, [offeringId]),
    gradedItems(ctx.db, offeringId),
  ])
  const stated = defaults.get(offeringId)
  if (!head || !target || !stated) throw problem('foundation.not-found', { status: 404 })
  const newest = versions[0]?.scheme
  const { content, source } = newest ?? stated
  const differs = stated.source === 'syllabus' && !isDeepStrictEqual(weightsOf(stated.content.parts), weightsOf(content.parts))
  return {
    offering: { id: head.id, name: head.name, code: head.code },
    version: newest?.version ?? 0,
    source,
    parts: content.parts,
    bonusMost: content.bonusMost,
    rounding: content.rounding,
    items: items.map((one) => ({ id: one.id, kind: one.kind, title: one.title, maxPoints: one.maxPoints, ...placeOf(content, one) })),
    versions: versions.map(({ scheme, id, surname, givenName, patronymic }) => ({
      version: scheme.version,
      source: scheme.source,
      syllabusVersion: scheme.syllabusVersion,
      reason: scheme.reason,
      by: id && surname && givenName ? { id, surname, givenName, patronymic } : null,
      at: iso(scheme.changedAt),
      parts: scheme.content.parts.map(({ title, weight }) => ({ title, weight })),
    })),
    syllabus: differs ? stated.content.parts : null,
    scale: scaleOn(civilDate(new Date())),
    mayEdit: ctx.actor?.can('scheme.edit', target) ?? false,
  }
}

const weightsOf = (parts: GradingView['parts']): [string, number][] => parts.map(({ id, weight }) => [id, weight])
