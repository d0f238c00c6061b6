import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import type { SlidePageView } from '../contract.ts'
import styles from './Slides.module.css'

interface Props {
  slidesId: string
  page: SlidePageView
  label: string
  /** The small picture first: the line or the reader asks to spare it. */
  sparing: boolean
  onShown: () => void
  onMissing: () => void
}

export const pictureOf = (slidesId: string, page: number, name: string): string => `/api/slides/${slidesId}/pages/${page}/${name}`

/** One page: its picture, or its words where there was nothing that could draw it. */
export function SlideStage(props: Props): ReactNode {
  return props.page.width === null ? <Words {...props} /> : <Picture {...props} />
}

function Picture({ slidesId, page, label, sparing, onShown, onMissing }: Props): ReactNode {
  const t = useText('courses-slides')
  const [size, setSize] = useState<'large' | 'small'>(sparing ? 'small' : 'large')
  const [failed, setFailed] = useState(0)
  const [tries, setTries] = useState(0)
  const other = size === 'large' ? 'small' : 'large'
  if (failed > 1)
    return (
      <div className={styles['missing']}>
        <Notice tone="warn">{t(navigator.onLine ? 'picture-broken' : 'picture-missing')}</Notice>
        <Button
          variant="default"
          onClick={() => {
            setFailed(0)
            setTries(tries + 1)
          }}
        >
          {t('again')}
        </Button>
      </div>
    )
  return (
    <>
      <img
        key={`${size} ${tries}`}
        className={styles['picture']}
        src={pictureOf(slidesId, page.page, `${size}.jpg`)}
        alt={label}
        width={page.width ?? undefined}
        height={page.height ?? undefined}
        onLoad={onShown}
        onError={() => {
          // without a line the other width may be on the device
          setFailed(failed + 1)
          if (failed === 0) setSize(other)
          else onMissing()
        }}
      />
      {sparing && size === 'small' && failed === 0 && (
        <Button className={styles['sharper'] ?? ''} size="compact-md" variant="default" onClick={() => setSize('large')}>
          {t('sharper')}
        </Button>
      )}
    </>
  )
}

function Words({ slidesId, page, onShown }: Props): ReactNode {
  const t = useText('courses-slides')
  return (
    <div className={styles['words']} ref={(element) => void (element && onShown())}>
      {page.title && <p className={styles['page-title']}>{page.title}</p>}
      <Lines page={page} />
      {page.pictures.map(({ name, alt }) => (
        <img key={name} src={pictureOf(slidesId, page.page, name)} alt={alt || t('picture')} loading="lazy" />
      ))}
      {!page.title && page.lines.length === 0 && page.pictures.length === 0 && <p className={styles['soft']}>{t('wordless')}</p>}
    </div>
  )
}

/** Paragraphs and points, each list of one level by itself: what reads them out tells how deep they stand. */
function Lines({ page }: { page: SlidePageView }): ReactNode {
  const runs: { level: number; texts: string[] }[] = []
  for (const { text, level } of page.lines) {
    const last = runs.at(-1)
    if (last && last.level === level && level > 0) last.texts.push(text)
    else runs.push({ level, texts: [text] })
  }
  return runs.map(({ level, texts }, at) =>
    level === 0 ? (
      <p key={at}>{texts[0]}</p>
    ) : (
      <ul key={at} style={{ marginInlineStart: `${(level - 1) * 1.25}rem` }}>
        {texts.map((text, place) => (
          <li key={place}>{text}</li>
        ))}
      </ul>
    ),
  )
}
