import type { Localized } from '../../i18n/localized.ts'
import type { ReadDb, Tx } from '../database/database.ts'
import { fact } from './tables.ts'

/** What is fixed about an installation when the portal opens. */
export async function readFacts(db: ReadDb): Promise<{ demonstration: boolean; universityName: Localized }> {
  const rows = new Map((await db.select().from(fact)).map((row) => [row.key, row.value]))
  return {
    demonstration: rows.get('demonstration') === 'true',
    universityName: JSON.parse(rows.get('university-name') ?? '{}') as Localized,
  }
}

/** Fixes what an installation is, once: the demonstration or a real university, and its name. */
export async function writeFacts(tx: Tx, facts: { demonstration: boolean; universityName: Localized }): Promise<void> {
  await tx.insert(fact).values([
    { key: 'demonstration', value: String(facts.demonstration) },
    { key: 'university-name', value: JSON.stringify(facts.universityName) },
  ])
}
