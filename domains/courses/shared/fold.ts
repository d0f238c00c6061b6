const alike: Record<string, string> = { ё: 'е', ң: 'н', ү: 'у', ө: 'о', қ: 'к', ғ: 'г' }

/**
 * A text as it is searched: small letters, and letters that a keyboard may lack as those people type instead (ө as о, ң
 * as н, ү as у, ё as е). Every letter stays in its place, so a place found here is a place in the text itself.
 */
export function fold(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    const small = letter.toLowerCase()
    folded += small.length === 1 ? (alike[small] ?? small) : letter
  }
  return folded
}
