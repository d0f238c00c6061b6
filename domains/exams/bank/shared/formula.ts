/** Arithmetic of calculated questions. An own reader: nothing of it is ever run as a program. */

const functions: Record<string, { args: [number, number]; of: (...given: number[]) => number }> = {
  abs: { args: [1, 1], of: Math.abs },
  sqrt: { args: [1, 1], of: Math.sqrt },
  exp: { args: [1, 1], of: Math.exp },
  ln: { args: [1, 1], of: Math.log },
  log: { args: [1, 2], of: (x = 0, base) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base)) },
  log10: { args: [1, 1], of: Math.log10 },
  log2: { args: [1, 1], of: Math.log2 },
  sin: { args: [1, 1], of: Math.sin },
  cos: { args: [1, 1], of: Math.cos },
  tan: { args: [1, 1], of: Math.tan },
  asin: { args: [1, 1], of: Math.asin },
  acos: { args: [1, 1], of: Math.acos },
  atan: { args: [1, 1], of: Math.atan },
  atan2: { args: [2, 2], of: Math.atan2 },
  sinh: { args: [1, 1], of: Math.sinh },
  cosh: { args: [1, 1], of: Math.cosh },
  tanh: { args: [1, 1], of: Math.tanh },
  asinh: { args: [1, 1], of: Math.asinh },
  acosh: { args: [1, 1], of: Math.acosh },
  atanh: { args: [1, 1], of: Math.atanh },
  floor: { args: [1, 1], of: Math.floor },
  ceil: { args: [1, 1], of: Math.ceil },
  round: { args: [1, 2], of: (x = 0, places = 0) => Number(`${Math.round(Number(`${x}e${places}`))}e${-places}`) },
  min: { args: [1, 20], of: Math.min },
  max: { args: [1, 20], of: Math.max },
  pow: { args: [2, 2], of: Math.pow },
  fmod: { args: [2, 2], of: (x = 0, y = 0) => x % y },
  pi: { args: [0, 0], of: () => Math.PI },
  deg2rad: { args: [1, 1], of: (x = 0) => (x * Math.PI) / 180 },
  rad2deg: { args: [1, 1], of: (x = 0) => (x * 180) / Math.PI },
}

export type Formula = (values: Readonly<Record<string, number>>) => number

interface Parsed {
  value: Formula
  /** Names of the variables it needs. */
  names: Set<string>
}

/** What is wrong with a formula, for its author. */
export class FormulaError extends Error {}

/**
 * Reads a formula: `+ - * / % ^ **`, brackets, functions, `pi`, names of variables bare or in braces.
 * @throws FormulaError when it is none
 */
export function readFormula(text: string): Parsed {
  if (text.length > 2000) throw new FormulaError('long')
  const tokens =
    text.match(/\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|\{\s*[\p{L}_][\p{L}\p{N}_]*\s*\}|[\p{L}_][\p{L}\p{N}_]*|\*\*|[-+*/%^(),]|\S/giu) ?? []
  const names = new Set<string>()
  let at = 0
  const take = (expected: string): void => {
    if (tokens[at++] !== expected) throw new FormulaError('syntax')
  }

  function sum(depth: number): Formula {
    if (depth > 60) throw new FormulaError('deep')
    let left = product(depth)
    while (tokens[at] === '+' || tokens[at] === '-') {
      const plus = tokens[at++] === '+'
      const [a, b] = [left, product(depth)]
      left = plus ? (values) => a(values) + b(values) : (values) => a(values) - b(values)
    }
    return left
  }
  function product(depth: number): Formula {
    let left = signed(depth)
    while (tokens[at] === '*' || tokens[at] === '/' || tokens[at] === '%') {
      const sign = tokens[at++]
      const [a, b] = [left, signed(depth)]
      left = sign === '*' ? (v) => a(v) * b(v) : sign === '/' ? (v) => a(v) / b(v) : (v) => a(v) % b(v)
    }
    return left
  }
  function signed(depth: number): Formula {
    if (depth > 60) throw new FormulaError('deep')
    if (tokens[at] === '-' || tokens[at] === '+') {
      const minus = tokens[at++] === '-'
      const of = signed(depth + 1)
      return minus ? (values) => -of(values) : of
    }
    const base = atom(depth)
    if (tokens[at] !== '^' && tokens[at] !== '**') return base
    at++
    const power = signed(depth + 1)
    return (values) => base(values) ** power(values)
  }
  function atom(depth: number): Formula {
    const token = tokens[at++]
    if (token === undefined) throw new FormulaError('syntax')
    if (token === '(') {
      const inside = sum(depth + 1)
      take(')')
      return inside
    }
    if (/^[\d.]/.test(token)) {
      const number = Number(token)
      if (!Number.isFinite(number)) throw new FormulaError('syntax')
      return () => number
    }
    const name = token.replace(/[{}\s]/g, '')
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw new FormulaError('syntax')
    if (!token.startsWith('{') && tokens[at] === '(') return call(name.toLowerCase(), depth)
    if (!token.startsWith('{') && name === 'pi') return () => Math.PI
    names.add(name)
    return (values) => (Object.hasOwn(values, name) ? (values[name] ?? Number.NaN) : Number.NaN)
  }
  function call(name: string, depth: number): Formula {
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (!known) throw new FormulaError('function')
    take('(')
    const args: Formula[] = []
    if (tokens[at] !== ')') {
      args.push(sum(depth + 1))
      while (tokens[at] === ',') {
        at++
        args.push(sum(depth + 1))
      }
    }
    take(')')
    if (args.length < known.args[0] || args.length > known.args[1]) throw new FormulaError('arguments')
    return (values) => known.of(...args.map((arg) => arg(values)))
  }

  const value = sum(0)
  if (at !== tokens.length) throw new FormulaError('syntax')
  return { value, names }
}

/** The value of a formula; null when it is none or has no finite one. */
export function valueOf(text: string, values: Readonly<Record<string, number>>): number | null {
  try {
    const value = readFormula(text).value(values)
    return Number.isFinite(value) ? value : null
  } catch (error) {
    if (error instanceof FormulaError) return null
    throw error
  }
}
