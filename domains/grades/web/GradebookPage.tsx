import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { PrintButton } from '../../../foundation/web/kit/PrintButton.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import type { GradebookView } from '../contract.ts'
import { ExplainDialog } from './ExplainDialog.tsx'
import styles from './Sheet.module.css'

/** The grade book: students by items; on a phone a fold for each student. */
export default function GradebookPage(): ReactNode {
  const t = useText('grades')
  const say = usePick()
  const go = useGo()
  const { offeringId = '' } = usePathValues()
  const book = useApi<GradebookView>('/api/offerings/{offeringId}/gradebook', { path: { offeringId } })
  return (
    <Page
      title={t('gradebook.title')}
      width="full"
      savedAt={book.savedAt}
      crumbs={[{ label: book.data ? say(book.data.offering.name) : '…', to: `/courses/${offeringId}` }]}
      actions={
        <>
          <PrintButton />
          <Button variant="default" leftSection={<Icon name="details" size={18} />} onClick={() => go(`/courses/${offeringId}/grading`)}>
            {t('explain.how')}
          </Button>
          <Button
            component="a"
            variant="default"
            href={`/api/offerings/${offeringId}/gradebook/sheet`}
            download
            leftSection={<Icon name="download" size={18} />}
          >
            {t('sheet.save')}
          </Button>
        </>
      }
    >
      <Loaded from={book}>
        {(view: GradebookView) => (view.students.length === 0 ? <EmptyState icon="users" title={t('gradebook.none')} /> : <Book view={view} />)}
      </Loaded>
    </Page>
  )
}

function Book({ view }: { view: GradebookView }): ReactNode {
  const t = useText('grades')
  const format = useFormat()
  const say = usePick()
  const [asked, setAsked] = useState<string | null>(null)
  const cell = (points: number | null, handedIn: boolean | undefined) =>
    points !== null ? format.number(points) : handedIn ? <span className={styles['waits']}>{t('gradebook.waits')}</span> : '—'
  return (
    <>
      <div className={styles['frame']} role="region" aria-label={t('gradebook.title')} tabIndex={0}>
        <table className={styles['sheet']}>
          <caption>{t('gradebook.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('sheet.student')}</th>
              <th scope="col">{t('sheet.total')}</th>
              {view.items.map((one) => (
                <th key={one.id} scope="col">
                  {say(one.title)}
                  <small>{t('gradebook.max', { points: format.number(one.maxPoints) })}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.students.map((one) => (
              <tr key={one.person.id}>
                <th scope="row">
                  {format.name(one.person)} {one.group && <small>{one.group}</small>}
                </th>
                <td>
                  {one.line ? (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('explain.of', { name: format.name(one.person) })}
                      onClick={() => setAsked(one.person.id)}
                    >
                      {format.number(one.line.percent, { maxDigits: 1 })} · {one.line.letter}
                    </Button>
                  ) : (
                    '—'
                  )}
                </td>
                {one.points.map((points, index) => (
                  <td key={view.items[index]?.id}>{cell(points, one.handedIn[index])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles['phone']}>
        {view.students.map((one) => (
          <details key={one.person.id}>
            <summary>
              <span>{format.name(one.person)}</span>
              <span>{one.line ? `${format.number(one.line.percent, { maxDigits: 1 })} · ${one.line.letter}` : '—'}</span>
            </summary>
            <ul>
              {view.items.map((item, index) => (
                <li key={item.id}>
                  <span>{say(item.title)}</span>
                  <span>
                    {cell(one.points[index] ?? null, one.handedIn[index])} / {format.number(item.maxPoints)}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
      {asked && <ExplainDialog offeringId={view.offering.id} personId={asked} onClose={() => setAsked(null)} />}
    </>
  )
}
