/** Which answers of the API a page begins with. What is missing here is asked by the page itself. */
const pages: { pattern: RegExp; queries: (match: RegExpMatchArray) => string[] }[] = [
  { pattern: /^\/$/, queries: () => ['/api/my/today'] },
  { pattern: /^\/courses\/([0-9a-f-]{36})$/, queries: ([, id]) => [`/api/offerings/${id}/course`, `/api/offerings/${id}/progress`] },
  { pattern: /^\/courses\/[0-9a-f-]{36}\/items\/([0-9a-f-]{36})$/, queries: ([, id]) => [`/api/items/${id}`] },
]

/** Addresses of the API to answer along with a page. @param path the page's path @param signedIn whether a cookie came */
export function bootQueries(path: string, signedIn: boolean): string[] {
  if (!signedIn) return ['/api/portal']
  for (const { pattern, queries } of pages) {
    const match = path.match(pattern)
    if (match) return ['/api/portal', '/api/me', ...queries(match)]
  }
  return ['/api/portal', '/api/me']
}
