import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Pagination } from '../../../foundation/web/kit/Pagination.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import type { LooksView } from '../contract.ts'

/** Who looked at one's personal data (R3.3a). */
export default function LooksPage(): ReactNode {
  const t = useText('people')
  const format = useFormat()
  const [page, setPage] = useQueryValue('page')
  const looks = useApi<LooksView>('/api/me/looks', { query: { page: page || 1 }, keepPrevious: true })
  return (
    <Page
      title={t('nav.looks')}
      lead={
        <>
          {t('looks.lead')} <ClauseTag clause="R3.3a" />
        </>
      }
      savedAt={looks.savedAt}
    >
      <Loaded from={looks} skeleton={<SkeletonTable />}>
        {(found) => (
          <>
            <DataTable
              caption={t('nav.looks')}
              rows={found.looks}
              rowKey={(look) => `${look.at} ${look.by?.personId}`}
              empty={
                <EmptyState icon="shield" title={t('looks.none')}>
                  {t('looks.none-text')}
                </EmptyState>
              }
              columns={[
                { key: 'at', title: t('looks.when'), nowrap: true, render: (look) => format.dateTime(look.at) },
                { key: 'by', title: t('looks.who'), phone: 'title', render: (look) => (look.by ? format.name(look.by) : t('looks.somebody')) },
                { key: 'roles', title: t('looks.as'), render: (look) => look.roles.map((role) => t(`foundation:roles.${role}`)).join(', ') || '–' },
                { key: 'what', title: t('looks.what'), render: (look) => look.what },
              ]}
            />
            <Pagination page={Number(page || 1)} pages={found.pages} total={found.total} onPage={(next) => setPage(String(next))} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
