import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { ComplexView } from '../contract.ts'
import styles from './Complex.module.css'

/** The approved versions: which one students see, what each changed, and the sheet of its review. */
export function VersionsCard({ view }: { view: ComplexView }): ReactNode {
  const t = useText('courses-complex')
  const format = useFormat()
  const { offering, versions } = view
  if (versions.length === 0) return null
  return (
    <Card title={t('versions')} actions={<ClauseTag clause="R5.3c" />}>
      <ul className={styles['versions']}>
        {versions.map((one, at) => {
          const before = versions[at + 1]
          return (
            <li key={one.id}>
              <span>
                {t('version', { number: format.number(one.number), date: format.date(one.createdAt) })}{' '}
                {one.published && <StatusBadge tone="good">{t('version-shown')}</StatusBadge>}
              </span>
              <span className={styles['foot']}>
                {before && <AppLink to={`/courses/${offering.id}/complex/compare?from=${before.id}&to=${one.id}`}>{t('version-changes')}</AppLink>}
                <a href={`/api/offerings/${offering.id}/complex/sheet.pdf?language=ky&version=${one.id}`}>{t('sheet-ky')}</a>
                <a href={`/api/offerings/${offering.id}/complex/sheet.pdf?language=ru&version=${one.id}`}>{t('sheet-ru')}</a>
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
