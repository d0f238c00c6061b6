import type { ReactNode } from 'react'
import { useFormat, useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'
import styles from './Pagination.module.css'

/** Pages of a long list, counted from 1. */
export function Pagination({
  page,
  pages,
  total,
  onPage,
}: {
  page: number
  pages: number
  total?: number
  onPage: (page: number) => void
}): ReactNode {
  const t = useText('foundation')
  const format = useFormat()
  if (pages <= 1) return null
  const near = [1, page - 1, page, page + 1, pages].filter((one, index, all) => one >= 1 && one <= pages && all.indexOf(one) === index)
  return (
    <nav className={styles['pages']} aria-label={t('pages.label')}>
      <button type="button" disabled={page <= 1} onClick={() => onPage(page - 1)} aria-label={t('pages.previous')}>
        <Icon name="back" size={18} />
      </button>
      {near.map((one, index) => (
        <span key={one} className={styles['one']}>
          {index > 0 && one - (near[index - 1] ?? 0) > 1 && <span aria-hidden="true">…</span>}
          <button
            type="button"
            aria-current={one === page ? 'page' : undefined}
            aria-label={t('pages.page', { page: one })}
            onClick={() => onPage(one)}
          >
            {format.number(one)}
          </button>
        </span>
      ))}
      <button type="button" disabled={page >= pages} onClick={() => onPage(page + 1)} aria-label={t('pages.next')}>
        <Icon name="right" size={18} />
      </button>
      {total !== undefined && <span className={styles['total']}>{t('pages.total', { count: total, total: format.number(total) })}</span>}
    </nav>
  )
}
