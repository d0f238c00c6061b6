import type { LineInput, LineView } from '../contract.ts'

/** A line while it is edited; `key` stays the same on the screen, whatever the server does to ids. */
export interface EditLine extends LineInput {
  key: string
  disciplineCode: string
  disciplineName: LineView['disciplineName']
}

/** The columns of hours, in the order of the table. */
export const hourColumns = ['lectureHours', 'practicalHours', 'laboratoryHours', 'seminarHours', 'independentHours'] as const

let last = 0
/** A key that no other line of the page has. */
export function newKey(): string {
  last += 1
  return `line-${last}`
}

/** Lines of the server as lines to edit. */
export function toEdit(lines: readonly LineView[]): EditLine[] {
  return lines.map((line) => ({
    ...line,
    kind: line.kind as EditLine['kind'],
    controlForm: line.controlForm as EditLine['controlForm'],
    key: newKey(),
  }))
}

/** Lines as the server takes them. */
export function toSend(lines: readonly EditLine[]): LineInput[] {
  return lines.map(({ key: _key, disciplineCode: _code, disciplineName: _name, id: _id, ...line }) => ({
    ...line,
    electivePool: line.kind === 'elective' ? line.electivePool : null,
    electivePick: line.kind === 'elective' ? (line.electivePick ?? 1) : null,
  }))
}

/** Hours of the line beyond its credits; shown beside it so that one key press can mend them. */
export function offBy(line: EditLine, hoursPerCredit: number): number {
  return hourColumns.reduce((sum, column) => sum + line[column], 0) - line.credits * hoursPerCredit
}

/** A new line of 5 credits in a semester. */
export function newLine(
  discipline: { id: string; code: string; name: LineView['disciplineName'] },
  semester: number,
  hoursPerCredit: number,
): EditLine {
  const credits = 5
  return {
    key: newKey(),
    disciplineId: discipline.id,
    disciplineCode: discipline.code,
    disciplineName: discipline.name,
    semester,
    kind: 'core',
    electivePool: null,
    electivePick: null,
    credits,
    lectureHours: 30,
    practicalHours: 30,
    laboratoryHours: 0,
    seminarHours: 0,
    independentHours: credits * hoursPerCredit - 60,
    controlForm: 'exam',
    block: null,
    outcomes: [],
  }
}
