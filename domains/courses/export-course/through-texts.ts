/**
 * A question in its own shape with every HTML text, and every picture's address, changed by `each`: the shape is its owner's, but
 * addresses of files are the course's.
 * @param each turns HTML into HTML
 */
export function throughTexts(value: unknown, each: (html: string) => string): unknown {
  if (typeof value === 'string') return value.includes('<') ? each(value) : value
  if (Array.isArray(value)) return value.map((one) => throughTexts(one, each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [
      key,
      (key === 'src' || key === 'picture') && typeof inside === 'string' ? addressThrough(inside, each) : throughTexts(inside, each),
    ]),
  )
}

function addressThrough(address: string, each: (html: string) => string): string {
  const found = /src="([^"]*)"/.exec(each(`<img src="${address.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" alt="">`))
  return found?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"') ?? ''
}
