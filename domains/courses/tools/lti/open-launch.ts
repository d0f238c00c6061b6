import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { portalOrigin } from '../../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { actorOf } from '../../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { toolLaunch, toolLink } from '../tables.ts'
import { openTool, originsOf } from './find-tool.ts'
import { escapeHtml, sendPage } from './pages.ts'
import { launchWord } from './launch-word.ts'

const style = 'html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}'
const styleHash = createHash('sha256').update(style).digest('base64')

/** The tool may do what a page does, and never lead the page around it elsewhere. */
const sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads'

/**
 * The page between the course and the tool: a document whose policy lets exactly this tool be framed, so that the portal's own pages need
 * not allow any. In a window of its own the reader goes to the tool straight away.
 * @throws 404 for another person's launch, another session's, or one that is over
 */
export async function openLaunch(ctx: Ctx, request: FastifyRequest, reply: FastifyReply, launchId: string): Promise<void> {
  const actor = actorOf(ctx)
  const [launch] = await ctx.db.select().from(toolLaunch).where(eq(toolLaunch.id, launchId))
  const own = launch && launch.personId === actor.personId && launch.sessionId === actor.sessionId
  const tool = own && !launch.usedAt && launch.expiresAt > new Date() ? await openTool(ctx, { id: launch.toolId }) : undefined
  if (!launch || !tool) throw problem('foundation.not-found', { status: 404 })
  const [link] = await ctx.db.select({ url: toolLink.url }).from(toolLink).where(eq(toolLink.itemId, launch.itemId))
  const portal = portalOrigin(ctx.portal.config, request)
  const choosing = launch.purpose === 'choose'
  const address = new URL(tool.loginUrl)
  const query = {
    iss: portal,
    target_link_uri: choosing ? (tool.choiceUrl ?? tool.launchUrl) : (link?.url ?? tool.launchUrl),
    login_hint: launchWord(ctx.portal.config, launch.id, 'hint'),
    lti_message_hint: launch.id,
    client_id: tool.clientId,
    lti_deployment_id: tool.deploymentId,
  }
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  if (tool.opens === 'window' && !choosing) {
    await reply.header('referrer-policy', 'no-referrer').redirect(address.href)
    return
  }
  const frames = [...originsOf(tool), `${portal}/api/lti/`]
  sendPage(reply, {
    policy: [`style-src 'sha256-${styleHash}'`, `frame-src ${frames.join(' ')}`],
    head: `<style>${style}</style>`,
    title: tool.name,
    locale: ctx.locale,
    body: `<iframe title="${escapeHtml(tool.name)}" src="${escapeHtml(address.href)}" sandbox="${sandbox}" allow="fullscreen; autoplay"></iframe>`,
  })
}
