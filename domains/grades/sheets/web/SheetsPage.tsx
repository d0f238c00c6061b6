import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { RingChart } from '../../../../foundation/web/kit/RingChart.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge, type BadgeTone } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import type { SheetLineView, SheetsView } from '../contract.ts'
import { sheetKinds, sheetStates, type SheetState } from '../shared/sheet.ts'
import { OpenDialog } from './OpenDialog.tsx'
import styles from './Sheets.module.css'

export const toneOf: Record<SheetState, BadgeTone> = { open: 'neutral', filled: 'info', teacher_signed: 'warn', closed: 'good', void: 'bad' }

/** Exam sheets that the reader may see: the study office's session, a teacher's own. */
export default function SheetsPage(): ReactNode {
  const t = useText('grades-sheets')
  const say = usePick()
  const [termId, setTerm] = useQueryValue('term')
  const [state, setState] = useQueryValue('state')
  const [kind, setKind] = useQueryValue('kind')
  const [words, setWords] = useQueryValue('q')
  const [offeringId, setOffering] = useQueryValue('offering')
  const [opening, setOpening] = useState(false)
  const found = useApi<SheetsView>('/api/sheets', { query: { termId, offeringId } })
  const whole = found.data
  return (
    <Page
      title={t('title')}
      savedAt={found.savedAt}
      actions={
        whole?.mayOpen && (
          <Button leftSection={<Icon name="plus" />} onClick={() => setOpening(true)}>
            {t('open')}
          </Button>
        )
      }
    >
      <Loaded from={found}>
        {(view: SheetsView) => (
          <Stack gap="l">
            <Progress view={view} />
            <div className={styles['filters']}>
              {!offeringId && (
                <SelectField
                  label={t('term')}
                  value={view.termId ?? ''}
                  onChange={setTerm}
                  options={view.terms.map((one) => ({ value: one.id, label: say(one.name) }))}
                />
              )}
              <SelectField
                label={t('state')}
                placeholder={t('any')}
                value={state}
                onChange={setState}
                options={[{ value: 'mine', label: t('mine') }, ...sheetStates.map((one) => ({ value: one, label: t(`states.${one}`) }))]}
              />
              <SelectField
                label={t('kind')}
                placeholder={t('any')}
                value={kind}
                onChange={setKind}
                options={sheetKinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
              />
              <TextField type="search" label={t('search')} value={words} onChange={setWords} />
            </div>
            {offeringId && (
              <Button variant="subtle" onClick={() => setOffering('')} leftSection={<Icon name="close" size={16} />}>
                {t('all-disciplines')}
              </Button>
            )}
            <List view={view} state={state} kind={kind} words={words} />
          </Stack>
        )}
      </Loaded>
      {opening && whole && <OpenDialog termId={whole.termId} onClose={() => setOpening(false)} />}
    </Page>
  )
}

function Progress({ view }: { view: SheetsView }): ReactNode {
  const t = useText('grades-sheets')
  const format = useFormat()
  const { closed, signed, open, none } = view.progress
  const all = closed + signed + open + none
  if (all === 0) return null
  return (
    <section className={styles['progress']}>
      <RingChart
        title={t('progress', { closed, all })}
        middle={format.percent(closed / all, { maxDigits: 0 })}
        parts={[
          { label: t('progress-parts.closed'), value: closed },
          { label: t('progress-parts.signed'), value: signed },
          { label: t('progress-parts.open'), value: open },
          { label: t('progress-parts.none'), value: none },
        ]}
      />
    </section>
  )
}

function List({ view, state, kind, words }: { view: SheetsView; state: string; kind: string; words: string }): ReactNode {
  const t = useText('grades-sheets')
  const say = usePick()
  const format = useFormat()
  const wanted = words.trim().toLowerCase()
  const shown = view.sheets.filter(
    (one) =>
      (state === '' || (state === 'mine' ? one.mine : one.state === state)) &&
      (kind === '' || one.kind === kind) &&
      `${one.number} ${one.offering.code} ${say(one.offering.name)} ${one.group ?? ''}`.toLowerCase().includes(wanted),
  )
  return (
    <DataTable<SheetLineView>
      caption={t('title')}
      rows={shown}
      rowKey={(one) => one.id}
      rowTo={(one) => `/sheets/${one.id}`}
      empty={
        <EmptyState icon="checklist" title={t(view.sheets.length > 0 ? 'none-found' : 'none')}>
          {view.sheets.length > 0 ? null : t(view.mayOpen ? 'none-office' : 'none-teacher')}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          title: t('discipline'),
          phone: 'title',
          render: (one) => (
            <>
              № {one.number} · {say(one.offering.name)}
            </>
          ),
          sortBy: (one) => one.number,
        },
        { key: 'group', title: t('group'), render: (one) => one.group ?? t('whole-offering'), sortBy: (one) => one.group },
        { key: 'kind', title: t('kind'), render: (one) => t(`kinds.${one.kind}`), sortBy: (one) => sheetKinds.indexOf(one.kind) },
        { key: 'date', title: t('exam-date'), nowrap: true, render: (one) => format.date(one.examDate), sortBy: (one) => one.examDate },
        { key: 'students', title: t('students'), align: 'end', render: (one) => format.number(one.students), sortBy: (one) => one.students },
        {
          key: 'state',
          title: t('state'),
          render: (one) => (
            <span className={styles['badges']}>
              <StatusBadge tone={toneOf[one.state]}>{t(`states.${one.state}`)}</StatusBadge>
              {one.mine && <StatusBadge tone="warn">{t('waits-for-you')}</StatusBadge>}
            </span>
          ),
          sortBy: (one) => sheetStates.indexOf(one.state),
        },
      ]}
    />
  )
}
