/** Hours and credits of a line of a curriculum; contact hours by kind, and the student's own work. */
export interface Hours {
  credits: number
  lectureHours: number
  practicalHours: number
  laboratoryHours: number
  seminarHours: number
  independentHours: number
}

/** Hours with a teacher. */
export function contactHours(line: Omit<Hours, 'credits'>): number {
  return line.lectureHours + line.practicalHours + line.laboratoryHours + line.seminarHours
}

/** All hours of the line. */
export function totalHours(line: Omit<Hours, 'credits'>): number {
  return contactHours(line) + line.independentHours
}

/** How many hours the line has too many (positive) or too few (negative) for its credits. */
export function hoursOff(line: Hours, hoursPerCredit: number): number {
  return totalHours(line) - line.credits * hoursPerCredit
}

/** A line as far as choice matters: electives of a pool are alternatives, of which `electivePick` are taken. */
export interface Choosable {
  kind: string
  semester: number
  electivePool: string | null
  electivePick: number | null
}

/** The alternatives of each pool (a pool belongs to one semester), with how many of them are taken. */
export function pools<Line extends Choosable>(
  lines: readonly Line[],
): { key: string; semester: number; pool: string; pick: number; lines: Line[] }[] {
  const found = new Map<string, { key: string; semester: number; pool: string; pick: number; lines: Line[] }>()
  for (const line of lines) {
    if (line.kind !== 'elective') continue
    const pool = line.electivePool ?? ''
    const key = `${line.semester}/${pool}`
    const entry = found.get(key) ?? { key, semester: line.semester, pool, pick: 0, lines: [] }
    entry.lines.push(line)
    entry.pick = Math.max(entry.pick, line.electivePick ?? 1)
    found.set(key, entry)
  }
  return [...found.values()].map((entry) => ({ ...entry, pick: Math.min(entry.pick, entry.lines.length) }))
}

/**
 * What a student certainly gets of a measure, whatever they choose: core lines in full, and of each pool the smallest
 * `pick` values. With credits as the measure this is the volume of the plan.
 */
export function certain<Line extends Choosable>(lines: readonly Line[], measure: (line: Line) => number): number {
  const fixed = lines.filter((line) => line.kind !== 'elective').reduce((sum, line) => sum + measure(line), 0)
  return pools(lines).reduce((sum, pool) => {
    const smallest = pool.lines
      .map(measure)
      .toSorted((left, right) => left - right)
      .slice(0, pool.pick)
    return sum + smallest.reduce((total, value) => total + value, 0)
  }, fixed)
}
