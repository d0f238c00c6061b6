const letters: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ү: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
}

/** A login from a name: «Өмүралиева Жаңыл» → `j.omuralieva`. Latin letters, digits, dots and hyphens only. */
export function loginOf(person: { surname: string; givenName: string }): string {
  const latin = (text: string) =>
    [...text.toLowerCase()]
      .map((one) => letters[one] ?? one)
      .join('')
      .normalize('NFD')
      .replace(/[^a-z0-9]/g, '')
  const given = latin(person.givenName).slice(0, 1)
  const surname = latin(person.surname).slice(0, 30)
  return [given, surname].filter(Boolean).join('.') || 'user'
}
