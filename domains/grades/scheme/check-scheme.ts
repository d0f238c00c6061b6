import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { gradedItems } from '../graded-items.ts'
import { bonusPart, faultsOf, type SchemeContent, type SchemeFault } from './shared/scheme.ts'

const fieldOf: Record<SchemeFault, string> = {
  weights: 'weights',
  'part-twice': 'parts',
  drop: 'parts',
  'drop-by-points': 'parts',
  bonus: 'bonusMost',
}

/**
 * Refuses a scheme that cannot be used, and drops what is said of works that the offering no longer has.
 * @throws 422 `grades.scheme-faulty`, with the faults at their fields
 */
export async function checkedScheme(db: ReadDb | Tx, offeringId: string, content: SchemeContent): Promise<SchemeContent> {
  const faults = faultsOf(content)
  const places = new Set<string | null>([null, bonusPart, ...content.parts.map(({ id }) => id)])
  const astray = Object.values(content.items).some((place) => !places.has(place))
  if (faults.length > 0 || astray)
    throw problem('grades.scheme-faulty', {
      status: 422,
      clause: 'R4.4b',
      fields: [
        ...faults.map((fault) => ({ path: fieldOf[fault], key: `scheme-fault-${fault}` })),
        ...(astray ? [{ path: 'items', key: 'scheme-fault-astray' }] : []),
      ],
    })
  const known = new Set((await gradedItems(db, offeringId)).map(({ id }) => id))
  return { ...content, items: Object.fromEntries(Object.entries(content.items).filter(([id]) => known.has(id))) }
}
