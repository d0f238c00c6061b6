import { ApiProblem } from './api-problem.ts'
import { lockedBrowserHeaders } from './locked-browser.ts'
import { currentLocale } from '../i18n/current-locale.ts'

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** The headers of every call: the reader's language, and the one that a foreign site's form cannot send. */
export function callHeaders(method: string): Record<string, string> {
  const headers: Record<string, string> = { 'accept-language': currentLocale(), ...lockedBrowserHeaders() }
  if (changing.has(method.toUpperCase())) headers['x-portal-csrf'] = '1'
  return headers
}

/** Reads a refusal of the server. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => ({}))
  return new ApiProblem(typeof body === 'object' && body !== null ? body : {}, response.status)
}
