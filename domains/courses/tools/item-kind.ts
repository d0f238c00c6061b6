import { asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { registerItemKind } from '../item-kinds.ts'
import { item } from '../tables.ts'
import { originsOf, type Tool } from './lti/find-tool.ts'
import { writeLink } from './link-tool.ts'
import { tool, toolLine, toolLink, toolScore } from './tables.ts'

/** The open tool on the host of an address. */
async function toolAt(ctx: Ctx, address: string): Promise<Tool | undefined> {
  const { host } = new URL(address)
  const rows = await ctx.db.select().from(tool).where(isNull(tool.closedAt)).orderBy(asc(tool.createdAt))
  return rows.find((row) => originsOf(row).some((origin) => new URL(origin).host === host))
}

/** Old links say `http:`; a tool is asked by https, except on one's own machine. */
function secured(address: string): string {
  const url = new URL(address)
  if (url.protocol === 'http:' && url.hostname !== 'localhost') url.protocol = 'https:'
  return url.href
}

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
  takesTool: async (ctx, address) => (await toolAt(ctx, address)) !== undefined,
  importTool: async (ctx, tx, given) => {
    const found = await toolAt(ctx, given.address)
    if (found) await writeLink(tx, found, { ...given, url: given.address === found.launchUrl ? null : secured(given.address) })
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
