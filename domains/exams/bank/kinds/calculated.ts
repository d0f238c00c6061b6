import type { Localized } from '../../../../foundation/i18n/localized.ts'
import { FormulaError, readFormula, valueOf } from '../shared/formula.ts'
import type { Fault, Mark } from '../shared/paper.ts'
import type { CalculatedContent, Variable } from '../shared/question.ts'
import { randomOf } from '../shared/random.ts'
import { marked } from './common.ts'
import { fitsNumber, inFirstUnit, toleranceFaults, unitFaults } from './numeric.ts'

/** How often other values are drawn when the formula has none for these (a division by nothing). */
const draws = 50

/** The values that this paper asks with, and the answer to them; null when no draw has one. */
export function drawValues(content: CalculatedContent, seed: string): { values: Record<string, number>; answer: number | null } {
  let values: Record<string, number> = {}
  for (let draw = 0; draw < draws; draw++) {
    values = drawOnce(content, `${seed}/${draw}`)
    const answer = valueOf(content.formula, values)
    if (answer !== null) return { values, answer }
  }
  return { values, answer: null }
}

function drawOnce(content: CalculatedContent, seed: string): Record<string, number> {
  if (content.datasets.length > 0) return content.datasets[randomOf(seed, 'dataset')(content.datasets.length)] ?? {}
  return Object.fromEntries(content.variables.map((variable) => [variable.name, drawOne(variable, seed)]))
}

function drawOne(variable: Variable, seed: string): number {
  const random = randomOf(seed, `variable/${variable.name}`)
  if ('values' in variable) return variable.values[random(variable.values.length)] ?? 0
  const places = Math.min(10, Math.max(0, Math.round(variable.decimals)))
  const steps = Math.min(0x7fff_ffff, Math.max(0, Math.round((variable.to - variable.from) * 10 ** places)))
  return Number((variable.from + random(steps + 1) / 10 ** places).toFixed(places))
}

/** The prompt with the values in the place of `{name}` and `{=formula}`. */
export function fillPrompt(prompt: Localized, values: Record<string, number>): Localized {
  const fill = (html: string): string =>
    html.replace(/\{(=?)([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g, (whole, formula: string, inside: string) => {
      const value = formula ? valueOf(inside.replaceAll('&nbsp;', ' '), values) : Object.hasOwn(values, inside.trim()) ? values[inside.trim()] : null
      return typeof value === 'number' ? String(Number(value.toPrecision(12))) : whole
    })
  return Object.fromEntries(Object.entries(prompt).map(([locale, html]) => [locale, fill(html ?? '')]))
}

export function markCalculated(content: CalculatedContent, seed: string, number: string, unit: string): Mark {
  const given = inFirstUnit(number, unit, content.unit)
  const { answer } = drawValues(content, seed)
  if (!given || answer === null) return marked(0)
  return fitsNumber(given.value, answer, content.tolerance) ? marked(1 - given.cost, [], ['feedback']) : marked(0)
}

export function calculatedFaults(content: CalculatedContent): Fault[] {
  const faults: Fault[] = [...toleranceFaults(content.tolerance, 'tolerance'), ...unitFaults(content.unit, 'unit')]
  const known = new Set(content.datasets.length > 0 ? Object.keys(content.datasets[0] ?? {}) : content.variables.map(({ name }) => name))
  try {
    for (const name of readFormula(content.formula).names) if (!known.has(name)) faults.push({ path: 'formula', key: 'variable-unknown' })
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    faults.push({ path: 'formula', key: 'formula' })
  }
  content.variables.forEach((variable, index) => {
    const fine =
      /^[\p{L}_][\p{L}\p{N}_]*$/u.test(variable.name) &&
      ('values' in variable
        ? variable.values.length > 0
        : variable.from <= variable.to && variable.decimals >= 0 && (variable.to - variable.from) * 10 ** variable.decimals < 0x7fff_ffff)
    if (!fine) faults.push({ path: `variables.${index}`, key: 'variable' })
  })
  if (faults.length === 0 && drawValues(content, 'fault').answer === null) faults.push({ path: 'formula', key: 'formula-value' })
  return faults
}
