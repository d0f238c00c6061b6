/**
 * Formulas as teachers type them: `2x^2 + a sin(x)`, compiled to a function without `eval` (the portal's policy forbids it).
 * Numbers (point or comma), + − * / ^, brackets, names, and a product that is only written beside: `2x`, `(x+1)(x-1)`.
 */
export type Values = Readonly<Record<string, number>>
export type Formula = (values: Values) => number

const constants: Values = { pi: Math.PI, e: Math.E }
const functions: Readonly<Record<string, (value: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tg: Math.tan,
  ctg: (value) => 1 / Math.tan(value),
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sqrt: Math.sqrt,
  abs: Math.abs,
  exp: Math.exp,
  ln: Math.log,
  lg: Math.log10,
  log: Math.log10,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
}

/** Names that no slider or point may take. */
export const takenNames: ReadonlySet<string> = new Set([...Object.keys(constants), ...Object.keys(functions), 'x'])
export const longestFormula = 200
const deepest = 40

type Token = { kind: 'number'; value: number } | { kind: 'name' | 'sign'; text: string }

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = []
  const reader = /\s*(?:(\d+(?:[.,]\d+)?|[.,]\d+)|([A-Za-z]+\d*)|([-+*/^()]))/y
  const plain = text.replaceAll('−', '-').replaceAll('·', '*').replaceAll('×', '*').replaceAll('π', 'pi').trim()
  while (reader.lastIndex < plain.length) {
    const match = reader.exec(plain)
    if (!match) return null
    const [, number, name, sign] = match
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number.replace(',', '.')) })
    else tokens.push(name === undefined ? { kind: 'sign', text: sign ?? '' } : { kind: 'name', text: name })
  }
  return tokens
}

/**
 * Compiles a formula.
 * @param names what may stand in it beside constants and functions: `x`, sliders
 * @returns the function, or null for what is no formula of these names
 */
export function compile(text: string, names: readonly string[]): Formula | null {
  if (text.length > longestFormula) return null
  const read = tokensOf(text)
  if (!read || read.length === 0) return null
  const tokens: readonly Token[] = read
  const known = new Set(names)
  let at = 0
  let depth = 0
  const signAt = (...signs: string[]): string | null => {
    const token = tokens[at]
    return token?.kind === 'sign' && signs.includes(token.text) ? token.text : null
  }

  function sum(): Formula | null {
    depth += 1
    if (depth > deepest) return null
    let left = product()
    for (let sign = signAt('+', '-'); left && sign; sign = signAt('+', '-')) {
      at += 1
      const [first, second] = [left, product()]
      if (!second) return null
      left = sign === '+' ? (values) => first(values) + second(values) : (values) => first(values) - second(values)
    }
    depth -= 1
    return left
  }

  function product(): Formula | null {
    let left = signed()
    for (;;) {
      const sign = signAt('*', '/')
      const beside = sign === null && left !== null && beginsFactor()
      if (!left || (sign === null && !beside)) return left
      if (sign !== null) at += 1
      const [first, second] = [left, sign === null ? power() : signed()]
      if (!second) return null
      left = sign === '/' ? (values) => first(values) / second(values) : (values) => first(values) * second(values)
    }
  }

  const beginsFactor = (): boolean => {
    const token = tokens[at]
    return token !== undefined && (token.kind === 'name' || (token.kind === 'sign' && token.text === '('))
  }

  // −x² is −(x²), and 2^−1 is a half
  function signed(): Formula | null {
    const sign = signAt('+', '-')
    if (sign === null) return power()
    at += 1
    depth += 1
    if (depth > deepest) return null
    const of = signed()
    depth -= 1
    return of && (sign === '-' ? (values) => -of(values) : of)
  }

  function power(): Formula | null {
    const base = factor()
    if (!base || signAt('^') === null) return base
    at += 1
    const exponent = signed()
    return exponent && ((values) => base(values) ** exponent(values))
  }

  function factor(): Formula | null {
    const token = tokens[at]
    if (!token) return null
    at += 1
    if (token.kind === 'number') return () => token.value
    if (token.kind === 'sign') return token.text === '(' ? closed(sum()) : null
    const { text: name } = token
    if (known.has(name)) return (values) => values[name] ?? Number.NaN
    const constant = Object.hasOwn(constants, name) ? constants[name] : undefined
    if (constant !== undefined) return () => constant
    const call = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (!call || signAt('(') === null) return null
    at += 1
    const of = closed(sum())
    return of && ((values) => call(of(values)))
  }

  function closed(inside: Formula | null): Formula | null {
    if (!inside || signAt(')') === null) return null
    at += 1
    return inside
  }

  const formula = sum()
  return at === tokens.length ? formula : null
}
