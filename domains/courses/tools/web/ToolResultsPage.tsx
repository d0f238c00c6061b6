import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { PersonName } from '../../../../foundation/web/kit/PersonName.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { ToolScoresView } from '../contract.ts'
import { Score } from './ToolItem.tsx'

type Line = ToolScoresView['people'][number]

/** What a tool reported of each student. */
export default function ToolResultsPage(): ReactNode {
  const { offeringId = '', itemId = '' } = usePathValues()
  const t = useText('courses-tools')
  const pick = usePick()
  const found = useApi<ToolScoresView>('/api/items/{itemId}/tool-scores', { path: { itemId } })
  const title = found.data ? pick(found.data.item.title) : ''
  return (
    <Page title={t('results.title')} crumbs={title ? [{ label: title, to: `/courses/${offeringId}/items/${itemId}` }] : []} savedAt={found.savedAt}>
      <Loaded from={found}>
        {({ people }: ToolScoresView) =>
          people.length === 0 ? (
            <EmptyState title={t('results.empty')} />
          ) : (
            <DataTable<Line>
              caption={t('results.title')}
              rows={people}
              rowKey={(line) => line.person.id}
              columns={[
                { key: 'person', title: t('results.student'), phone: 'title', render: (line) => <PersonName person={line.person} /> },
                { key: 'score', title: t('results.reported'), render: (line) => <Score score={line.score} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  )
}
