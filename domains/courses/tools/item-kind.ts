import { eq, inArray } from 'drizzle-orm'
import { registerItemKind } from '../item-kinds.ts'
import { item } from '../tables.ts'
import { writeLink } from './link-tool.ts'
import { tool, toolLine, toolLink, toolScore } from './tables.ts'

registerItemKind('tool', {
  hasWork: async (ctx, itemIds) => {
    if (itemIds.length === 0) return []
    const rows = await ctx.db
      .selectDistinct({ itemId: toolLine.itemId })
      .from(toolScore)
      .innerJoin(toolLine, eq(toolLine.id, toolScore.lineId))
      .where(inArray(toolLine.itemId, itemIds))
    return rows.flatMap((row) => (row.itemId ? [row.itemId] : []))
  },
  copy: async (_ctx, tx, from, copy) => {
    const [found] = await tx
      .select({ link: toolLink, tool })
      .from(toolLink)
      .innerJoin(tool, eq(tool.id, toolLink.toolId))
      .where(eq(toolLink.itemId, from))
    const [made] = await tx.select({ title: item.title }).from(item).where(eq(item.id, copy.itemId))
    if (!found) return
    const title = made?.title?.ky ?? made?.title?.ru ?? made?.title?.en ?? found.tool.name
    await writeLink(tx, found.tool, { ...copy, title, url: found.link.url, custom: found.link.custom })
  },
})
