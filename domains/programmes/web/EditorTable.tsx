import { ActionIcon, Button } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import type { CheckView, StandardView } from '../contract.ts'
import { hourColumns, offBy, type EditLine } from './lines.ts'
import styles from './editor.module.css'

const kinds = ['core', 'elective', 'practice', 'course_work', 'attestation'] as const
const controls = ['exam', 'credit', 'differentiated_credit', 'course_work', 'defence'] as const

/** Up, down and Enter go to the same column of the next line, as in a spreadsheet; Tab goes along the line. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const field = event.target as HTMLElement
  const column = field.dataset['column']
  const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key]
  // A chooser keeps its own arrows.
  if (!column || step === undefined || (field.tagName === 'SELECT' && event.key !== 'Enter')) return
  const all = [...document.querySelectorAll<HTMLElement>(`[data-editor] [data-column="${column}"]`)]
  const next = all[all.indexOf(field) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
  if (next instanceof HTMLInputElement) next.select()
}

export interface EditorTableProps {
  semester: number
  lines: readonly EditLine[]
  check: CheckView
  standard: StandardView | null
  onChange: (key: string, change: Partial<EditLine>) => void
  onRemove: (key: string) => void
  onMove: (key: string, step: 1 | -1) => void
}

/** The lines of one semester to edit: a table on wide screens, a card for each line on phones. */
export function EditorTable({ semester, lines, check, standard, onChange, onRemove, onMove }: EditorTableProps): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const blocks = standard?.outcomes.filter((one) => one.kind === 'block') ?? []
  const number = (line: EditLine, column: 'credits' | 'electivePick' | (typeof hourColumns)[number], label: string): ReactNode => (
    <input
      className={styles['number']}
      data-column={column}
      inputMode="numeric"
      aria-label={`${line.disciplineCode}: ${label}`}
      value={line[column] ?? ''}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        const value = Number(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 4))
        onChange(line.key, { [column]: value })
      }}
    />
  )
  const heads = [
    t('discipline'),
    t('kind'),
    t('credits'),
    ...hourColumns.map((column) => t(`hours.${column.replace('Hours', '')}`)),
    t('control'),
    ...(blocks.length > 0 ? [t('block')] : []),
    t('outcomes'),
    t('line'),
  ]
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} data-editor onKeyDown={walk}>
        <caption className="unseen">{t('semester-n', { semester })}</caption>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" data-number={index >= 2 && index <= 7}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const off = offBy(line, check.hoursPerCredit)
            return (
              <tr key={line.key}>
                <th scope="row">
                  <span className={styles['name']}>{pick(line.disciplineName)}</span>
                  <span className={styles['code']}>{line.disciplineCode}</span>
                </th>
                <td data-head={t('kind')}>
                  <select
                    data-column="kind"
                    aria-label={`${line.disciplineCode}: ${t('kind')}`}
                    value={line.kind}
                    onChange={(event) => onChange(line.key, { kind: event.currentTarget.value as EditLine['kind'] })}
                  >
                    {kinds.map((kind) => (
                      <option key={kind} value={kind}>
                        {t(`kinds.${kind}`)}
                      </option>
                    ))}
                  </select>
                  {line.kind === 'elective' && (
                    <span className={styles['pool']}>
                      <input
                        data-column="electivePool"
                        aria-label={`${line.disciplineCode}: ${t('pool')}`}
                        placeholder={t('pool')}
                        maxLength={20}
                        value={line.electivePool ?? ''}
                        onChange={(event) => onChange(line.key, { electivePool: event.currentTarget.value || null })}
                      />
                      {number({ ...line, electivePick: line.electivePick ?? 1 }, 'electivePick', t('pick'))}
                    </span>
                  )}
                </td>
                <td data-head={t('credits')} data-number>
                  {number(line, 'credits', t('credits'))}
                </td>
                {hourColumns.map((column) => (
                  <td key={column} data-head={t(`hours.${column.replace('Hours', '')}`)} data-number>
                    {number(line, column, t(`hours.${column.replace('Hours', '')}`))}
                    {column === 'independentHours' && off !== 0 && line.independentHours - off >= 0 && (
                      <button
                        type="button"
                        className={styles['mend']}
                        onClick={() => onChange(line.key, { independentHours: line.independentHours - off })}
                        aria-label={t('editor.mend', { code: line.disciplineCode, hours: line.independentHours - off })}
                      >
                        {off > 0 ? `+${off}` : `−${-off}`}
                      </button>
                    )}
                  </td>
                ))}
                <td data-head={t('control')}>
                  <select
                    data-column="controlForm"
                    aria-label={`${line.disciplineCode}: ${t('control')}`}
                    value={line.controlForm}
                    onChange={(event) => onChange(line.key, { controlForm: event.currentTarget.value as EditLine['controlForm'] })}
                  >
                    {controls.map((control) => (
                      <option key={control} value={control}>
                        {t(`controls.${control}`)}
                      </option>
                    ))}
                  </select>
                </td>
                {blocks.length > 0 && (
                  <td data-head={t('block')}>
                    <select
                      data-column="block"
                      aria-label={`${line.disciplineCode}: ${t('block')}`}
                      value={line.block ?? ''}
                      onChange={(event) => onChange(line.key, { block: event.currentTarget.value || null })}
                    >
                      <option value="">–</option>
                      {blocks.map((block) => (
                        <option key={block.code} value={block.code}>
                          {block.code}
                        </option>
                      ))}
                    </select>
                  </td>
                )}
                <td data-head={t('outcomes')}>
                  <input
                    data-column="outcomes"
                    aria-label={`${line.disciplineCode}: ${t('outcomes')}`}
                    defaultValue={line.outcomes.join(', ')}
                    onBlur={(event) => onChange(line.key, { outcomes: event.currentTarget.value.split(/[,;\s]+/).filter(Boolean) })}
                  />
                </td>
                <td className={styles['tools']}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('editor.up', { code: line.disciplineCode })}
                    onClick={() => onMove(line.key, -1)}
                  >
                    <Icon name="up" size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('editor.down', { code: line.disciplineCode })}
                    onClick={() => onMove(line.key, 1)}
                  >
                    <Icon name="down" size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    aria-label={t('editor.remove', { code: line.disciplineCode })}
                    onClick={() => onRemove(line.key)}
                  >
                    <Icon name="trash" size={16} />
                  </ActionIcon>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** The way to add a semester below the last one. */
export function AddSemester({ onAdd }: { onAdd: () => void }): ReactNode {
  const t = useText('programmes')
  return (
    <Button variant="default" leftSection={<Icon name="plus" />} onClick={onAdd}>
      {t('editor.add-semester')}
    </Button>
  )
}
