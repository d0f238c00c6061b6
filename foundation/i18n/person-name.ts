/** A person's name as it is stored: in parts, the patronymic may be missing. */
export type PersonNameParts = {
  surname: string
  givenName: string
  patronymic?: string | null | undefined
}

/** full «Асанов Бакыт Кубанычевич» · short «Асанов Б. К.» · given «Бакыт Асанов» (a greeting, a small card) */
export type PersonNameStyle = 'full' | 'short' | 'given'

/** «Э.», but «Ж. М.» for «Жан-Мари» is left as «Ж.-М.» and a word of descent («уулу», «кызы») has no initial. */
function initial(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => word && !/^(уулу|кызы|uulu|kyzy)$/iu.test(word))
    .slice(0, 1)
    .map((word) =>
      word
        .split('-')
        .filter(Boolean)
        .map((piece) => `${[...piece][0]?.toUpperCase() ?? ''}.`)
        .join('-'),
    )
    .join('')
}

/** Writes a person's name, family name first as the university's papers do. */
export function personName(parts: PersonNameParts, style: PersonNameStyle = 'full'): string {
  const family = parts.surname.trim()
  const given = parts.givenName.trim()
  const patronymic = (parts.patronymic ?? '').trim()
  const words = style === 'full' ? [family, given, patronymic] : style === 'short' ? [family, initial(given), initial(patronymic)] : [given, family]
  return words.filter(Boolean).join(' ')
}

/** One or two letters for a picture-less avatar. */
export function personInitials(parts: PersonNameParts): string {
  return [parts.givenName, parts.surname].map((word) => [...word.trim()][0]?.toUpperCase() ?? '').join('')
}
