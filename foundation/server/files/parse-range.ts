/**
 * What a `Range` header asks of a file: the bytes from `start` to `end` (both counted in), `whole` when it asks nothing
 * that we know (several parts, other units), or `none` when it lies beyond the end (416).
 */
export function parseRange(header: string | undefined, bytes: number): { start: number; end: number } | 'whole' | 'none' {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return 'whole'
  const [, from = '', to = ''] = found
  if (from === '') {
    const last = Number(to)
    return last === 0 || bytes === 0 ? 'none' : { start: Math.max(0, bytes - last), end: bytes - 1 }
  }
  const start = Number(from)
  const end = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  if (start >= bytes) return 'none'
  return end < start ? 'whole' : { start, end }
}
