/** A stand-in until the server's OpenAPI is generated over it: every path answers something unknown. */
interface AnyOperation {
  parameters: { query?: Record<string, unknown>; path?: Record<string, string> }
  requestBody?: { content: { 'application/json': unknown } }
  responses: { 200: { content: { 'application/json': unknown } } }
}
export interface paths {
  [path: string]: {
    get: AnyOperation
    post: AnyOperation
    put: AnyOperation
    patch: AnyOperation
    delete: AnyOperation
  }
}
