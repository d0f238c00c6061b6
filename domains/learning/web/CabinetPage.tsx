import { useEffect, type ReactNode } from 'react'
import { act } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Split } from '../../../foundation/web/kit/Stack.tsx'
import { knownPages } from '../../../foundation/web/layout/known-pages.ts'
import { visiblePages } from '../../../foundation/web/layout/nav-tree.ts'
import { TaskCards } from '../../../foundation/web/layout/TaskCards.tsx'
import { useMay, useMe } from '../../../foundation/web/session/me.ts'
import type { TodayView } from '../contract.ts'
import { BehindCard, DeadlinesCard, MeetingsCard, NewsCard, OfferingsCard, ResumeCard, TasksCard } from './cabinet-cards.tsx'

/** The cabinet (R3.6a): today, deadlines, what is new, what waits, where to go on; then everything else one may do. */
export default function CabinetPage(): ReactNode {
  const t = useText('learning')
  const format = useFormat()
  const me = useMe()
  const may = useMay()
  const today = useApi<TodayView>('/api/my/today')
  const seen = today.data?.at
  useEffect(() => {
    // only what was really shown counts as seen
    if (seen && today.savedAt === null) void act('post', '/api/my/visits').catch(() => null)
  }, [seen, today.savedAt])
  const studies = (today.data?.offerings.length ?? 0) > 0
  const pages = visiblePages(knownPages(), may).filter((page) => page.path !== '/')
  // Who neither studies nor teaches begins with their work; study and settings stay in the menu.
  const work = pages.filter(({ nav }) => nav.task !== 'study' && nav.task !== 'settings')
  return (
    <Page
      title={me ? t('cabinet.greeting', { name: me.person.givenName }) : t('cabinet.title')}
      lead={`${format.weekday(Date.now())}, ${format.longDate(Date.now())}`}
      savedAt={today.savedAt}
    >
      <Loaded from={today}>
        {(view: TodayView) => (
          <>
            {studies && (
              <Split
                aside={
                  <>
                    <MeetingsCard view={view} />
                    <NewsCard view={view} />
                  </>
                }
              >
                <ResumeCard view={view} />
                <TasksCard view={view} />
                <DeadlinesCard view={view} />
                <OfferingsCard view={view} teaching={false} />
                <OfferingsCard view={view} teaching />
                <BehindCard view={view} />
              </Split>
            )}
            {!studies && <TasksCard view={view} />}
          </>
        )}
      </Loaded>
      {today.data && !studies && <TaskCards pages={work.length > 0 ? work : pages} />}
    </Page>
  )
}
