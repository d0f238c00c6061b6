import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './api-types.gen.ts'
import { ApiProblem } from './api-problem.ts'
import { callHeaders, readProblem } from './call.ts'

const portalCall: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(callHeaders(request.method))) request.headers.set(name, value)
    return request
  },
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response)
  },
  onError() {
    return new ApiProblem({ type: 'offline' }, 0)
  },
}

/** The typed client of the portal's own API. Its calls throw `ApiProblem` on every refusal. */
export const client = createClient<paths>({ credentials: 'same-origin' })
client.use(portalCall)
