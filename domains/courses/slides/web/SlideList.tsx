import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import type { SlidesView } from '../contract.ts'
import { pictureOf } from './SlideStage.tsx'
import styles from './Slides.module.css'

interface Props {
  view: SlidesView
  page: number
  seen: ReadonlySet<number>
  /** Titles instead of pictures. */
  sparing: boolean
  onChoose: (page: number) => void
}

/** Every page, small, to go to; which ones were seen. */
export function SlideList({ view, page: current, seen, sparing, onChoose }: Props): ReactNode {
  const t = useText('courses-slides')
  return (
    <ol className={sparing || view.simplified ? styles['titles'] : styles['thumbnails']}>
      {view.pages.map(({ page, title, width, height }) => {
        const named = title ? t('page-titled', { page, count: view.pages.length, title }) : t('page', { page, count: view.pages.length })
        return (
          <li key={page}>
            <button
              type="button"
              aria-label={seen.has(page) ? `${named}, ${t('seen')}` : named}
              aria-current={page === current ? 'true' : undefined}
              onClick={() => onChoose(page)}
            >
              {!sparing && width !== null && height !== null && (
                <img src={pictureOf(view.id, page, 'small.jpg')} alt="" width={width / 2} height={height / 2} loading="lazy" />
              )}
              <span className={styles['number']}>
                <span className="numbers">{page}</span>
                {(sparing || width === null) && <span className={styles['list-title']}>{title}</span>}
                {view.counted && seen.has(page) && <Icon name="check" size={16} />}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
