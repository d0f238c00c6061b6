export interface NameParts {
  surname: string
  givenName: string
  patronymic: string | null
}

/** Words of descent belong to the word before them: «Асан уулу», «Токтогул кызы». */
const descent = /^(уулу|кызы|uulu|kyzy|оглы|оглу|ogly)$/iu
/** Endings of Russian patronymics. */
const patronymicEnding = /(ович|евич|ич|овна|евна|ична|инична|ovich|evich|ovna|evna)$/iu

/** Leaves single spaces between words, and no others. */
export function cleanWords(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim()
}

/**
 * Splits a name written in one cell, surname first, as registrars write it. No word is ever lost or changed:
 * - «Асанов Бакыт Кубанычевич» → three parts; «Асанов Бакыт» → without patronymic;
 * - «Асан уулу Бакыт» → surname «Асан уулу», given name «Бакыт»;
 * - «Асанов Бакыт Кубат уулу» → patronymic «Кубат уулу»;
 * - a patronymic is known by its ending; what is between belongs to the given name, or to a two-word surname before it.
 */
export function splitName(text: string): NameParts {
  const words: string[] = []
  for (const word of cleanWords(text).split(' ').filter(Boolean)) {
    if (descent.test(word) && words.length > 0) words[words.length - 1] += ` ${word}`
    else words.push(word)
  }
  if (words.length <= 1) return { surname: words[0] ?? '', givenName: '', patronymic: null }
  if (words.length === 2) return { surname: words[0] ?? '', givenName: words[1] ?? '', patronymic: null }
  const last = words.at(-1) ?? ''
  const isPatronymic = patronymicEnding.test(last) || last.includes(' ')
  if (words.length === 3 && !isPatronymic) return { surname: words[0] ?? '', givenName: words[1] ?? '', patronymic: last }
  if (isPatronymic) return { surname: words.slice(0, -2).join(' '), givenName: words.at(-2) ?? '', patronymic: last }
  return { surname: words[0] ?? '', givenName: words.slice(1).join(' '), patronymic: null }
}
