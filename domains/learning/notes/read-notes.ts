import { and, desc, eq, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { item } from '../../courses/index.ts'
import { discipline, offering } from '../../programmes/index.ts'
import { iso } from '../instants.ts'
import type { NotesView } from './contract.ts'
import { note } from './tables.ts'

const most = 500

/** One's own notes, newest first; at one item, or with some words in them. */
export async function readNotes(ctx: Ctx, { itemId, text }: { itemId?: string | undefined; text?: string | undefined }): Promise<NotesView> {
  const { personId } = actorOf(ctx)
  const like = text ? `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%` : null
  const rows = await ctx.db
    .select({ note, offeringId: item.offeringId, title: item.title, course: discipline.name })
    .from(note)
    .leftJoin(item, eq(item.id, note.itemId))
    .leftJoin(offering, eq(offering.id, item.offeringId))
    .leftJoin(discipline, eq(discipline.id, offering.disciplineId))
    .where(
      and(
        eq(note.personId, personId),
        itemId ? eq(note.itemId, itemId) : undefined,
        like ? or(sql`lower(${note.text}) LIKE ${like}`, sql`lower(${note.quote}) LIKE ${like}`) : undefined,
      ),
    )
    .orderBy(desc(note.createdAt), desc(note.id))
    .limit(most)
  return {
    notes: rows.map((row) => ({
      id: row.note.id,
      quote: row.note.quote,
      text: row.note.text,
      createdAt: iso(row.note.createdAt),
      changedAt: iso(row.note.changedAt),
      item:
        row.note.itemId && row.offeringId
          ? { id: row.note.itemId, offeringId: row.offeringId, title: row.title ?? {}, course: row.course ?? {} }
          : null,
    })),
  }
}
