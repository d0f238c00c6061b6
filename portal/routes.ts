import { z } from 'zod'
import { locales } from '../foundation/i18n/localized.ts'
import { defineRoutes } from '../foundation/server/http/route.ts'

const portalView = z.object({
  name: z.object({ ky: z.string().optional(), ru: z.string().optional(), en: z.string().optional() }),
  demonstration: z.boolean(),
  version: z.string(),
  locales: z.array(z.enum(locales)),
  signIn: z.object({ oidc: z.object({ id: z.string(), name: z.string().nullable() }).nullable() }),
})

/** What the portal tells everybody of itself. */
export const routes = defineRoutes('portal', (route) => {
  route({
    method: 'GET',
    path: '/api/portal',
    summary: 'The university’s name, the version, and whether this is the demonstration',
    may: 'public',
    response: portalView,
    handler: async (ctx) => ({
      name: ctx.portal.universityName,
      demonstration: ctx.portal.demonstration,
      version: ctx.portal.version,
      locales: [...locales],
      signIn: { oidc: ctx.portal.config.oidc ? { id: ctx.portal.config.oidc.id, name: ctx.portal.config.oidc.name } : null },
    }),
  })
})
