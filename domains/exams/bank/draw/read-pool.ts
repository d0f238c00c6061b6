import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import { together } from '../../../../foundation/server/database/together.ts'
import { bankQuestion, bankVersion } from '../../tables.ts'
import type { AskableContent } from '../shared/question.ts'
import type { Drawable } from './draw-questions.ts'

/** What can be drawn from the banks of disciplines, once for all who begin at one moment. */
export const poolOf = together(async (db, disciplineIds: string[]) => {
  const rows = await db
    .select({
      id: bankQuestion.id,
      disciplineId: bankQuestion.disciplineId,
      topic: bankQuestion.topic,
      difficulty: bankQuestion.difficulty,
      tags: bankQuestion.tags,
      version: bankQuestion.version,
    })
    .from(bankQuestion)
    .where(and(inArray(bankQuestion.disciplineId, disciplineIds), bankQuestion.ready, isNull(bankQuestion.archivedAt)))
  const found = new Map<string, (Drawable & { version: number })[]>(disciplineIds.map((id) => [id, []]))
  for (const row of rows) found.get(row.disciplineId)?.push(row)
  return found
})

/** The content of a version of a question of the bank. */
export const contentOf = together(
  async (db, keys: { id: string; version: number }[]) => {
    const rows = await db
      .select()
      .from(bankVersion)
      .where(or(...keys.map(({ id, version }) => and(eq(bankVersion.questionId, id), eq(bankVersion.version, version)))))
    // only what was ready was ever in a pool
    return new Map(rows.map((row) => [nameOf({ id: row.questionId, version: row.version }), row.content as AskableContent]))
  },
  (key) => nameOf(key),
)

const nameOf = ({ id, version }: { id: string; version: number }): string => `${id} ${version}`
