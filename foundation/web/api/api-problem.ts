/** A fault of one field of a form. */
export interface FieldProblem {
  path: string
  message: string
}

/** What the server said no with (RFC 9457), or 'offline' when no answer came. */
export class ApiProblem extends Error {
  readonly type: string
  readonly title: string
  readonly detail: string | undefined
  /** The HTTP status; 0 when the line failed. */
  readonly status: number
  /** The clause of the regulation that refused, e.g. 'R4.2b'. */
  readonly clause: string | undefined
  readonly fields: readonly FieldProblem[]
  /** Everything else the server told, for programs. */
  readonly facts: Readonly<Record<string, unknown>>

  constructor(body: Partial<Record<string, unknown>>, status: number) {
    const title = typeof body['title'] === 'string' ? body['title'] : ''
    super(title || `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.type = typeof body['type'] === 'string' ? body['type'] : 'about:blank'
    this.title = title
    this.detail = typeof body['detail'] === 'string' ? body['detail'] : undefined
    this.status = status
    this.clause = typeof body['clause'] === 'string' ? body['clause'] : undefined
    this.fields = Array.isArray(body['fields']) ? (body['fields'] as FieldProblem[]) : []
    this.facts = body
  }

  /** No answer came: the line, or a server that is being restarted behind its proxy. */
  get isOffline(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

/** How browsers word that a file or an answer did not come: Chromium, Firefox, Safari, Vite. */
const lineFault = /fetch|dynamically imported|module script|preload|network|load failed/i

/** Makes a problem of whatever was thrown, so that pages handle one kind of error. A fault of the page itself is not called the line's. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  const line = !(error instanceof Error) || lineFault.test(error.message)
  return line ? new ApiProblem({ type: 'offline' }, 0) : new ApiProblem({ type: 'page' }, 500)
}
