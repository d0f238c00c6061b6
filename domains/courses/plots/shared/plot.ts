import { compile, longestFormula, takenNames, type Formula, type Values } from './expression.ts'

/** A value that the reader moves; formulas name it. */
export interface Slider {
  name: string
  min: number
  max: number
  value: number
}
export interface PlotPoint {
  name: string
  x: number
  y: number
  /** fixed: stays; free: is drawn anywhere; otherwise the place among the functions on whose graph it glides. */
  moves: 'fixed' | 'free' | number
}
export const shapeKinds = ['segment', 'line', 'ray', 'circle', 'polygon', 'angle'] as const
export interface Shape {
  kind: (typeof shapeKinds)[number]
  /** Names of points: two; of an angle three (its top in the middle); of a polygon three and more. */
  points: string[]
}

/** A drawing in a lesson, as `data-spec` carries it. */
export interface Plot {
  title: string
  /** What it shows, in words, for those who do not see it. */
  alt: string
  /** Left, top, right, bottom. */
  box: [number, number, number, number]
  grid: boolean
  sliders: Slider[]
  functions: string[]
  points: PlotPoint[]
  shapes: Shape[]
}

export const plotLimits = { title: 200, alt: 1000, sliders: 6, functions: 8, points: 20, shapes: 20, reach: 1e6 } as const
const nameOf = /^[A-Za-z]\d?$/
const pointName = /^[A-Z]\d?$/

export const emptyPlot = (): Plot => ({
  title: '',
  alt: '',
  box: [-10, 10, 10, -10],
  grid: true,
  sliders: [],
  functions: [''],
  points: [],
  shapes: [],
})

export type PlotFault = { part: 'title' | 'alt' | 'box' | 'nothing' } | { part: 'slider' | 'function' | 'point' | 'shape'; at: number }

const inReach = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= plotLimits.reach

/** How many points a shape takes. */
export function pointsOf(kind: Shape['kind']): { least: number; most: number } {
  if (kind === 'polygon') return { least: 3, most: plotLimits.points }
  return kind === 'angle' ? { least: 3, most: 3 } : { least: 2, most: 2 }
}

/** The first thing that is wrong with a plot; null when it can be drawn. */
export function faultOfPlot(plot: Plot): PlotFault | null {
  const [left, top, right, bottom] = plot.box
  if (![left, top, right, bottom].every(inReach) || left >= right || bottom >= top) return { part: 'box' }
  const names = new Set<string>()
  for (const [at, { name, min, max, value }] of plot.sliders.entries()) {
    const good = nameOf.test(name) && !takenNames.has(name) && !names.has(name)
    if (!good || ![min, max, value].every(inReach) || min >= max || value < min || value > max) return { part: 'slider', at }
    names.add(name)
  }
  const formulas = namesIn(plot)
  for (const [at, text] of plot.functions.entries()) if (!compile(text, formulas)) return { part: 'function', at }
  const points = new Set<string>()
  for (const [at, { name, x, y, moves }] of plot.points.entries()) {
    const onGraph = typeof moves !== 'number' || (Number.isInteger(moves) && moves >= 0 && moves < plot.functions.length)
    if (!pointName.test(name) || points.has(name) || !inReach(x) || !inReach(y) || !onGraph) return { part: 'point', at }
    points.add(name)
  }
  for (const [at, shape] of plot.shapes.entries()) {
    const { least, most } = pointsOf(shape.kind)
    const known = shape.points.every((name) => points.has(name)) && new Set(shape.points).size === shape.points.length
    if (!known || shape.points.length < least || shape.points.length > most) return { part: 'shape', at }
  }
  const { sliders, functions, shapes } = plotLimits
  if (plot.sliders.length > sliders || plot.functions.length > functions || plot.points.length > plotLimits.points || plot.shapes.length > shapes)
    return { part: 'nothing' }
  if (plot.functions.length + plot.points.length === 0) return { part: 'nothing' }
  // the words last: who is still drawing is told first what cannot be drawn
  if (!plot.title.trim() || plot.title.length > plotLimits.title) return { part: 'title' }
  return !plot.alt.trim() || plot.alt.length > plotLimits.alt ? { part: 'alt' } : null
}

const namesIn = (plot: Pick<Plot, 'sliders'>): string[] => ['x', ...plot.sliders.map(({ name }) => name)]

/** The functions of a plot, ready to be drawn: y of x at the values of its sliders. */
export function formulasOf(plot: Plot): ((x: number, values: Values) => number)[] {
  return plot.functions.map((text) => {
    const formula: Formula = compile(text, namesIn(plot)) ?? (() => Number.NaN)
    return (x, values) => formula({ ...values, x })
  })
}

/** Reads a block's JSON; null for what is no plot. Both sides read it so: the server keeps nothing else. */
export function readPlot(spec: string | undefined): Plot | null {
  let given: unknown
  try {
    given = JSON.parse(spec ?? '')
  } catch {
    return null
  }
  if (!isRecord(given)) return null
  const { title, alt, box, grid, sliders, functions, points, shapes } = given
  const lists = [box, sliders, functions, points, shapes]
  if (typeof title !== 'string' || typeof alt !== 'string' || typeof grid !== 'boolean' || !lists.every(Array.isArray)) return null
  const plot: Plot = {
    title,
    alt,
    grid,
    box: (box as number[]).slice(0, 4) as Plot['box'],
    sliders: (sliders as unknown[]).filter(isRecord).map((one) => ({ ...pickNumbers(one, ['min', 'max', 'value']), name: String(one['name']) })),
    functions: (functions as unknown[]).map((one) => (typeof one === 'string' ? one.slice(0, longestFormula + 1) : '')),
    points: (points as unknown[]).filter(isRecord).map((one) => ({
      ...pickNumbers(one, ['x', 'y']),
      name: String(one['name']),
      moves: one['moves'] === 'free' || typeof one['moves'] === 'number' ? one['moves'] : 'fixed',
    })),
    shapes: (shapes as unknown[]).filter(isRecord).flatMap((one) => {
      const kind = shapeKinds.find((known) => known === one['kind'])
      return kind && Array.isArray(one['points']) ? [{ kind, points: one['points'].map(String) }] : []
    }),
  }
  return faultOfPlot(plot) === null ? plot : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function pickNumbers<Name extends string>(from: Record<string, unknown>, names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, typeof from[name] === 'number' ? from[name] : Number.NaN])) as Record<Name, number>
}
