import { ActionIcon, Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { PrintButton } from '../../../../foundation/web/kit/PrintButton.tsx'
import { SavedState } from '../../../../foundation/web/kit/SavedState.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { useGo, usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import { ExplainDialog } from '../../web/ExplainDialog.tsx'
import type { GradebookView } from '../contract.ts'
import type { Place } from '../shared/paste.ts'
import styles from './Book.module.css'
import { CellDialog } from './CellDialog.tsx'
import { ColumnDialog } from './ColumnDialog.tsx'
import { GradeGrid } from './GradeGrid.tsx'
import { PhoneBook } from './PhoneBook.tsx'
import { useMarks, type Marks } from './use-marks.ts'

/** The grade book as a tool: a spreadsheet where there is room, folds on a phone (R4.4b). */
export default function GradebookPage(): ReactNode {
  const t = useText('grades-book')
  const say = usePick()
  const go = useGo()
  const { offeringId = '' } = usePathValues()
  const book = useApi<GradebookView>('/api/offerings/{offeringId}/gradebook', { path: { offeringId } })
  return (
    <Page
      title={t('title')}
      width="full"
      savedAt={book.savedAt}
      crumbs={[{ label: book.data ? say(book.data.offering.name) : '…', to: `/courses/${offeringId}` }]}
      actions={
        <>
          <PrintButton />
          <Button variant="default" leftSection={<Icon name="details" size={18} />} onClick={() => go(`/courses/${offeringId}/grading`)}>
            {t('how')}
          </Button>
          <Button variant="default" leftSection={<Icon name="checklist" size={18} />} onClick={() => go(`/sheets?offering=${offeringId}`)}>
            {t('exam-sheets')}
          </Button>
          <Button
            component="a"
            variant="default"
            href={`/api/offerings/${offeringId}/gradebook/sheet`}
            download
            leftSection={<Icon name="download" size={18} />}
          >
            {t('sheet')}
          </Button>
        </>
      }
    >
      <Loaded from={book}>
        {(view: GradebookView) =>
          view.students.length === 0 ? <EmptyState icon="users" title={t('none')} /> : <Book key={view.offering.id} view={view} />
        }
      </Loaded>
    </Page>
  )
}

function Book({ view }: { view: GradebookView }): ReactNode {
  const t = useText('grades-book')
  const format = useFormat()
  const say = usePick()
  const phone = useMediaQuery('(max-width: 40rem)', undefined, { getInitialValueInEffect: false })
  const marks = useMarks(view)
  const [active, setActive] = useState<Place>({ row: 0, column: view.mayMark && view.items.length > 0 ? 1 : 0 })
  const [why, setWhy] = useState('')
  const [explained, setExplained] = useState<string | null>(null)
  const [opened, setOpened] = useState<Place | null>(null)
  const [column, setColumn] = useState<GradebookView['items'][number] | 'new' | null>(null)
  const titleOf = (partId: string | null): string => {
    const part = view.parts.find((one) => one.id === partId)
    return part ? say(part.title) : t(partId ? 'bonus' : 'outside')
  }
  return (
    <Stack>
      {view.mayMark && (
        <Row apart>
          <Row>
            <Button variant="default" leftSection={<Icon name="plus" size={18} />} onClick={() => setColumn('new')}>
              {t('add-column')}
            </Button>
            <Button variant="default" leftSection={<Icon name="back" size={18} />} disabled={!marks.canUndo} onClick={marks.undo}>
              {t('undo')}
            </Button>
            {!phone && (
              <Button
                variant="default"
                leftSection={<Icon name="history" size={18} />}
                disabled={active.column === 0}
                onClick={() => setOpened(active)}
              >
                {t('details')}
              </Button>
            )}
          </Row>
          {!phone && <TextField label={t('why')} hint={t('why-all')} maxLength={500} value={why} onChange={setWhy} />}
        </Row>
      )}
      <Outcome view={view} marks={marks} />
      {phone ? (
        <PhoneBook view={view} marks={marks} onExplain={setExplained} onDetails={setOpened} />
      ) : (
        <>
          <GradeGrid
            view={view}
            marks={marks}
            why={why}
            active={active}
            setActive={setActive}
            onExplain={setExplained}
            onDetails={setOpened}
            headOf={(item) => (
              <>
                {say(item.title)}
                {item.kind === 'column' && view.mayMark && (
                  <ActionIcon
                    variant="subtle"
                    size="sm"
                    aria-label={t('edit-column-of', { column: say(item.title) })}
                    onClick={() => setColumn(item)}
                  >
                    <Icon name="edit" size={14} />
                  </ActionIcon>
                )}
                <small>
                  {t('max', { points: format.number(item.maxPoints) })}, {titleOf(item.partId)}
                </small>
              </>
            )}
          />
          <p className={`${styles['keys']} not-printed`}>{t(view.mayMark ? 'keys' : 'keys-read')}</p>
        </>
      )}
      {explained && <ExplainDialog offeringId={view.offering.id} personId={explained} onClose={() => setExplained(null)} />}
      {opened && <CellDialog view={view} place={opened} marks={marks} onClose={() => setOpened(null)} />}
      {column && <ColumnDialog view={view} column={column === 'new' ? null : column} onClose={() => setColumn(null)} />}
    </Stack>
  )
}

/** What became of what was written: on the way, kept, or refused and why. */
function Outcome({ view, marks }: { view: GradebookView; marks: Marks }): ReactNode {
  const t = useText('grades-book')
  const format = useFormat()
  const say = usePick()
  const nameOf = (personId: string): string => {
    const found = view.students.find(({ person }) => person.id === personId)
    return found ? format.name(found.person) : t('no-student')
  }
  const columnOf = (columnId: string): string => {
    const found = view.items.find(({ id }) => id === columnId)
    return found ? say(found.title) : t('no-column')
  }
  const triedOf = ({ text, tried }: Marks['refused'][number]): string => {
    const shown = text?.slice(0, 40) || (tried === undefined ? '' : format.number(tried))
    return shown && ` («${shown}»)`
  }
  return (
    <>
      <SavedState state={marks.state} />
      {marks.problem && (
        <div>
          <ProblemNotice problem={marks.problem} />
          <Button variant="default" onClick={marks.retry}>
            {t('retry')}
          </Button>
        </div>
      )}
      {marks.refused.length > 0 && (
        <Notice tone="warn" role="alert" title={t('refused-title', { count: marks.refused.length })}>
          <ul>
            {marks.refused.slice(0, 50).map((one, at) => (
              <li key={`${at} ${one.personId} ${one.columnId}`}>
                {nameOf(one.personId)}, {columnOf(one.columnId)}
                {triedOf(one)}: {t(`refused.${one.reason}`, { now: one.now === null ? '—' : format.number(one.now) })}
              </li>
            ))}
          </ul>
          <Button size="compact-sm" variant="default" onClick={marks.forgetRefused}>
            {t('understood')}
          </Button>
        </Notice>
      )}
    </>
  )
}
