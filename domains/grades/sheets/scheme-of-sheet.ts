import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { defaultSchemes, newestSchemes, schemeVersion } from '../scheme/keep-scheme.ts'
import type { SchemeContent } from '../scheme/shared/scheme.ts'
import type { LineRow, SheetRow } from './load-sheet.ts'
import { weightsOf } from './sheet-sum.ts'

/** The grading scheme of a sheet: the version it was filled by, else the one that holds now. */
export async function schemeOfSheet(db: ReadDb | Tx, of: Pick<SheetRow, 'offeringId' | 'schemeVersion'>): Promise<SchemeContent> {
  const kept = of.schemeVersion === null ? undefined : await schemeVersion(db, of.offeringId, of.schemeVersion)
  const found =
    kept ?? (await newestSchemes(db, [of.offeringId])).get(of.offeringId) ?? (await defaultSchemes(db, [of.offeringId])).get(of.offeringId)
  if (!found) throw new Error('an offering always has a scheme')
  return found.content
}

/** The exam of a line as 0–100: as it was typed, or from its share; null where the grade book gave the whole. */
export async function examOfLine(db: ReadDb | Tx, of: SheetRow, line: LineRow): Promise<number | null> {
  if (line.examPoints !== null) return line.examPoints
  const share = weightsOf(await schemeOfSheet(db, of)).final
  if (share === 0) return line.percent
  return line.final === null ? null : Math.round(Math.min(100, (line.final / share) * 100) * 100) / 100
}
