import { createHmac, randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { studentsOfOffering, teaching } from '../../../programmes/index.ts'
import { item } from '../../tables.ts'
import { tool, toolLink } from '../tables.ts'

export type Tool = typeof tool.$inferSelect

/** A tool that is open for use; undefined when there is none. */
export async function openTool(ctx: Ctx, by: { id: string } | { clientId: string }): Promise<Tool | undefined> {
  const which = 'id' in by ? eq(tool.id, by.id) : eq(tool.clientId, by.clientId)
  const [found] = await ctx.db
    .select()
    .from(tool)
    .where(and(which, isNull(tool.closedAt)))
  return found
}

/** A fresh salt for a tool's pseudonyms. */
export const newSalt = (): string => randomBytes(32).toString('base64url')

/** A person's name for one tool: always the same there, different at every other tool. */
export function pseudonym(of: Pick<Tool, 'salt'>, personId: string): string {
  return createHmac('sha256', of.salt).update(personId).digest('base64url').slice(0, 32)
}

/** Whether a tool is used in an offering; only then may it ask about it. */
export async function usedIn(ctx: Ctx, toolId: string, offeringId: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: toolLink.itemId })
    .from(toolLink)
    .innerJoin(item, eq(item.id, toolLink.itemId))
    .where(and(eq(toolLink.toolId, toolId), eq(item.offeringId, offeringId)))
    .limit(1)
  return found !== undefined
}

/** Who studies in an offering and who teaches it, in a steady order. */
export async function membersOf(ctx: Ctx, offeringId: string): Promise<{ personId: string; role: 'learner' | 'instructor' }[]> {
  const [students, teachers] = await Promise.all([
    studentsOfOffering(ctx, offeringId),
    ctx.db.selectDistinct({ personId: teaching.personId }).from(teaching).where(eq(teaching.offeringId, offeringId)),
  ])
  const teach = new Set(teachers.map(({ personId }) => personId))
  return [
    ...teachers.map(({ personId }) => ({ personId, role: 'instructor' as const })),
    ...students.filter(({ personId }) => !teach.has(personId)).map(({ personId }) => ({ personId, role: 'learner' as const })),
  ].sort((one, other) => (one.personId < other.personId ? -1 : 1))
}

/** Origins that a tool lives on: what a frame may show and a form may reach. */
export function originsOf(of: Pick<Tool, 'loginUrl' | 'launchUrl' | 'redirectUris' | 'choiceUrl'>): string[] {
  const all = [of.loginUrl, of.launchUrl, ...of.redirectUris, ...(of.choiceUrl ? [of.choiceUrl] : [])]
  return [...new Set(all.map((address) => new URL(address).origin))]
}
