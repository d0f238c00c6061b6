/** Words of a text, as a person counts them: a hyphen or an apostrophe joins, signs and numbers alone count as they are read. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[-–’'‑][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

/** Characters as a person counts them, spaces and line ends too. */
export function countCharacters(text: string): number {
  return [...text].length
}

/** Which limit a text does not keep; null when it keeps all. What is too long is kept and told of, never cut: an answer is sacred. */
export function faultOfLength(
  text: string,
  limits: { minWords: number | null; maxWords: number | null; maxCharacters?: number | null | undefined },
): 'few' | 'many' | 'long' | null {
  const words = countWords(text)
  if (limits.maxWords !== null && words > limits.maxWords) return 'many'
  if (limits.maxCharacters && countCharacters(text) > limits.maxCharacters) return 'long'
  return limits.minWords !== null && words < limits.minWords ? 'few' : null
}
