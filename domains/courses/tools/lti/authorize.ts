import { and, eq, gt, isNull } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { portalOrigin } from '../../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { session } from '../../../../foundation/server/sessions/tables.ts'
import { text } from '../../../../foundation/server/i18n/texts.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import type { AuthorizeInput } from '../contract.ts'
import { toolLaunch } from '../tables.ts'
import { useOnce } from './check-jwt.ts'
import { openTool, originsOf } from './find-tool.ts'
import { launchWord, readLaunchWord } from './launch-word.ts'
import { makeIdToken } from './make-id-token.ts'
import { escapeHtml, sendPage } from './pages.ts'

const script = 'document.forms[0].submit()'

/**
 * Answers a tool that asks who opens it (OpenID Connect, third-party initiated): an id_token by form to one of the addresses it was
 * registered with. The hint counts once, for minutes, for the session that asked for it, and a nonce once for a tool.
 *
 * The reader's cookie comes along where the browser sends it into the frame, and must then be of the same session. Where the tool stands on
 * another site it does not come; then the hint itself (sealed, single, fresh, given only to this reader's page) says who it is, and its
 * session must still be open.
 * @throws 400 `courses.tool-request`: everything that is not exactly as it was registered or begun
 */
export async function authorize(ctx: Ctx, request: FastifyRequest, reply: FastifyReply, asked: AuthorizeInput): Promise<void> {
  const refuse = (reason: string): Error => problem('courses.tool-request', { status: 400, facts: { reason } })
  const tool = await openTool(ctx, { clientId: asked.client_id })
  if (!tool) throw refuse('client_id')
  if (!tool.redirectUris.includes(asked.redirect_uri)) throw refuse('redirect_uri')
  if (!asked.scope.split(' ').includes('openid')) throw refuse('scope')
  if (asked.response_type !== 'id_token' || asked.response_mode !== 'form_post') throw refuse('response_type')
  if (asked.prompt !== undefined && asked.prompt !== 'none') throw refuse('prompt')
  const launchId = readLaunchWord(ctx.portal.config, asked.login_hint, 'hint')
  if (!launchId || (asked.lti_message_hint !== undefined && asked.lti_message_hint !== launchId)) throw refuse('login_hint')
  const launch = await change(ctx, async (tx) => {
    await record(ctx, tx)
    const [used] = await tx
      .update(toolLaunch)
      .set({ usedAt: new Date() })
      .where(and(eq(toolLaunch.id, launchId), eq(toolLaunch.toolId, tool.id), isNull(toolLaunch.usedAt), gt(toolLaunch.expiresAt, new Date())))
      .returning()
    if (!used) throw refuse('login_hint')
    const same = ctx.actor ? ctx.actor.sessionId === used.sessionId : await isOpen(ctx, used.sessionId)
    if (!same) throw refuse('session')
    if (!(await useOnce(tx, tool.id, `nonce ${asked.nonce}`, 3600))) throw refuse('nonce')
    return used
  })
  const portal = portalOrigin(ctx.portal.config, request)
  const word = await makeIdToken(ctx, {
    tool,
    launch,
    portal,
    nonce: asked.nonce,
    choice: launchWord(ctx.portal.config, launch.id, 'choice'),
  })
  const fields = { id_token: word, ...(asked.state === undefined ? {} : { state: asked.state }) }
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
  sendPage(reply, {
    title: tool.name,
    locale: launch.locale,
    script,
    policy: [`form-action ${originsOf(tool).join(' ')}`],
    body: `<form method="post" action="${escapeHtml(asked.redirect_uri)}">${inputs.join('')}<noscript><button>${escapeHtml(text(launch.locale as 'ky', 'courses:tools.go-on'))}</button></noscript></form>`,
  })
}

/** Whether a session still is: not signed out, not over. */
async function isOpen(ctx: Ctx, sessionId: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sessionId), gt(session.expiresAt, new Date())))
  return found !== undefined
}
