import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { paperParams, paperView } from './contract.ts'
import { readPaper } from './read-paper.ts'

export const paperRoutes = defineRoutes('grades', (route) => {
  route({
    method: 'GET',
    path: '/api/papers/:code',
    summary: 'Whether a paper of the university is real and still stands; for who holds its code',
    may: 'public',
    limit: 'secret',
    params: paperParams,
    response: paperView,
    clauses: ['R6.6a'],
    handler: (ctx, { params }) => readPaper(ctx, params.code),
  })
})
