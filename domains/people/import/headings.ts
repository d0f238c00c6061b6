/** Makes headings comparable: case, ё, punctuation and spaces do not count. */
export function normalHeading(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
