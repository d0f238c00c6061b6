import { eq, inArray } from 'drizzle-orm'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { registerBlockCarrier, registerBlockCopier } from '../item-kinds.ts'
import { htmlOfPlain } from '../sanitize-lesson.ts'
import { registerWorkGuard } from '../work-guards.ts'
import { checkContentInput } from './contract.ts'
import type { CheckContent } from './shared/checks.ts'
import { selfCheck, selfCheckAnswer } from './tables.ts'

registerWorkGuard(async (ctx, itemIds) => {
  if (itemIds.length === 0) return []
  const rows = await ctx.db.selectDistinct({ itemId: selfCheckAnswer.itemId }).from(selfCheckAnswer).where(inArray(selfCheckAnswer.itemId, itemIds))
  return rows.map((row) => row.itemId)
})

registerBlockCopier('self-check', async (_ctx, tx, id, { itemId, offeringId }) => {
  const [found] = await tx.select({ content: selfCheck.content }).from(selfCheck).where(eq(selfCheck.id, id))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const copy = newId()
  await tx.insert(selfCheck).values({ id: copy, itemId, offeringId, content: found.content })
  return copy
})

registerBlockCarrier('self-check', {
  async pack(ctx, id) {
    const [found] = await ctx.db.select({ content: selfCheck.content }).from(selfCheck).where(eq(selfCheck.id, id))
    return found?.content ?? null
  },
  say(content) {
    return (content as CheckContent).questions
      .map(({ kind, prompt, choices }) => {
        const asked = kind === 'single' || kind === 'multiple' ? choices : []
        return `${htmlOfPlain(prompt)}${asked.length > 0 ? `<ul>${asked.map(({ text }) => `<li>${htmlOfPlain(text)}</li>`).join('')}</ul>` : ''}`
      })
      .join('')
  },
  async make(_ctx, tx, content, { itemId, offeringId }) {
    const read = checkContentInput.safeParse(content)
    if (!read.success) return null
    const id = newId()
    await tx.insert(selfCheck).values({ id, itemId, offeringId, content: read.data })
    return id
  },
})
