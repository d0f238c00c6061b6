import type { ReactNode } from 'react'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { NeedView } from '../../contract.ts'

/** Why an item is still shut, and what opens it. With `courseId` each condition leads to its item. */
export function LockedNotice({ needs, courseId }: { needs: NeedView[]; courseId?: string }): ReactNode {
  const t = useText('courses')
  const pick = usePick()
  return (
    <Notice title={t('locked.title')}>
      <p>{t('locked.text')}</p>
      <ul>
        {needs.map((need) => {
          const title = pick(need.title)
          const words = need.minPercent === null ? t('locked.done', { title }) : t('locked.score', { title, percent: need.minPercent })
          return (
            <li key={need.itemId}>
              {courseId ? <AppLink to={`/courses/${courseId}/items/${need.itemId}`}>{words}</AppLink> : words}
              {need.met === true && <> — {t('locked.met')}</>}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
