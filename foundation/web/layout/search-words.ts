/** As it is compared: small letters, ё as е, one space between words. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s,;·]+/g, ' ')
    .trim()
}

/**
 * Whether search words hold what was typed, at the beginning of a word: «парол», «second factor».
 * @param words words and phrases of all languages, because people type in the one that comes to mind
 * @param typed as it was typed; a single letter says too little and finds nothing
 */
export function wordsHold(words: string, typed: string): boolean {
  const wanted = plain(typed)
  return wanted.length >= 2 && ` ${plain(words)}`.includes(` ${wanted}`)
}
