import { NativeSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { DataTable, type Column } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { readNumber } from '../../../../foundation/web/kit/NumberField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import type { SheetView } from '../contract.ts'
import { isTyped, refusals } from '../shared/sheet.ts'
import styles from './Sheets.module.css'

type Line = SheetView['lines'][number]

/** The students of a sheet: a table on a wide screen, cards on a phone; written in place by who may. */
export function SheetLines({ view }: { view: SheetView }): ReactNode {
  const t = useText('grades-sheets')
  const format = useFormat()
  const options = { refreshes: [`/api/sheets/${view.id}`] }
  const write = useAct('put', '/api/sheets/{sheetId}/lines', options)
  const admit = useAct('put', '/api/sheets/{sheetId}/students/{personId}/admission', options)
  // a tick shows at once, not when the portal has answered
  const [ticked, setTicked] = useState<Record<string, boolean>>({})
  const typed = isTyped(view.kind)
  const corrects = view.kind === 'correction'
  const number = (value: number | null): string => (value === null ? '—' : format.number(value, { maxDigits: 2 }))
  const save = (line: Line, change: { absent?: boolean; exam?: number | null; current?: number; interim?: number }): void => {
    const kept = { absent: line.absent, ...(typed ? { exam: line.exam } : {}) }
    const columns = corrects ? { current: line.current ?? 0, interim: line.interim ?? 0 } : {}
    write.mutate(
      { path: { sheetId: view.id }, body: { lines: [{ personId: line.person.id, ...kept, ...columns, ...change }] } },
      { onSettled: () => setTicked({}) },
    )
  }
  const points = (key: 'current' | 'interim' | 'exam', most: number): ((line: Line) => ReactNode) => {
    const editable = view.may.write && (key === 'exam' || corrects)
    if (!editable) return (line) => number(line[key])
    return (line) => (
      <Points
        key={`${line.person.id} ${key} ${line[key]}`}
        label={`${format.name(line.person)}: ${t(key)}`}
        value={line[key]}
        most={most}
        disabled={key === 'exam' && line.absent}
        onDone={(value) => save(line, key === 'exam' ? { exam: value } : { [key]: value ?? 0 })}
      />
    )
  }
  const columns: Column<Line>[] = [
    {
      key: 'name',
      title: t('student'),
      phone: 'title',
      render: (one) => (
        <>
          {format.name(one.person)}
          <small className={styles['book']}>{one.recordBook ?? ''}</small>
        </>
      ),
      sortBy: (one) => format.name(one.person),
    },
    {
      key: 'current',
      title: t('column', { name: t('current'), most: number(view.weights.current) }),
      align: 'end',
      render: points('current', view.weights.current),
    },
    {
      key: 'interim',
      title: t('column', { name: t('interim'), most: number(view.weights.interim) }),
      align: 'end',
      render: points('interim', view.weights.interim),
    },
    ...(typed ? [{ key: 'exam', title: t('exam-of-hundred'), align: 'end' as const, render: points('exam', 100) }] : []),
    {
      key: 'final',
      title: t('column', { name: t('final'), most: number(view.weights.final) }),
      align: 'end',
      render: (one) => number(one.final),
    },
    { key: 'percent', title: t('sum'), align: 'end', render: (one) => <strong>{number(one.percent)}</strong>, sortBy: (one) => one.percent },
    {
      key: 'mark',
      title: t('mark'),
      nowrap: true,
      render: (one) =>
        one.letter && (
          <StatusBadge tone={one.passed ? 'good' : 'warn'}>
            {one.letter} · {t(`marks.${one.traditional}`)}
          </StatusBadge>
        ),
      sortBy: (one) => one.percent,
    },
    ...(typed
      ? [{ key: 'former', title: t('former'), render: (one: Line) => (one.former ? `${number(one.former.percent)} ${one.former.letter}` : '—') }]
      : []),
    {
      key: 'note',
      title: t('note'),
      phone: 'wide',
      render: (one) => (
        <Note
          line={{ ...one, absent: ticked[one.person.id] ?? one.absent }}
          view={view}
          onAbsent={(absent) => {
            setTicked((all) => ({ ...all, [one.person.id]: absent }))
            save(one, { absent })
          }}
          onRefusal={refuse}
        />
      ),
    },
  ]
  function refuse(line: Line, refusal: string): void {
    admit.mutate({ path: { sheetId: view.id, personId: line.person.id }, body: { refusal: refusal || null } })
  }
  const problem = write.error ?? admit.error
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      {typed && view.may.write && (
        <p className={styles['soft']}>{t(corrects ? 'how-correct' : 'how-retake', { share: number(view.weights.final || 100) })}</p>
      )}
      <DataTable
        caption={t('lines')}
        rows={view.lines}
        rowKey={(one) => one.person.id}
        columns={columns}
        empty={<EmptyState icon="users" title={t('nobody')} />}
      />
      <p className={styles['soft']}>{t('explained')}</p>
    </Stack>
  )
}

/** Points typed in a cell; kept when the field is left, said to be wrong at once. */
function Points(props: { label: string; value: number | null; most: number; disabled: boolean; onDone: (value: number | null) => void }): ReactNode {
  const { label, value, most, disabled, onDone } = props
  const format = useFormat()
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null || typed.trim() === '' ? null : readNumber(typed)
  const wrong = typed !== null && typed.trim() !== '' && (read === null || read < 0 || read > most)
  return (
    <input
      className={styles['points']}
      aria-label={label}
      aria-invalid={wrong || undefined}
      inputMode="decimal"
      autoComplete="off"
      disabled={disabled}
      value={typed ?? (value === null ? '' : format.number(value, { maxDigits: 2 }))}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setTyped(null)
      }}
      onBlur={() => {
        if (typed === null || wrong) return
        const next = read === null ? null : Math.round(read * 100) / 100
        // what was typed stays in sight until the portal has it: a line that drops loses nothing
        if (next === value) setTyped(null)
        else onDone(next)
      }}
    />
  )
}

function Note(props: {
  line: Line
  view: SheetView
  onAbsent: (absent: boolean) => void
  onRefusal: (line: Line, refusal: string) => void
}): ReactNode {
  const { line, view, onAbsent, onRefusal } = props
  const t = useText('grades-sheets')
  const format = useFormat()
  const marks = [
    ...(line.debts > 0
      ? [
          <StatusBadge key="debts" tone="warn">
            {t('debts', { count: line.debts })}
          </StatusBadge>,
        ]
      : []),
    ...(line.waits > 0
      ? [
          <StatusBadge key="waits" tone="warn">
            {t('waits', { count: line.waits })}
          </StatusBadge>,
        ]
      : []),
    ...(line.next && line.next !== 'none'
      ? [
          <StatusBadge key="next" tone={line.next === 'repeat' ? 'bad' : 'info'}>
            {t(`next.${line.next}`)}
          </StatusBadge>,
        ]
      : []),
    ...(line.correctedBy ? [<StatusBadge key="corrected">{t('corrected-line', { number: line.correctedBy })}</StatusBadge>] : []),
    ...(line.refusal && !view.may.admit
      ? [
          <StatusBadge key="refusal" tone="bad">
            {t(`refusals.${line.refusal}`)}
          </StatusBadge>,
        ]
      : []),
    ...(line.absent && !view.may.write
      ? [
          <StatusBadge key="absent" tone="warn">
            {t('absent')}
          </StatusBadge>,
        ]
      : []),
  ]
  const writes = view.may.write && line.refusal === null
  if (marks.length === 0 && !writes && !view.may.admit) return null
  return (
    <span className={styles['badges']}>
      {view.may.admit && (
        <NativeSelect
          size="xs"
          aria-label={t('admission-of', { name: format.name(line.person) })}
          value={line.refusal ?? ''}
          onChange={(event) => onRefusal(line, event.currentTarget.value)}
          data={[{ value: '', label: t('admitted') }, ...refusals.map((one) => ({ value: one, label: t(`refusals.${one}`) }))]}
        />
      )}
      {writes && (
        <CheckField
          label={
            <>
              {t('absent')}
              <span className="unseen">: {format.name(line.person)}</span>
            </>
          }
          value={line.absent}
          onChange={onAbsent}
        />
      )}
      {marks}
    </span>
  )
}
