import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { pick } from '../../../foundation/i18n/localized.ts'
import { registerBlockCarrier, registerBlockCopier, registerItemKind } from '../item-kinds.ts'
import { htmlOfPlain } from '../sanitize-lesson.ts'
import { contentInput } from './contract.ts'
import type { CodingContent } from './shared/coding.ts'
import { registerWorkGuard } from '../work-guards.ts'
import { codingAttempt, codingTask, codingVersion } from './tables.ts'
import { insertTask } from './write-task.ts'

/** Items in whose tasks somebody has checked a program, be the task the item or a block in its text. */
async function itemsWithAttempts(ctx: Ctx, itemIds: string[]): Promise<string[]> {
  if (itemIds.length === 0) return []
  const rows = await ctx.db.selectDistinct({ itemId: codingAttempt.itemId }).from(codingAttempt).where(inArray(codingAttempt.itemId, itemIds))
  return rows.map((row) => row.itemId)
}

/** A fresh task that asks what the other one asks now. @throws 404 */
async function copyTask(ctx: Ctx, tx: Tx, taskId: string, to: { itemId: string; offeringId: string }): Promise<string> {
  const [found] = await tx
    .select({ place: codingTask.place, content: codingVersion.content })
    .from(codingTask)
    .innerJoin(codingVersion, and(eq(codingVersion.taskId, codingTask.id), eq(codingVersion.number, codingTask.version)))
    .where(eq(codingTask.id, taskId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return insertTask(ctx, tx, { itemId: to.itemId, offeringId: to.offeringId, place: found.place as 'item' | 'block', content: found.content })
}

registerWorkGuard(itemsWithAttempts)
registerBlockCopier('coding', copyTask)
registerBlockCarrier('coding', {
  async pack(ctx, id) {
    const [found] = await ctx.db
      .select({ content: codingVersion.content })
      .from(codingTask)
      .innerJoin(codingVersion, and(eq(codingVersion.taskId, codingTask.id), eq(codingVersion.number, codingTask.version)))
      .where(eq(codingTask.id, id))
    return found?.content ?? null
  },
  say(content, locale) {
    const { title, instruction, starter } = content as CodingContent
    const begun = starter
      ? `<pre><code class="language-python">${htmlOfPlain(starter.replaceAll('\n', '\u0000'))
          .replace(/<\/?p>/g, '')
          .replaceAll('\u0000', '\n')}</code></pre>`
      : ''
    return `<h3>${htmlOfPlain(pick(title, locale)).replace(/<\/?p>/g, '')}</h3>${htmlOfPlain(pick(instruction, locale))}${begun}`
  },
  async make(ctx, tx, content, home) {
    const read = contentInput.safeParse(content)
    return read.success ? insertTask(ctx, tx, { ...home, content: read.data as CodingContent }) : null
  },
})
registerItemKind('coding', {
  copy: async (ctx, tx, from, copy) => {
    const [own] = await tx
      .select({ id: codingTask.id })
      .from(codingTask)
      .where(and(eq(codingTask.itemId, from), eq(codingTask.place, 'item')))
    if (own) await copyTask(ctx, tx, own.id, copy)
  },
})
