import { inArray } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { portalOrigin } from '../../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import { person } from '../../../people/index.ts'
import { offeringHeading } from '../../../programmes/index.ts'
import { toolOf } from './access-token.ts'
import { membersOf, pseudonym } from './find-tool.ts'
import { identityFields } from './make-id-token.ts'
import { lisRole, mediaTypes, scopes } from './words.ts'

/**
 * Names and roles (NRPS 2): who is in a course, page by page, with as much of each as the administrator allows this tool to know.
 * @throws 401, 403, 404
 */
export async function readRoster(
  ctx: Ctx,
  request: FastifyRequest,
  reply: FastifyReply,
  offeringId: string,
  query: { limit: number; role?: string | undefined; after?: string | undefined },
): Promise<unknown> {
  const tool = await toolOf(ctx, request, [scopes.roster], offeringId)
  const heading = await offeringHeading(ctx, offeringId)
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  const roleOf = (role: string): boolean => query.role === undefined || lisRole(role) === query.role || lisRole(role).endsWith(`#${query.role}`)
  const all = (await membersOf(ctx, offeringId))
    .map((one) => ({ ...one, userId: pseudonym(tool, one.personId) }))
    .filter(({ role }) => roleOf(role))
    // by the pseudonym: the order tells nothing, and a page goes on where the last one ended
    .sort((one, other) => (one.userId < other.userId ? -1 : 1))
  const rest = query.after === undefined ? all : all.filter(({ userId }) => userId > (query.after ?? ''))
  const page = rest.slice(0, query.limit)
  const rows =
    page.length === 0
      ? []
      : await ctx.db
          .select()
          .from(person)
          .where(
            inArray(
              person.id,
              page.map(({ personId }) => personId),
            ),
          )
  const known = new Map(rows.map((row) => [row.id, row]))
  // To hand out names is a look at personal data: it leaves a trace.
  await change(ctx, (tx) =>
    record(ctx, tx, {
      verb: 'tool.roster-read',
      object: { type: 'tool', id: tool.id },
      offering: offeringId,
      result: { people: page.length, name: tool.sendName, email: tool.sendEmail },
    }),
  )
  const here = `${portalOrigin(ctx.portal.config, request)}/api/lti/offerings/${offeringId}/members`
  const last = page.at(-1)
  if (last && rest.length > page.length) {
    const next = new URLSearchParams({ limit: String(query.limit), after: last.userId, ...(query.role ? { role: query.role } : {}) })
    void reply.header('link', `<${here}?${next}>; rel="next"`)
  }
  void reply.header('content-type', mediaTypes.roster)
  return {
    id: here,
    context: { id: offeringId, label: heading.code, title: Object.values(heading.name)[0] ?? heading.code },
    members: page.map(({ personId, userId, role }) => {
      const row = known.get(personId)
      return { status: 'Active', user_id: userId, roles: [lisRole(role)], ...(row ? identityFields(tool, row) : {}) }
    }),
  }
}
