import { useState, type ReactNode } from 'react'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { AcceptedText } from '../shared/question.ts'

/** A list that is typed one a line; what was typed stays as it is until the list itself is another. */
export function LinesField(props: { label: string; hint: string; lines: readonly string[]; onChange: (lines: string[]) => void }): ReactNode {
  const { label, hint, lines, onChange } = props
  const [typed, setTyped] = useState(lines.join('\n'))
  const own = linesOf(typed)
  const shown = own.join('\n') === lines.join('\n') ? typed : lines.join('\n')
  return (
    <TextField
      label={label}
      hint={hint}
      lines={3}
      required
      value={shown}
      onChange={(text: string) => {
        setTyped(text)
        onChange(linesOf(text))
      }}
    />
  )
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
]

/** Accepted texts of these lines; one that stood there before keeps its credit and feedback. */
export function textsOfLines(lines: readonly string[], before: readonly AcceptedText[]): AcceptedText[] {
  return lines.map(
    (pattern) =>
      before.find((one) => one.pattern === pattern) ?? { id: crypto.randomUUID(), pattern, wildcard: pattern.includes('*'), credit: 1, feedback: {} },
  )
}
