import { inArray } from 'drizzle-orm'
import { registerWorkGuard } from '../../courses/index.ts'
import { cell } from './tables.ts'

// an item that somebody wrote a mark for is hidden, never deleted
registerWorkGuard(async (ctx, itemIds) => {
  const rows = await ctx.db.selectDistinct({ id: cell.columnId }).from(cell).where(inArray(cell.columnId, itemIds))
  return rows.map(({ id }) => id)
})
