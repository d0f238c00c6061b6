/** One row of figures: a label and a value for each series. */
export interface ChartRow {
  label: string
  values: readonly (number | null)[]
}

/** A round number not less than the greatest value, and the steps to it. */
export function niceScale(greatest: number, steps = 4): { top: number; ticks: number[] } {
  if (greatest <= 0) return { top: 1, ticks: [0, 1] }
  const rough = greatest / steps
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power
  const count = Math.ceil(greatest / step - 1e-9)
  return { top: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12))) }
}
