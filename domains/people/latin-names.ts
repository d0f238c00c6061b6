/** How many Cyrillic spellings of one Latin word are looked for at most: each is one descent of the index. */
export const mostSpellings = 64

/** Cyrillic readings of Latin letters with what each costs: the lower, the likelier. The longest match is read first. */
// prettier-ignore
const readings: Record<string, readonly (readonly [string, number])[]> = {
  shch: [['щ', 0]],
  sch: [['щ', 0], ['ш', 0.5]],
  dzh: [['дж', 0], ['ж', 0.3]],
  zh: [['ж', 0]],
  ch: [['ч', 0]],
  sh: [['ш', 0]],
  kh: [['х', 0], ['к', 1.2]],
  gh: [['г', 0]],
  ph: [['ф', 0]],
  ts: [['ц', 0], ['тс', 0.3]],
  tz: [['ц', 0]],
  ng: [['нг', 0], ['ң', 0.1], ['ңг', 0.3]],
  ck: [['к', 0]],
  iya: [['ия', 0]],
  iia: [['ия', 0]],
  ija: [['ия', 0], ['йжа', 0.3], ['ижа', 0.4]],
  iyu: [['ию', 0]],
  ya: [['я', 0], ['ыа', 2]],
  ia: [['я', 0.1], ['ия', 0.2], ['иа', 0.6]],
  ja: [['жа', 0], ['я', 0.3]],
  yu: [['ю', 0], ['йү', 1]],
  iu: [['ю', 0], ['иу', 0.8]],
  ju: [['жу', 0], ['жү', 0.4], ['ю', 0.4]],
  yo: [['ё', 0], ['йо', 0.4], ['е', 0.8]],
  io: [['ё', 0.2], ['ио', 0.3]],
  jo: [['жо', 0], ['жө', 0.4], ['ё', 0.5]],
  ye: [['е', 0], ['э', 0.8], ['ье', 0.8], ['ые', 1]],
  ie: [['ие', 0], ['е', 0.4], ['ье', 0.8]],
  ee: [['ээ', 0], ['ее', 0.6], ['и', 1]],
  oo: [['оо', 0], ['өө', 0.3], ['у', 1]],
  uu: [['уу', 0], ['үү', 0.3]],
  iy: [['ий', 0], ['йы', 0.3], ['ый', 0.6]],
  yi: [['ый', 0], ['йи', 0.5], ['йы', 0.6], ['ыи', 1]],
  yy: [['ый', 0], ['ий', 0.3], ['йы', 0.3]],
  ii: [['ий', 0], ['ии', 0.4]],
  ss: [['сс', 0], ['с', 0.4]],
  a: [['а', 0]],
  b: [['б', 0]],
  c: [['к', 0.2], ['ц', 0.4], ['с', 0.6]],
  d: [['д', 0]],
  e: [['е', 0], ['э', 0.5], ['ё', 1.2]],
  f: [['ф', 0]],
  g: [['г', 0]],
  h: [['х', 0], ['г', 1]],
  i: [['и', 0], ['ы', 0.6], ['й', 0.9]],
  j: [['ж', 0], ['й', 0.4], ['дж', 0.6]],
  k: [['к', 0]],
  l: [['л', 0], ['ль', 0.9]],
  m: [['м', 0]],
  n: [['н', 0], ['ң', 1]],
  o: [['о', 0], ['ө', 0.5]],
  p: [['п', 0]],
  q: [['к', 0]],
  r: [['р', 0]],
  s: [['с', 0]],
  t: [['т', 0]],
  u: [['у', 0], ['ү', 0.5], ['ю', 1.4]],
  v: [['в', 0]],
  w: [['в', 0], ['у', 0.6]],
  x: [['кс', 0], ['х', 0.3]],
  y: [['ы', 0], ['й', 0.5], ['и', 0.6]],
  z: [['з', 0], ['ж', 1.4]],
  ö: [['ө', 0], ['о', 1]],
  ü: [['ү', 0], ['у', 1], ['ю', 1.2]],
  ı: [['ы', 0]],
  ş: [['ш', 0]],
  š: [['ш', 0]],
  ç: [['ч', 0]],
  č: [['ч', 0]],
  ž: [['ж', 0]],
  ğ: [['г', 0]],
  ñ: [['ң', 0]],
  ó: [['о', 0]],
}

interface Spelling {
  text: string
  cost: number
}

/**
 * Cyrillic spellings that a word in Latin letters may stand for, the likeliest first: «osmonov» → «осмонов», «өсмонов» ….
 * Both the passport's spellings and everyday ones are read (zh and j, kh and h, ia and ya, ng for ң, o and u for ө and ү).
 * @param word one word in small letters
 * @returns at most `mostSpellings`; none when the word has other letters than Latin ones
 */
export function cyrillicSpellings(word: string): string[] {
  let spellings: Spelling[] = [{ text: '', cost: 0 }]
  for (let at = 0; at < word.length;) {
    const part = [4, 3, 2, 1].map((length) => word.slice(at, at + length)).find((one) => one in readings)
    if (!part) return []
    const options = readings[part] ?? []
    const reached = new Map<string, number>()
    for (const { text, cost } of spellings) {
      for (const [letters, price] of options) {
        const sum = cost + priceAfter(text, letters, price)
        const longer = text + letters
        if (sum < (reached.get(longer) ?? Infinity)) reached.set(longer, sum)
      }
    }
    spellings = [...reached]
      .map(([text, cost]) => ({ text, cost }))
      .sort((left, right) => left.cost - right.cost)
      .slice(0, mostSpellings)
    at += part.length
  }
  return spellings.flatMap(({ text }) => (text ? [text] : []))
}

/** What a reading costs after what was read: э begins words, й follows vowels, and ө and ү come together. */
function priceAfter(before: string, letters: string, price: number): number {
  const last = before.at(-1) ?? ''
  const afterVowel = /[аеёиоуыэюяөү]/.test(last)
  if (before === '' && letters === 'э') return 0
  if (before === '' && letters === 'е') return 0.2
  if (letters === 'й' && afterVowel) return 0
  if (letters === 'й') return 3
  if (afterVowel && (letters === 'и' || letters === 'ы')) return price + 0.5
  if (letters === 'ң' && (before === '' || last === 'ң')) return 3
  if (/[өү]/.test(letters) && /[өү]/.test(before)) return Math.min(price, 0.1)
  return price
}
