/** Reads a number as people write it: comma or point, spaces between thousands, a real minus. Null when it is none. */
export function readNumber(text: string | undefined): number | null {
  const plain = (text ?? '')
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace('−', '-')
    .replace(',', '.')
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null
}
