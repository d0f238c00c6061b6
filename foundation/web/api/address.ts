/** What fills an API path: `{id}` from `path`, the rest after `?`. */
export interface CallParams {
  path?: Record<string, string | number>
  query?: Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>
}

/**
 * The address of a call: '/api/offerings/{id}' + { path: { id: 7 }, query: { page: 2 } } → '/api/offerings/7?page=2'.
 * It is also the key under which an answer is kept, so the query is put in order.
 */
export function addressOf(template: string, params: CallParams = {}): string {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params.path?.[name] ?? '')))
  const pairs: [string, string][] = []
  for (const name of Object.keys(params.query ?? {}).sort()) {
    const value = params.query?.[name]
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) pairs.push([name, String(one)])
  }
  return pairs.length > 0 ? `${address}?${new URLSearchParams(pairs).toString()}` : address
}
