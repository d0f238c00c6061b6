import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { OpenCoursesView } from '../contract.ts'
import styles from './Mooc.module.css'

/** Courses that are open to everybody on the Internet (R1.3b). */
export default function OpenCoursesPage(): ReactNode {
  const t = useText('learning-mooc')
  const pick = usePick()
  const format = useFormat()
  const courses = useApi<OpenCoursesView>('/api/open-courses')
  return (
    <Page title={t('list.title')} lead={t('list.lead')} savedAt={courses.savedAt}>
      <Loaded from={courses} skeleton={<SkeletonCards cards={3} />}>
        {(view: OpenCoursesView) =>
          view.courses.length === 0 ? (
            <EmptyState icon="books" title={t('list.none')} />
          ) : (
            <ul className={styles['grid']}>
              {view.courses.map((one) => (
                <li key={one.slug}>
                  <AppLink to={`/open-courses/${one.slug}`} className={styles['course'] ?? ''}>
                    <h2>{pick(one.name)}</h2>
                    <p>{pick(one.summary)}</p>
                    <span className={styles['facts']}>
                      <span>{t('hours', { count: one.hours })}</span>
                      <span>{t(`languages.${one.language}`)}</span>
                      <span>{t('participants', { count: one.participants })}</span>
                      {one.endsOn && <span>{t('until', { date: format.date(one.endsOn) })}</span>}
                    </span>
                  </AppLink>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}
