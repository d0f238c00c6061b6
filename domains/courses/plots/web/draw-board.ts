import JXG from 'jsxgraph'
import type { Values } from '../shared/expression.ts'
import { formulasOf, type Plot } from '../shared/plot.ts'

export interface Drawn {
  /** Draws anew with other values of the sliders. */
  show: (values: Values) => void
  /** Where the points stand now. */
  places: () => { name: string; x: number; y: number }[]
  end: () => void
}

/** Colours of the functions, one after another; read from the page, so that they suit its theme. */
export const hues = ['--brand-text', '--mark', '--good', '--warn', '--ink-soft'] as const

/** The colour a name of the theme stands for at this place. */
function colourOf(room: HTMLElement, name: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${name})`
  room.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/**
 * Draws a plot. Formulas are the compiled functions of shared/expression.ts: JSXGraph's own language is not used, for it
 * builds code from text.
 * @param onMove points stand elsewhere
 * @param onDrag the reader moved a point
 */
export function drawBoard(room: HTMLElement, plot: Plot, values: Values, onMove: () => void, onDrag: () => void): Drawn {
  let current = values
  const colour = (name: string): string => colourOf(room, name)
  const [ink, line] = [colour('--ink-soft'), colour('--line')]
  const label = { strokeColor: ink, cssStyle: 'font: inherit', highlight: false }
  const axis = { strokeColor: ink, highlight: false, ticks: { strokeColor: ink, majorHeight: 8, minorTicks: 0, label } }
  const board = JXG.JSXGraph.initBoard(room, {
    boundingBox: plot.box,
    axis: true,
    grid: false,
    showCopyright: false,
    showNavigation: false,
    keepAspectRatio: plot.shapes.length > 0,
    title: plot.title,
    description: plot.alt,
    // a finger that meets nothing scrolls the page
    browserPan: true,
    pan: { enabled: true, needTwoFingers: true, needShift: true },
    zoom: { wheel: true, needShift: true, pinch: true },
    keyboard: { enabled: true, dx: 10, dy: 10, panShift: true, panCtrl: false },
    defaultAxes: { x: axis, y: axis },
  } as object)
  if (plot.grid) board.create('grid', [], { strokeColor: line, strokeOpacity: 1, highlight: false })
  const [left, , right] = plot.box
  const formulas = formulasOf(plot)
  for (const [at, of] of formulas.entries())
    // a curve, for a function graph builds its x from text
    board.create('curve', [(x: number) => x, (x: number) => of(x, current), left - (right - left), right + (right - left)], {
      strokeColor: colour(hues[at % hues.length] ?? '--brand-text'),
      strokeWidth: 2.5,
      highlight: false,
      tabindex: null,
    })
  const gliding: (() => void)[] = []
  const points = new Map<string, JXG.Point>()
  for (const { name, x, y, moves } of plot.points) {
    const look = {
      name,
      size: moves === 'fixed' ? 3 : 5,
      fixed: moves === 'fixed',
      color: moves === 'fixed' ? ink : colour('--mark'),
      tabindex: moves === 'fixed' ? null : 0,
      label: { ...label, offset: [8, 12] },
    }
    const point = board.create('point', [x, y], look) as JXG.Point
    points.set(name, point)
    point.on('drag', onDrag)
    const of = typeof moves === 'number' ? formulas[moves] : undefined
    if (!of) continue
    // stays above its own x: the library's glider looks for the nearest place of the graph and leaves steep ones
    const glide = (): void => {
      const height = of(point.X(), current)
      if (Number.isFinite(height)) point.setPositionDirectly(JXG.COORDS_BY_USER, [point.X(), height])
    }
    point.on('drag', glide)
    gliding.push(glide)
    glide()
  }
  for (const { kind, points: names } of plot.shapes) {
    const parents = names.flatMap((name) => points.get(name) ?? [])
    const look = { strokeColor: colour('--brand-text'), fillColor: colour('--brand-text'), highlight: false, tabindex: null }
    if (kind === 'polygon') board.create('polygon', parents, { fillColor: look.fillColor, fillOpacity: 0.12, highlight: false, borders: look })
    else if (kind === 'circle') board.create('circle', parents, { ...look, fillColor: 'none' })
    else if (kind === 'angle') board.create('angle', parents, { ...look, fillOpacity: 0.2, radius: 1, name: '', withLabel: false })
    else if (kind === 'segment') board.create('segment', parents, look)
    else board.create('line', parents, { ...look, straightFirst: kind === 'line', straightLast: true })
  }
  board.update()
  board.on('update', onMove)
  return {
    show(next) {
      current = next
      for (const glide of gliding) glide()
      board.update()
    },
    places: () => [...points].map(([name, point]) => ({ name, x: point.X(), y: point.Y() })),
    end: () => JXG.JSXGraph.freeBoard(board),
  }
}
