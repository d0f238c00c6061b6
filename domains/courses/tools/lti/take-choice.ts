import { eq, sql } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { portalOrigin } from '../../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import { newId } from '../../../../foundation/server/database/ids.ts'
import type { Tx } from '../../../../foundation/server/database/database.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { text } from '../../../../foundation/server/i18n/texts.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import type { ItemKindName } from '../../contract.ts'
import { sanitizeLesson } from '../../sanitize-lesson.ts'
import { courseFile, item, itemLink, itemText } from '../../tables.ts'
import { toolChannel } from '../shared/tool.ts'
import { toolLaunch, toolLine, toolLink } from '../tables.ts'
import { checkToolJwt, claimedIssuer, useOnce } from './check-jwt.ts'
import { fetchOutside } from './fetch-outside.ts'
import { openTool, originsOf, type Tool } from './find-tool.ts'
import { readLaunchWord } from './launch-word.ts'
import { escapeHtml, sendPage } from './pages.ts'
import { claims } from './words.ts'

const most = 50
const fileBytes = 50_000_000

const customOf = z.record(z.string().max(80), z.coerce.string().max(2000)).catch({})
const common = { title: z.string().max(2000).catch(''), text: z.string().max(50_000).optional().catch(undefined) }
const chosenItem = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ltiResourceLink'),
    ...common,
    url: z.string().max(2000).optional(),
    custom: customOf.optional(),
    lineItem: z
      .object({
        scoreMaximum: z.number().positive().max(1_000_000),
        label: z.string().max(300).optional(),
        resourceId: z.string().max(300).optional(),
        tag: z.string().max(300).optional(),
      })
      .optional()
      .catch(undefined),
  }),
  z.object({ type: z.literal('link'), ...common, url: z.url({ protocol: /^https?$/ }).max(2000) }),
  z.object({ type: z.literal('html'), ...common, html: z.string().max(500_000) }),
  z.object({ type: z.literal('file'), ...common, url: z.string().max(2000) }),
])
type Chosen = z.output<typeof chosenItem>
/** What is there of a choice after its files were fetched. */
type Fetched = Chosen & { bytes?: Buffer }

/**
 * Takes what a teacher chose in a tool (deep linking): the first resource link becomes the item itself; everything else becomes items
 * behind it, hidden like every new one. Texts are cleaned, files fetched and kept, addresses of links must be the tool's own.
 * @throws 400 `courses.tool-request` for a word that is not exactly the answer to a choice begun here
 */
export async function takeChoice(ctx: Ctx, request: FastifyRequest, reply: FastifyReply, word: string): Promise<void> {
  const refuse = (reason: string): Error => problem('courses.tool-request', { status: 400, facts: { reason } })
  const clientId = claimedIssuer(word)
  const tool = clientId ? await openTool(ctx, { clientId }) : undefined
  if (!tool) throw refuse('iss')
  const said = await checkToolJwt(ctx, tool, word, [portalOrigin(ctx.portal.config, request)])
  if (!said) throw refuse('signature')
  if (said[claims.message] !== 'LtiDeepLinkingResponse' || said[claims.version] !== '1.3.0') throw refuse('message_type')
  if (said[claims.deployment] !== tool.deploymentId) throw refuse('deployment_id')
  const launchId = readLaunchWord(ctx.portal.config, String(said[claims.choiceData] ?? ''), 'choice')
  if (!launchId) throw refuse('data')
  if (typeof said['nonce'] !== 'string') throw refuse('nonce')
  const { nonce } = said
  const chosen = await fetchFiles(ctx, readChosen(tool, said[claims.choiceItems]))
  const launch = await change(ctx, async (tx) => {
    await record(ctx, tx)
    if (!(await useOnce(tx, tool.id, `nonce ${nonce}`, 3600))) throw refuse('nonce')
    const [begun] = await tx.select().from(toolLaunch).where(eq(toolLaunch.id, launchId)).for('update')
    if (!begun || begun.toolId !== tool.id || begun.purpose !== 'choose' || !begun.usedAt || begun.answeredAt || begun.expiresAt < new Date())
      throw refuse('data')
    await tx.update(toolLaunch).set({ answeredAt: new Date() }).where(eq(toolLaunch.id, launchId))
    await keepChoice(ctx, tx, tool, begun, chosen)
    return begun
  })
  const done = text(launch.locale as 'ky', chosen.length > 0 ? 'courses:tools.chosen' : 'courses:tools.nothing-chosen')
  sendPage(reply, {
    title: tool.name,
    locale: launch.locale,
    body: `<p>${escapeHtml(done)}</p>`,
    script: `new BroadcastChannel(${JSON.stringify(toolChannel)}).postMessage(${JSON.stringify({ launchId: launch.id, count: chosen.length })})`,
    // The page that asked for the form is the tool's, between the portal's own and this one.
    ancestors: originsOf(tool),
  })
}

/** What can be taken of a choice; a resource link outside of the tool's own origins is not the tool's to give. */
function readChosen(tool: Tool, given: unknown): Chosen[] {
  const own = originsOf(tool)
  return (Array.isArray(given) ? given : [])
    .slice(0, most)
    .flatMap((one) => {
      const read = chosenItem.safeParse(one)
      return read.success ? [read.data] : []
    })
    .filter((one) => one.type !== 'ltiResourceLink' || !one.url || (URL.canParse(one.url) && own.includes(new URL(one.url).origin)))
}

/** Fetches chosen files before anything is written; one that does not come becomes nothing. */
async function fetchFiles(ctx: Ctx, chosen: Chosen[]): Promise<Fetched[]> {
  const all: Fetched[] = []
  for (const one of chosen) {
    if (one.type !== 'file') all.push(one)
    else {
      const bytes = await fetchOutside(ctx.portal.config, one.url, { bytes: fileBytes, ms: 20_000 }).catch(() => null)
      if (bytes) all.push({ ...one, bytes })
    }
  }
  return all
}

type Launch = typeof toolLaunch.$inferSelect

async function keepChoice(ctx: Ctx, tx: Tx, tool: Tool, launch: Launch, chosen: Fetched[]): Promise<void> {
  const [home] = await tx.select().from(item).where(eq(item.id, launch.itemId)).for('update')
  if (!home) throw problem('foundation.not-found', { status: 404 })
  const first = chosen.findIndex(({ type }) => type === 'ltiResourceLink')
  let place = home.position
  for (const [at, one] of chosen.entries()) {
    const itemId = at === first ? home.id : newId()
    if (at !== first) await addBehind(tx, home, itemId, ++place, one, launch.locale)
    await fill(ctx, tx, { tool, offeringId: home.offeringId, itemId, one, locale: launch.locale })
  }
  await record(ctx, tx, {
    verb: 'tool.chosen',
    object: { type: 'tool', id: tool.id },
    actor: launch.personId,
    offering: home.offeringId,
    result: { name: tool.name, items: chosen.map(({ type, title }) => ({ type, title })) },
    context: { item: home.id },
  })
}

const kindOf: Record<Chosen['type'], ItemKindName> = { ltiResourceLink: 'tool', link: 'link', html: 'page', file: 'file' }

async function addBehind(tx: Tx, home: typeof item.$inferSelect, id: string, position: number, one: Fetched, locale: string): Promise<void> {
  await tx
    .update(item)
    .set({ position: sql`${item.position} + 1` })
    .where(sql`${item.sectionId} = ${home.sectionId} AND ${item.position} >= ${position}`)
  const title = one.title.trim().slice(0, 300) || nameOf(one) || one.type
  await tx.insert(item).values({
    id,
    sectionId: home.sectionId,
    offeringId: home.offeringId,
    kind: kindOf[one.type],
    title: { [locale]: title },
    position,
    hidden: true,
  })
}

function nameOf(one: Fetched): string {
  const path = 'url' in one && one.url && URL.canParse(one.url) ? new URL(one.url).pathname : ''
  return path.split('/').at(-1) ?? ''
}

async function fill(ctx: Ctx, tx: Tx, given: { tool: Tool; offeringId: string; itemId: string; one: Fetched; locale: string }): Promise<void> {
  const { tool, offeringId, itemId, one, locale } = given
  const words = one.type === 'html' ? one.html : one.text ? `<p>${escapeHtml(one.text)}</p>` : ''
  if (words) {
    const clean = sanitizeLesson(words)
    const row = { html: clean.html, plain: clean.plain }
    await tx
      .insert(itemText)
      .values({ itemId, language: locale, ...row })
      .onConflictDoUpdate({
        target: [itemText.itemId, itemText.language],
        set: { ...row, version: sql`${itemText.version} + 1`, changedAt: new Date() },
      })
  }
  if (one.type === 'link') await tx.insert(itemLink).values({ itemId, url: one.url })
  if (one.type === 'file' && one.bytes) {
    const stored = await ctx.portal.files.store(ctx, tx, { name: nameOf(one) || 'file', content: one.bytes, purpose: 'course', maxBytes: fileBytes })
    await tx.insert(courseFile).values({ offeringId, itemId, path: stored.name, fileId: stored.id })
  }
  if (one.type === 'ltiResourceLink') {
    const row = { toolId: tool.id, url: one.url ?? null, custom: one.custom ?? {}, changedAt: new Date() }
    await tx
      .insert(toolLink)
      .values({ itemId, ...row })
      .onConflictDoUpdate({ target: toolLink.itemId, set: row })
    await keepMainLine(tx, tool, { offeringId, itemId, label: one.lineItem?.label ?? one.title, line: one.lineItem })
  }
}

/** The item's own column: made with its link, or changed to what was chosen. */
export async function keepMainLine(
  tx: Tx,
  tool: Tool,
  of: {
    offeringId: string
    itemId: string
    label: string
    line?: { scoreMaximum: number; resourceId?: string | undefined; tag?: string | undefined } | undefined
  },
): Promise<void> {
  if (!tool.mayGrade) return
  const rows = await tx.select().from(toolLine).where(eq(toolLine.itemId, of.itemId))
  const main = rows.find((row) => row.main && row.toolId === tool.id && row.removedAt === null)
  const values = {
    label: of.label.trim().slice(0, 300) || tool.name,
    ...(of.line ? { maximum: of.line.scoreMaximum, resourceId: of.line.resourceId ?? null, tag: of.line.tag ?? null } : {}),
  }
  if (main) await tx.update(toolLine).set(values).where(eq(toolLine.id, main.id))
  else {
    await tx.update(toolLine).set({ main: false }).where(eq(toolLine.itemId, of.itemId))
    await tx.insert(toolLine).values({ toolId: tool.id, offeringId: of.offeringId, itemId: of.itemId, main: true, maximum: 100, ...values })
  }
}
