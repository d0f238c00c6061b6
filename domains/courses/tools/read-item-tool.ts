import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person } from '../../people/index.ts'
import { readItem } from '../read-item.ts'
import { item } from '../tables.ts'
import { itemTarget } from '../targets.ts'
import type { ItemToolView, ScoreView, ToolScoresView } from './contract.ts'
import { sentBy, type Opening } from './shared/tool.ts'
import { tool, toolConsent, toolLine, toolLink, toolScore } from './tables.ts'

/** The tool of an item: what it is told, whether the reader agreed, what it reported of them. @throws 404 */
export async function readItemTool(ctx: Ctx, itemId: string): Promise<ItemToolView> {
  const { personId, can } = actorOf(ctx)
  const [view, target, [found]] = await Promise.all([
    readItem(ctx, itemId),
    itemTarget(ctx, itemId),
    ctx.db.select({ link: toolLink, tool }).from(toolLink).innerJoin(tool, eq(tool.id, toolLink.toolId)).where(eq(toolLink.itemId, itemId)),
  ])
  if (!target || !view.open) throw problem('foundation.not-found', { status: 404 })
  const [[consent], [score], choices] = await Promise.all([
    found
      ? ctx.db
          .select()
          .from(toolConsent)
          .where(and(eq(toolConsent.toolId, found.tool.id), eq(toolConsent.personId, personId)))
      : [],
    ctx.db
      .select({ score: toolScore })
      .from(toolScore)
      .innerJoin(toolLine, eq(toolLine.id, toolScore.lineId))
      .where(and(eq(toolLine.itemId, itemId), eq(toolLine.main, true), isNull(toolLine.removedAt), eq(toolScore.personId, personId))),
    view.mayEdit ? ctx.db.select().from(tool).where(isNull(tool.closedAt)).orderBy(asc(tool.name)) : [],
  ])
  const sends = found ? sentBy(found.tool) : []
  return {
    tool: found
      ? {
          ...shown(found.tool),
          host: new URL(found.tool.launchUrl).host,
          opens: found.tool.opens as Opening,
          sends,
          roster: found.tool.mayRoster,
          grades: found.tool.mayGrade,
          closed: found.tool.closedAt !== null,
          url: found.link.url,
        }
      : null,
    agreed: Boolean(found && consent && consent.keeper === found.tool.keeper && sends.every((one) => consent.sends.includes(one))),
    score: score ? presentScore(score.score) : null,
    mayEdit: view.mayEdit,
    maySeeScores: can('tool.results', target),
    choices: choices.map(shown),
  }
}

function shown(row: typeof tool.$inferSelect): { id: string; name: string; keeper: string; mayChoose: boolean } {
  return { id: row.id, name: row.name, keeper: row.keeper, mayChoose: row.choiceUrl !== null }
}

function presentScore(row: typeof toolScore.$inferSelect): ScoreView {
  const { activity, grading, given, maximum, comment } = row
  return { activity, grading, given, maximum, comment, at: new Date(row.at).toISOString() }
}

/** What an item's tool reported of each student. @throws 404 */
export async function readToolScores(ctx: Ctx, itemId: string): Promise<ToolScoresView> {
  const [[found], rows] = await Promise.all([
    ctx.db.select({ id: item.id, title: item.title }).from(item).where(eq(item.id, itemId)),
    ctx.db
      .select({ person: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }, score: toolScore })
      .from(toolScore)
      .innerJoin(toolLine, eq(toolLine.id, toolScore.lineId))
      .innerJoin(person, eq(person.id, toolScore.personId))
      .where(and(eq(toolLine.itemId, itemId), eq(toolLine.main, true), isNull(toolLine.removedAt)))
      .orderBy(asc(person.surname), asc(person.givenName), asc(person.id)),
  ])
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return { item: { id: found.id, title: found.title ?? {} }, people: rows.map((row) => ({ person: row.person, score: presentScore(row.score) })) }
}
