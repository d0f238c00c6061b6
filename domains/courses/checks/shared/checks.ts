/** Kinds of questions that a self-check asks. */
export const questionKinds = ['single', 'multiple', 'boolean', 'numeric', 'text', 'order'] as const
export type QuestionKind = (typeof questionKinds)[number]

export interface CheckChoice {
  id: string
  text: string
  /** Of `single` and `multiple`; of no meaning elsewhere. */
  right: boolean
  /** Why it is right or wrong; shown to who chose it. */
  note: string
}

/** One question. Formulas stand between dollar signs in every text. Self-study: the right answer travels with it. */
export interface CheckQuestion {
  id: string
  kind: QuestionKind
  prompt: string
  /** Of `order` in their right order. */
  choices: CheckChoice[]
  /** Of `boolean`. */
  truth: boolean
  /** Of `numeric`. */
  number: number
  tolerance: number
  /** Of `text`: each is right. */
  accepted: string[]
  /** Of `text`: large and small letters and look-alikes are told apart. */
  strict: boolean
  /** Shown after every answer. */
  explanation: string
}

export interface CheckContent {
  questions: CheckQuestion[]
  /** Whether the item is done when every question was answered rightly once. */
  counts: boolean
}

export const limits = { questions: 20, choices: 12, accepted: 20, text: 2000, answer: 500 } as const

/** Letters that look or are typed alike: without a Kyrgyz keyboard, or with the Latin one still on. */
const alike: Record<string, string> = {
  ё: 'е',
  ң: 'н',
  ө: 'о',
  ү: 'у',
  a: 'а',
  c: 'с',
  e: 'е',
  k: 'к',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
}

/** A short answer as it is compared: spaces joined, and unless `strict` also letters that people do not tell apart. */
export function foldText(text: string, strict = false): string {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim().replace(/[.!]$/, '').trim()
  if (strict) return plain
  return [...plain.toLowerCase()].map((letter) => alike[letter] ?? letter).join('')
}

/** A number as people write it: `3,5`, `3.5`, `−2`, `1,2e-3`; null when it is none. */
export function readAnswerNumber(text: string): number | null {
  const plain = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/[−–]/g, '-')
    .replace(',', '.')
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain) ? Number(plain) : null
}

/**
 * Whether an answer is right.
 * @param answer ids of choices (of `order` in the given order); one text for `numeric` and `text`; `true` or `false`
 */
export function isRight(question: CheckQuestion, answer: readonly string[]): boolean {
  const { kind, choices } = question
  if (kind === 'boolean') return answer.length === 1 && answer[0] === String(question.truth)
  if (kind === 'numeric') {
    const number = readAnswerNumber(answer[0] ?? '')
    // 0.1 + 0.2 is 0.3 for a person: the last digits of the machine's number are forgiven
    return number !== null && Math.abs(number - question.number) <= question.tolerance + 1e-12 * Math.max(1, Math.abs(question.number))
  }
  if (kind === 'text') {
    const said = foldText(answer[0] ?? '', question.strict)
    return said !== '' && question.accepted.some((one) => foldText(one, question.strict) === said)
  }
  const wanted = choices.filter(({ right }) => kind === 'order' || right).map(({ id }) => id)
  if (answer.length !== wanted.length) return false
  return kind === 'order'
    ? wanted.every((id, at) => answer[at] === id)
    : new Set(answer).size === answer.length && wanted.every((id) => answer.includes(id))
}

/** The choices of an `order` question as they are first shown: always the same, never in the right order. */
export function mixed(question: Pick<CheckQuestion, 'choices'>): CheckChoice[] {
  const given = [...question.choices]
  const order = given.toSorted((left, right) => seed(left.id) - seed(right.id) || (left.id < right.id ? -1 : 1))
  return order.length > 1 && order.every((one, at) => one.id === given[at]?.id) ? [...order.slice(1), ...order.slice(0, 1)] : order
}

function seed(text: string): number {
  let sum = 7
  for (const sign of text) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003
  return sum
}

/** What is wanting in a question before it can be asked; null when nothing is. */
export function faultOfQuestion(question: CheckQuestion): 'prompt' | 'choices' | 'right' | 'accepted' | null {
  if (!question.prompt.trim()) return 'prompt'
  if (question.kind === 'text') return question.accepted.some((one) => foldText(one, question.strict)) ? null : 'accepted'
  if (question.kind === 'boolean' || question.kind === 'numeric') return null
  if (question.choices.length < 2 || question.choices.some(({ text }) => !text.trim())) return 'choices'
  const right = question.choices.filter((one) => one.right).length
  if (question.kind === 'single' && right !== 1) return 'right'
  if (question.kind === 'multiple' && right < 1) return 'right'
  return null
}
