import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { PersonName } from '../../../../foundation/web/kit/PersonName.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { PackageResultsView } from '../contract.ts'
import { Reached } from './PackagePart.tsx'

type Line = PackageResultsView['people'][number]

/** What students reached in a package: attempts, best score, the newest attempt's state. */
export default function PackageResultsPage(): ReactNode {
  const { offeringId = '', itemId = '' } = usePathValues()
  const t = useText('courses-packages')
  const pick = usePick()
  const format = useFormat()
  const found = useApi<PackageResultsView>('/api/items/{itemId}/package-attempts', { path: { itemId } })
  const title = found.data ? pick(found.data.item.title) : ''
  return (
    <Page title={t('results.title')} crumbs={title ? [{ label: title, to: `/courses/${offeringId}/items/${itemId}` }] : []} savedAt={found.savedAt}>
      <Loaded from={found}>
        {({ people }: PackageResultsView) =>
          people.length === 0 ? (
            <EmptyState title={t('results.empty')} />
          ) : (
            <DataTable<Line>
              caption={t('results.title')}
              rows={people}
              rowKey={(line) => line.person.id}
              columns={[
                { key: 'person', title: t('results.student'), phone: 'title', render: (line) => <PersonName person={line.person} /> },
                { key: 'attempts', title: t('attempts'), align: 'end', render: (line) => format.number(line.attempts) },
                { key: 'best', title: t('results.best'), align: 'end', render: (line) => (line.best === null ? '—' : format.percent(line.best)) },
                {
                  key: 'state',
                  title: t('results.newest'),
                  render: (line) => <Reached unit={{ ...line, score: null, done: line.completion === 'completed' }} />,
                },
                { key: 'seconds', title: t('results.time'), nowrap: true, render: (line) => format.duration(line.seconds) },
                { key: 'last', title: t('results.last'), nowrap: true, render: (line) => format.dateTime(line.lastAt) },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  )
}
