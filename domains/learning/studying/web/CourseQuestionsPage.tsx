import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Section } from '../../../../foundation/web/kit/Section.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { CourseRatingsView } from '../../ratings/contract.ts'
import { QuestionsPart } from './QuestionsPart.tsx'

/** What students ask and how they rate the items, for the teacher of a course. */
export default function CourseQuestionsPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('learning-studying')
  const pick = usePick()
  const format = useFormat()
  const ratings = useApi<CourseRatingsView>('/api/offerings/{offeringId}/ratings', { path: { offeringId } })
  return (
    <Page title={t('questions.page')} crumbs={[{ label: t('course'), to: `/courses/${offeringId}` }]}>
      <Stack gap="l">
        <QuestionsPart address="/api/offerings/{offeringId}/questions" path={{ offeringId }} />
        <Section title={t('rating.list')}>
          <Loaded from={ratings}>
            {(view: CourseRatingsView) => (
              <DataTable
                caption={t('rating.list')}
                rows={view.items}
                rowKey={(one) => one.itemId}
                rowTo={(one) => `/courses/${offeringId}/items/${one.itemId}`}
                empty={<EmptyState title={t('rating.none')} />}
                columns={[
                  { key: 'item', title: t('rating.item'), render: (one) => pick(one.title), phone: 'title' },
                  {
                    key: 'average',
                    title: t('rating.mean'),
                    render: (one) => (one.average === null ? '—' : format.number(one.average)),
                    sortBy: (one) => one.average,
                    align: 'end',
                  },
                  { key: 'count', title: t('rating.students'), render: (one) => format.number(one.count), sortBy: (one) => one.count, align: 'end' },
                ]}
              />
            )}
          </Loaded>
        </Section>
      </Stack>
    </Page>
  )
}
