import { and, eq, isNull } from 'drizzle-orm'
import { SignJWT } from 'jose'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { person } from '../../../people/index.ts'
import { offeringHeading } from '../../../programmes/index.ts'
import { item } from '../../tables.ts'
import { toolLine, toolLink, type toolLaunch } from '../tables.ts'
import { pseudonym, type Tool } from './find-tool.ts'
import { signingKey } from './keys.ts'
import { claims, lisRole, scopesOf } from './words.ts'

const chosenTypes = ['ltiResourceLink', 'link', 'html', 'file']

/** The id_token of a launch: who it is (as much as the administrator allows), where, what, and which services are there. Five minutes. */
export async function makeIdToken(
  ctx: Ctx,
  given: { tool: Tool; launch: typeof toolLaunch.$inferSelect; portal: string; nonce: string; choice: string },
): Promise<string> {
  const { tool, launch, portal } = given
  const [[found], [link]] = await Promise.all([
    ctx.db.select().from(item).where(eq(item.id, launch.itemId)),
    ctx.db.select().from(toolLink).where(eq(toolLink.itemId, launch.itemId)),
  ])
  const heading = found && (await offeringHeading(ctx, found.offeringId))
  if (!found || !heading) throw problem('foundation.not-found', { status: 404 })
  const named = (name: Localized | null): string => name?.[launch.locale as 'ky'] ?? name?.ky ?? name?.ru ?? name?.en ?? ''
  const choosing = launch.purpose === 'choose'
  const words = {
    ...(await identityOf(ctx, tool, launch.personId)),
    nonce: given.nonce,
    azp: tool.clientId,
    [claims.message]: choosing ? 'LtiDeepLinkingRequest' : 'LtiResourceLinkRequest',
    [claims.version]: '1.3.0',
    [claims.deployment]: tool.deploymentId,
    [claims.target]: choosing ? (tool.choiceUrl ?? tool.launchUrl) : (link?.url ?? tool.launchUrl),
    [claims.roles]: [lisRole(launch.role)],
    [claims.context]: {
      id: found.offeringId,
      label: heading.code,
      title: named(heading.name),
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
    },
    [claims.platform]: {
      guid: new URL(portal).host,
      name: named(ctx.portal.universityName),
      product_family_code: 'univer-plus',
      version: ctx.portal.version,
    },
    [claims.presentation]: { document_target: choosing || tool.opens === 'frame' ? 'iframe' : 'window', locale: launch.locale },
    [claims.custom]: { ...tool.custom, ...(choosing ? {} : link?.custom) },
    ...(choosing
      ? {
          [claims.choiceSettings]: {
            deep_link_return_url: `${portal}/api/lti/content`,
            accept_types: chosenTypes,
            accept_presentation_document_targets: ['iframe', 'window'],
            accept_multiple: true,
            accept_lineitem: tool.mayGrade,
            auto_create: true,
            title: named(found.title),
            data: given.choice,
          },
        }
      : { [claims.resource]: { id: found.id, title: named(found.title) } }),
    ...(tool.mayGrade ? { [claims.endpoint]: await services(ctx, tool, portal, found, choosing) } : {}),
    ...(tool.mayRoster
      ? { [claims.roster]: { context_memberships_url: `${portal}/api/lti/offerings/${found.offeringId}/members`, service_versions: ['2.0'] } }
      : {}),
  }
  const { kid, key } = await signingKey(ctx)
  return new SignJWT(words)
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuer(portal)
    .setAudience(tool.clientId)
    .setSubject(pseudonym(tool, launch.personId))
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key)
}

/** What a tool may know of a person beside the pseudonym. */
export async function identityOf(ctx: Ctx, tool: Pick<Tool, 'sendName' | 'sendEmail'>, personId: string): Promise<Record<string, string>> {
  if (!tool.sendName && !tool.sendEmail) return {}
  const [found] = await ctx.db.select().from(person).where(eq(person.id, personId))
  return found ? identityFields(tool, found) : {}
}

/** The same of a row that is there already. */
export function identityFields(
  tool: Pick<Tool, 'sendName' | 'sendEmail'>,
  row: { surname: string; givenName: string; email: string | null },
): Record<string, string> {
  return {
    ...(tool.sendName ? { name: `${row.surname} ${row.givenName}`, family_name: row.surname, given_name: row.givenName } : {}),
    ...(tool.sendEmail && row.email ? { email: row.email } : {}),
  }
}

async function services(
  ctx: Ctx,
  tool: Tool,
  portal: string,
  of: { id: string; offeringId: string },
  choosing: boolean,
): Promise<Record<string, unknown>> {
  const [line] = choosing
    ? []
    : await ctx.db
        .select({ id: toolLine.id })
        .from(toolLine)
        .where(and(eq(toolLine.itemId, of.id), eq(toolLine.toolId, tool.id), eq(toolLine.main, true), isNull(toolLine.removedAt)))
  return {
    scope: scopesOf({ ...tool, mayRoster: false }),
    lineitems: `${portal}/api/lti/offerings/${of.offeringId}/lineitems`,
    ...(line ? { lineitem: `${portal}/api/lti/lineitems/${line.id}` } : {}),
  }
}
