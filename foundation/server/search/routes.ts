import { z } from 'zod'
import { defineRoutes } from '../http/route.ts'
import { search } from './search.ts'

const searchView = z.object({
  groups: z.array(
    z.object({
      kind: z.string(),
      items: z.array(z.object({ id: z.string(), title: z.string(), note: z.string().nullish(), to: z.string() })),
    }),
  ),
})

export const routes = defineRoutes('search', (route) => {
  route({
    method: 'GET',
    path: '/api/search',
    summary: 'The one search: people, units, disciplines, materials the reader may see, at most eight of a kind',
    may: 'signed-in',
    query: z.object({ q: z.string().trim().max(100) }),
    response: searchView,
    handler: async (ctx, { query }) => (query.q.length < 2 ? { groups: [] } : search(ctx, query.q)),
  })
})
