import { readNumber } from '../shared/read-number.ts'
import { foldText } from '../shared/compare-text.ts'
import type { Fault, Mark } from '../shared/paper.ts'
import { strictComparison, type AcceptedNumber, type NumericContent, type Tolerance, type UnitRules } from '../shared/question.ts'
import { marked, uniqueIds } from './common.ts'

/** A number with what stands behind it: `1,5·10^3 кг` is 1500 and `кг`. Null when it does not begin with a number. */
export function readQuantity(text: string): { value: number; unit: string } | null {
  if (text.length > 200) return null
  const found = /^\s*([+\-−]?[\d\s\u00a0\u202f]*[.,]?\d*)(?:\s*[×x*·]\s*10\s?\^?\s?([+\-−]?\d+)|e([+\-−]?\d+))?\s*(.*)$/isu.exec(text)
  if (!found) return null
  const power = (found[2] ?? found[3] ?? '').replace('−', '-')
  const value = readNumber(`${(found[1] ?? '').trim()}${power === '' ? '' : `e${power}`}`)
  return value === null || !Number.isFinite(value) ? null : { value, unit: (found[4] ?? '').trim() }
}

/** Does the number lie within the tolerance? A hair's breadth is given for the rounding of binary fractions. */
export function fitsNumber(given: number, value: number, tolerance: Tolerance): boolean {
  if (tolerance.kind === 'significant') {
    const figures = Math.min(15, Math.max(1, Math.round(tolerance.by)))
    return given.toPrecision(figures) === value.toPrecision(figures) || (given === 0 && value === 0)
  }
  const slack = Math.max(Math.abs(given), Math.abs(value)) * 1e-12
  return Math.abs(given - value) <= (tolerance.kind === 'relative' ? tolerance.by * Math.abs(value) : tolerance.by) + slack
}

/** The best accepted number; one that takes anything only when no other fits. */
export function findNumber(given: number, accepted: readonly AcceptedNumber[]): AcceptedNumber | null {
  const fit = accepted.filter(({ value, tolerance }) => value !== null && fitsNumber(given, value, tolerance))
  return fit.toSorted((a, b) => b.credit - a.credit)[0] ?? accepted.find(({ value }) => value === null) ?? null
}

/** The number in the first unit, and what the unit costs. Null when it is no number. */
export function inFirstUnit(number: string, unit: string, rules: UnitRules): { value: number; cost: number } | null {
  const read = readQuantity(number)
  if (!read) return null
  const named = (unit || read.unit).trim()
  if (rules.ask === 'none' || rules.units.length === 0) return read.unit === '' ? { value: read.value, cost: 0 } : null
  if (named === '') return { value: read.value, cost: rules.ask === 'required' ? rules.penalty : 0 }
  const fold = (name: string) => foldText(name, { ...strictComparison, homoglyphs: true, spaces: true })
  const known = rules.units.find(({ name }) => fold(name) === fold(named))
  return known ? { value: read.value * known.factor, cost: 0 } : { value: read.value, cost: rules.penalty }
}

export function markNumeric(content: NumericContent, number: string, unit: string): Mark {
  const given = inFirstUnit(number, unit, content.unit)
  const found = given && findNumber(given.value, content.accepted)
  return found ? marked(found.credit * (1 - given.cost), [], [`accepted/${found.id}`]) : marked(0)
}

export function rightNumber(accepted: readonly AcceptedNumber[]): string | null {
  const best = accepted.filter(({ value, credit }) => value !== null && credit > 0).toSorted((a, b) => b.credit - a.credit)[0]
  return best ? String(best.value) : null
}

export function numberFaults(accepted: readonly AcceptedNumber[], path: string): Fault[] {
  const faults: Fault[] = []
  if (!accepted.some(({ value, credit }) => credit === 1 && value !== null)) faults.push({ path, key: 'right-full-none' })
  accepted.forEach((one, index) => {
    const at = `${path}.${index}`
    if (one.value !== null && !Number.isFinite(one.value)) faults.push({ path: `${at}.value`, key: 'number' })
    if (!(one.credit >= 0 && one.credit <= 1)) faults.push({ path: `${at}.credit`, key: 'credit-range' })
    faults.push(...toleranceFaults(one.tolerance, `${at}.tolerance`))
  })
  return [...faults, ...uniqueIds(accepted, path)]
}

export function toleranceFaults({ kind, by }: Tolerance, path: string): Fault[] {
  const fine = kind === 'significant' ? Number.isInteger(by) && by >= 1 && by <= 15 : Number.isFinite(by) && by >= 0
  return fine ? [] : [{ path, key: 'tolerance' }]
}

export function unitFaults(rules: UnitRules, path: string): Fault[] {
  const faults: Fault[] = []
  if (rules.ask !== 'none' && rules.units.length === 0) faults.push({ path, key: 'units-none' })
  if (rules.units.some(({ name, factor }) => !name.trim() || !Number.isFinite(factor) || factor === 0)) faults.push({ path, key: 'unit-factor' })
  if (rules.units.length > 0 && rules.units[0]?.factor !== 1) faults.push({ path, key: 'unit-first' })
  if (!(rules.penalty >= 0 && rules.penalty <= 1)) faults.push({ path, key: 'credit-range' })
  return faults
}
