import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import type { LineView, RecordView } from '../contract.ts'
import { ExplainDialog } from './ExplainDialog.tsx'

/** The traditional mark in words, beside the letter. */
export function MarkText({ line }: { line: LineView | null }): ReactNode {
  const t = useText('grades')
  if (!line) return <span>—</span>
  return (
    <StatusBadge tone={line.gpa >= 3 ? 'good' : line.gpa > 0 ? 'info' : 'warn'}>
      {line.letter} · {t(`mark.${line.traditional}`)}
    </StatusBadge>
  )
}

/** A record by terms; each line tells on demand where it comes from. */
export function RecordTables({ view }: { view: RecordView }): ReactNode {
  const t = useText('grades')
  const format = useFormat()
  const say = usePick()
  const [asked, setAsked] = useState<string | null>(null)
  if (view.terms.length === 0)
    return (
      <EmptyState icon="grade" title={t('record.none')}>
        {t('record.none-text')}
      </EmptyState>
    )
  return (
    <Stack gap="l">
      <Debts view={view} />
      {view.terms.map((term) => (
        <Card
          key={term.id}
          title={say(term.name)}
          note={term.average !== null ? t('record.term-average', { average: format.number(term.average, { digits: 2 }) }) : undefined}
          tone="plain"
        >
          <DataTable
            caption={say(term.name)}
            rows={term.lines}
            rowKey={(one) => one.offeringId}
            columns={[
              { key: 'name', title: t('record.discipline'), render: (one) => say(one.name), sortBy: (one) => say(one.name), phone: 'title' },
              { key: 'credits', title: t('record.credits'), render: (one) => format.number(one.credits), align: 'end', sortBy: (one) => one.credits },
              {
                key: 'percent',
                title: t('record.percent'),
                render: (one) => (one.line ? format.percent(one.line.percent / 100, { maxDigits: 1 }) : '—'),
                align: 'end',
                sortBy: (one) => one.line?.percent,
              },
              { key: 'mark', title: t('record.mark'), render: (one) => <MarkText line={one.line} />, sortBy: (one) => one.line?.gpa },
              {
                key: 'state',
                title: t('record.state'),
                render: (one) =>
                  one.sheetNumber
                    ? t('record.final-by', { number: one.sheetNumber })
                    : t(one.line?.final ? 'record.final' : one.line ? 'record.so-far' : 'record.no-marks'),
              },
              {
                key: 'explain',
                printed: false,
                title: t('explain.column'),
                render: (one) =>
                  one.line && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('explain.of', { name: say(one.name) })}
                      onClick={() => setAsked(one.offeringId)}
                    >
                      {t('explain.open')}
                    </Button>
                  ),
              },
            ]}
          />
        </Card>
      ))}
      {asked && <ExplainDialog offeringId={asked} personId={view.person.id} onClose={() => setAsked(null)} />}
    </Stack>
  )
}

/** What is failed and what can still be done about it, above everything else. */
function Debts({ view }: { view: RecordView }): ReactNode {
  const t = useText('grades')
  const format = useFormat()
  const say = usePick()
  const debts = view.terms.flatMap((term) => term.lines.flatMap((line) => (line.debt ? [{ ...line, debt: line.debt, term }] : [])))
  if (debts.length === 0) return null
  const credits = debts.reduce((sum, one) => sum + one.credits, 0)
  return (
    <Card title={t('debts.title', { count: debts.length })} note={t('debts.credits', { count: credits })} tone="warn">
      <ul>
        {debts.map((one) => (
          <li key={one.offeringId}>
            <strong>{say(one.name)}</strong> ({one.line?.letter}, {say(one.term.name)}): {t(`debts.next.${one.debt.next}`)}
            {one.debt.examDate && ` — ${t('debts.on', { day: format.date(one.debt.examDate) })}`}
          </li>
        ))}
      </ul>
    </Card>
  )
}
