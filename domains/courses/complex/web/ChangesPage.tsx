import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { CourseView } from '../../contract.ts'
import type { PublishedChangesView } from '../contract.ts'
import { ChangeList } from './ChangeList.tsx'

/** For students: what the newest published version of the course changed. */
export default function ChangesPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses-complex')
  const pick = usePick()
  const format = useFormat()
  const course = useApi<CourseView>('/api/offerings/{offeringId}/course', { path: { offeringId } })
  const changes = useApi<PublishedChangesView>('/api/offerings/{offeringId}/changes', { path: { offeringId } })
  const found = changes.data
  return (
    <Page
      title={t('changes.title')}
      lead={
        found?.number && found.publishedAt
          ? t('changes.lead', { number: format.number(found.number), date: format.date(found.publishedAt) })
          : undefined
      }
      crumbs={course.data ? [{ label: pick(course.data.name), to: `/courses/${offeringId}` }] : []}
      savedAt={changes.savedAt}
    >
      <Loaded from={changes} skeleton={<SkeletonCards cards={3} />}>
        {(view: PublishedChangesView) => (
          <ChangeList changes={view.changes} empty={t('changes.none')} linkTo={(itemId) => `/courses/${offeringId}/items/${itemId}`} />
        )}
      </Loaded>
    </Page>
  )
}
