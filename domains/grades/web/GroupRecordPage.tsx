import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { PrintButton } from '../../../foundation/web/kit/PrintButton.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { usePathValues, useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import type { GroupRecordView } from '../contract.ts'
import styles from './Sheet.module.css'

/** The record of a group in a term, for the registrar and the curator: students by disciplines. */
export default function GroupRecordPage(): ReactNode {
  const t = useText('grades')
  const say = usePick()
  const { groupId = '' } = usePathValues()
  const [termId, setTermId] = useQueryValue('term')
  const record = useApi<GroupRecordView>('/api/groups/{groupId}/record', { path: { groupId }, query: { termId } })
  const sheet = `/api/groups/${groupId}/record/sheet${termId ? `?termId=${termId}` : ''}`
  return (
    <Page
      title={record.data ? t('group.of', { code: record.data.group.code }) : t('group.title')}
      width="full"
      savedAt={record.savedAt}
      facts={t('record.traced')}
      actions={
        <>
          <PrintButton />
          <Button component="a" variant="default" href={sheet} download leftSection={<Icon name="download" size={18} />}>
            {t('sheet.save')}
          </Button>
        </>
      }
    >
      <Loaded from={record}>
        {(view: GroupRecordView) => (
          <Stack>
            {view.terms.length > 0 && (
              <SelectField
                label={t('group.term')}
                value={view.termId ?? ''}
                onChange={setTermId}
                options={view.terms.map((one) => ({ value: one.id, label: say(one.name) }))}
              />
            )}
            {view.students.length === 0 || view.offerings.length === 0 ? (
              <EmptyState icon="group" title={t('group.none')}>
                {t('group.none-text')}
              </EmptyState>
            ) : (
              <Sheet view={view} />
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Sheet({ view }: { view: GroupRecordView }): ReactNode {
  const t = useText('grades')
  const format = useFormat()
  const say = usePick()
  const text = (line: GroupRecordView['students'][number]['lines'][number] | undefined) =>
    line ? `${format.number(line.percent, { maxDigits: 1 })} · ${line.letter}` : '—'
  const average = (value: number | null) => (value === null ? '—' : format.number(value, { digits: 2 }))
  return (
    <>
      <div className={styles['frame']} role="region" aria-label={t('group.title')} tabIndex={0}>
        <table className={styles['sheet']}>
          <caption>{t('group.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('sheet.student')}</th>
              <th scope="col">{t('sheet.average')}</th>
              {view.offerings.map((one) => (
                <th key={one.id} scope="col">
                  {say(one.name)}
                  <small>{t('group.credits', { count: one.credits })}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.students.map((one) => (
              <tr key={one.person.id}>
                <th scope="row">
                  <AppLink to={`/people/${one.person.id}/record`}>{format.name(one.person)}</AppLink> <small>{one.recordBookNumber}</small>
                </th>
                <td>{average(one.average)}</td>
                {one.lines.map((line, index) => (
                  <td key={view.offerings[index]?.id}>{text(line)}</td>
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
              <span>{average(one.average)}</span>
            </summary>
            <ul>
              {view.offerings.map((offering, index) => (
                <li key={offering.id}>
                  <span>{say(offering.name)}</span>
                  <span>{text(one.lines[index])}</span>
                </li>
              ))}
            </ul>
            <p>
              <AppLink to={`/people/${one.person.id}/record`}>{t('record.title')}</AppLink>
            </p>
          </details>
        ))}
      </div>
    </>
  )
}
