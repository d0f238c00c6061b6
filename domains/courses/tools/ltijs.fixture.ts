import { createRequire } from 'node:module'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** ltijs is a tool's library in plain JavaScript; this is what the tests use of it. */
interface ToolRequest extends IncomingMessage {
  query: Record<string, string>
  body: Record<string, string>
}
interface ToolResponse extends ServerResponse {
  locals: { token: ToolToken; ltik: string }
  send: (body: unknown) => void
  status: (code: number) => ToolResponse
}
export interface ToolToken {
  user: string
  userInfo: { name?: string; email?: string; given_name?: string }
  iss: string
  clientId: string
  deploymentId: string
  platformContext: {
    roles: string[]
    context: { id: string; label: string; title: string }
    resource: { id: string }
    endpoint?: { scope: string[]; lineitems: string; lineitem?: string }
    namesRoles?: { context_memberships_url: string }
    custom?: Record<string, string>
    targetLinkUri: string
    deepLinkingSettings?: Record<string, unknown>
  }
}
interface Platform {
  platformId: () => Promise<string>
  platformAccessToken: (scopes: string) => Promise<{ access_token: string; token_type: string }>
  platformActive: (active: boolean) => Promise<boolean>
}
type Handler = (token: ToolToken, request: ToolRequest, response: ToolResponse) => Promise<unknown>
interface Provider {
  app: { (request: IncomingMessage, response: ServerResponse): void; get: Route; post: Route }
  setup: (key: string, database: { plugin: Store }, options: Record<string, unknown>) => void
  deploy: (options: { serverless: true; silent: true }) => Promise<unknown>
  registerPlatform: (platform: Record<string, unknown>) => Promise<Platform>
  getPlatform: (url: string, clientId: string) => Promise<Platform>
  onConnect: (handler: Handler) => void
  onDeepLinking: (handler: Handler) => void
  Grade: {
    submitScore: (token: ToolToken, line: string, score: Record<string, unknown>) => Promise<unknown>
    getLineItems: (token: ToolToken, options?: Record<string, unknown>) => Promise<{ lineItems: Record<string, unknown>[] }>
    createLineItem: (token: ToolToken, line: Record<string, unknown>) => Promise<{ id: string; label: string }>
    updateLineItemById: (token: ToolToken, id: string, line: Record<string, unknown>) => Promise<{ label: string }>
    deleteLineItemById: (token: ToolToken, id: string) => Promise<unknown>
    getScores: (token: ToolToken, line: string, options?: Record<string, unknown>) => Promise<{ scores: Record<string, unknown>[] }>
  }
  NamesAndRoles: {
    getMembers: (token: ToolToken, options?: Record<string, unknown>) => Promise<{ members: Record<string, unknown>[]; next?: string }>
  }
  DeepLinking: { createDeepLinkingForm: (token: ToolToken, items: Record<string, unknown>[], options?: Record<string, unknown>) => Promise<string> }
}
type Route = (path: string, handler: (request: ToolRequest, response: ToolResponse) => Promise<unknown>) => void

type Row = Record<string, unknown>

/** ltijs keeps its things through a plugin with these calls; here in memory, in the same shape as its own for MongoDB. */
class Store {
  readonly rows = new Map<string, Row[]>()
  async setup(): Promise<boolean> {
    return true
  }
  async Close(): Promise<boolean> {
    return true
  }
  #find(collection: string, query: Row = {}): Row[] {
    return (this.rows.get(collection) ?? []).filter((row) => Object.entries(query).every(([key, value]) => row[key] === value))
  }
  async Get(key: string | false, collection: string, query?: Row): Promise<Row[] | false> {
    const found = this.#find(collection, query).map((row) => {
      if (!key) return { ...row }
      return { ...(JSON.parse(decrypt(String(row['data']), String(row['iv']), key)) as Row), createdAt: row['createdAt'] }
    })
    return found.length > 0 ? found : false
  }
  async Insert(key: string | false, collection: string, item: Row, index: Row = {}): Promise<boolean> {
    const row = key ? { ...index, ...encrypt(JSON.stringify(item), key) } : item
    this.rows.set(collection, [...(this.rows.get(collection) ?? []), { createdAt: Date.now(), ...row }])
    return true
  }
  async Replace(key: string | false, collection: string, query: Row, item: Row, index: Row = {}): Promise<boolean> {
    await this.Delete(collection, query)
    return this.Insert(key, collection, item, { ...query, ...index })
  }
  async Modify(_key: string | false, collection: string, query: Row, change: Row): Promise<boolean> {
    for (const row of this.#find(collection, query)) Object.assign(row, change)
    return true
  }
  async Delete(collection: string, query: Row): Promise<boolean> {
    const gone = new Set(this.#find(collection, query))
    this.rows.set(
      collection,
      (this.rows.get(collection) ?? []).filter((row) => !gone.has(row)),
    )
    return true
  }
}

const keyOf = (word: string): Buffer => createHash('sha256').update(word).digest()
function encrypt(text: string, word: string): { iv: string; data: string } {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', keyOf(word), iv)
  return { iv: iv.toString('hex'), data: Buffer.concat([cipher.update(text), cipher.final()]).toString('hex') }
}
function decrypt(data: string, iv: string, word: string): string {
  const cipher = createDecipheriv('aes-256-cbc', keyOf(word), Buffer.from(iv, 'hex'))
  return Buffer.concat([cipher.update(Buffer.from(data, 'hex')), cipher.final()]).toString()
}

export interface RunningTool {
  provider: Provider
  origin: string
  /** The newest launch, as the tool understood it. */
  last: () => ToolToken
  /** Lets the tool know of the portal. */
  know: (portal: string, clientId: string) => Promise<Platform>
  close: () => Promise<void>
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`

/**
 * A tool that stands on ltijs: its page greets, and a button reports 8 of 10 for who opened it; its choice offers one exercise.
 * @param name for dynamic registration
 */
export async function startTool(name = 'Көнүгүүлөр'): Promise<RunningTool> {
  // The library gives one provider ready made; a second tool in one process wants one of its own.
  const { Provider: given } = createRequire(import.meta.url)('ltijs') as { Provider: { constructor: unknown } }
  const provider = new (given.constructor as new () => Provider)()
  const server = createServer((request, response) => provider.app(request, response))
  await new Promise<void>((resolve) => void server.listen(0, resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  provider.setup(
    'the tool’s own secret',
    { plugin: new Store() },
    {
      appRoute: '/',
      loginRoute: '/login',
      keysetRoute: '/keys',
      dynRegRoute: '/register',
      dynReg: { url: origin, name, useDeepLinking: true, autoActivate: true },
    },
  )
  let last: ToolToken | undefined
  provider.onConnect(async (token, _request, response) => {
    last = token
    const { resource, custom } = token.platformContext
    response.send(
      page(
        'Tool',
        `<p id="who">${token.userInfo.name ?? token.user}</p><p id="what">${custom?.['exercise'] ?? resource.id}</p>
<form method="post" action="/grade?ltik=${response.locals.ltik}"><button>Grade</button></form>`,
      ),
    )
  })
  provider.onDeepLinking(async (token, _request, response) => {
    last = token
    response.send(page('Choose', `<form method="post" action="/choose?ltik=${response.locals.ltik}"><button>Choose</button></form>`))
  })
  provider.app.post('/grade', async (_request, response) => {
    const { token } = response.locals
    await provider.Grade.submitScore(token, token.platformContext.endpoint?.lineitem ?? '', {
      userId: token.user,
      scoreGiven: 8,
      scoreMaximum: 10,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
    })
    response.send(page('Tool', '<p id="graded">8/10</p>'))
  })
  provider.app.post('/choose', async (_request, response) => {
    response.send(
      await provider.DeepLinking.createDeepLinkingForm(response.locals.token, [
        {
          type: 'ltiResourceLink',
          title: 'Кинематика',
          url: `${origin}/`,
          custom: { exercise: 'kinematics' },
          lineItem: { scoreMaximum: 10, label: 'Кинематика' },
        },
      ]),
    )
  })
  await provider.deploy({ serverless: true, silent: true })
  return {
    provider,
    origin,
    last: () => {
      if (!last) throw new Error('the tool was not opened')
      return last
    },
    know: async (portal, clientId) => {
      const made = await provider.registerPlatform({
        url: portal,
        name: 'portal',
        clientId,
        authenticationEndpoint: `${portal}/api/lti/authorize`,
        accesstokenEndpoint: `${portal}/api/lti/token`,
        authConfig: { method: 'JWK_SET', key: `${portal}/api/lti/jwks` },
      })
      await made.platformActive(true)
      return made
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
