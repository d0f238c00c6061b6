import { ActionIcon, Button } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { lineIsSlow, useDataSaver } from '../../../../foundation/web/session/data-saver.ts'
import type { SlidePageView, SlidesView } from '../contract.ts'
import { leftToSee } from '../shared/seen.ts'
import { SlideList } from './SlideList.tsx'
import { pictureOf, SlideStage } from './SlideStage.tsx'
import styles from './Slides.module.css'
import { usePlace } from './use-place.ts'
import { useSeen } from './use-seen.ts'

/** A presentation page by page: by buttons, keyboard and list; on the whole screen; as words; to take along. */
export function SlidesShow({ view }: { view: SlidesView }): ReactNode {
  const t = useText('courses-slides')
  const format = useFormat()
  const saver = useDataSaver()
  const sparing = saver || lineIsSlow()
  const count = view.pages.length
  const [place, go] = usePlace(view.id, count)
  const [stage, setStage] = useState<HTMLElement | null>(null)
  const [shown, setShown] = useState<number | null>(null)
  const [reading, setReading] = useState(false)
  const [listing, setListing] = useState(false)
  const room = useRef<HTMLElement>(null)
  const full = useFullScreen(room)
  const page = view.pages.find((one) => one.page === place)
  const seen = useSeen(view, place ?? 0, stage, shown === place)
  useNextPicture(view, place, shown === place && !sparing)
  if (!page || place === null) return <div className={styles['empty']} aria-busy="true" />
  const label = page.title ? t('page-titled', { page: place, count, title: page.title }) : t('page', { page: place, count })
  const left = leftToSee([...seen.pages], count)
  const onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, PageDown: place + 1, PageUp: place - 1, Home: 1, End: count }[event.key]
    if (to === undefined) return
    event.preventDefault()
    go(to)
  }
  return (
    <section ref={room} className={styles['slides']} aria-label={t('title', { name: view.name })}>
      <p className={styles['name']}>{view.name}</p>
      {view.simplified && (
        <div className={styles['remark']}>
          <Notice title={t('simplified.title')}>
            {t('simplified.text')} {view.mayEdit && t('simplified.teacher')}
          </Notice>
        </div>
      )}
      {/* one place in the order of Tab for the page and its keys; the buttons below do the same */}
      <div
        ref={setStage}
        className={styles['stage']}
        role="group"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrows turn its pages, and a tall page of words scrolls
        tabIndex={0}
        aria-label={t('stage')}
        onKeyDown={onKey}
      >
        <SlideStage
          key={place}
          slidesId={view.id}
          page={page}
          label={label}
          sparing={sparing}
          onShown={() => setShown(place)}
          onMissing={() => setReading(true)}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the buttons inside it */}
      <div className={styles['controls']} onKeyDown={onKey}>
        <Turn direction="back" label={t('previous')} ended={place === 1} onTurn={() => go(place - 1)} />
        <p className={styles['count']} aria-live="polite">
          {t('page', { page: place, count })}
        </p>
        <Turn direction="on" label={t('next')} ended={place === count} onTurn={() => go(place + 1)} />
        {full.can && (
          <ActionIcon variant="default" size={48} aria-label={t(full.on ? 'full-end' : 'full')} onClick={full.toggle}>
            <Icon name={full.on ? 'close' : 'full-screen'} />
          </ActionIcon>
        )}
      </div>
      <div className={styles['below']}>
        {view.counted && (
          <p className={styles['left']} role="status">
            {left === 0 && <Icon name="done" size={18} />}
            {left === 0 ? t('all-seen') : t('left', { count: left })}
            {seen.waits && <span className={styles['soft']}> · {t('waits')}</span>}
          </p>
        )}
        <details open={reading} onToggle={(event) => setReading(event.currentTarget.open)}>
          <summary>{t('text')}</summary>
          <PageWords page={page} />
        </details>
        <details onToggle={(event) => setListing(event.currentTarget.open)}>
          <summary>{t('list')}</summary>
          {listing && <SlideList view={view} page={place} seen={seen.pages} sparing={sparing} onChoose={go} />}
        </details>
        <Button
          component="a"
          href={`/api/slides/${view.id}/original`}
          download={view.name}
          variant="subtle"
          leftSection={<Icon name="download" />}
          className={styles['download'] ?? ''}
        >
          {t('download', { kind: view.kind.toUpperCase(), size: format.bytes(view.bytes) })}
        </Button>
      </div>
    </section>
  )
}

/** At an end the button stays where it is and keeps the focus: it only does nothing. */
function Turn(given: { direction: 'back' | 'on'; label: string; ended: boolean; onTurn: () => void }): ReactNode {
  const { direction, label, ended, onTurn } = given
  return (
    <button
      type="button"
      className={styles['turn']}
      data-direction={direction}
      aria-label={label}
      aria-disabled={ended}
      onClick={() => !ended && onTurn()}
    >
      <Icon name="right" size={28} />
    </button>
  )
}

function PageWords({ page }: { page: SlidePageView }): ReactNode {
  const t = useText('courses-slides')
  return (
    <div className={styles['page-words']}>
      {page.text === '' ? <p className={styles['soft']}>{t('text-none')}</p> : page.text.split('\n').map((line, at) => <p key={at}>{line}</p>)}
      {page.notes && (
        <>
          <p className={styles['notes-title']}>{t('notes')}</p>
          {page.notes.split('\n').map((line, at) => (
            <p key={at}>{line}</p>
          ))}
        </>
      )}
    </div>
  )
}

/** The next page's picture comes while this one is read, and is on the device when the line goes. */
function useNextPicture(view: SlidesView, place: number | null, wanted: boolean): void {
  const next = wanted ? view.pages.find((one) => one.page === (place ?? 0) + 1) : undefined
  const address = next && next.width !== null ? pictureOf(view.id, next.page, 'large.jpg') : null
  useEffect(() => {
    if (address) new Image().src = address
  }, [address])
}

function useFullScreen(room: { current: HTMLElement | null }): { can: boolean; on: boolean; toggle: () => void } {
  const [on, setOn] = useState(false)
  useEffect(() => {
    const look = (): void => setOn(document.fullscreenElement !== null && document.fullscreenElement === room.current)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [room])
  const toggle = (): void => void (on ? document.exitFullscreen() : room.current?.requestFullscreen())?.catch(() => null)
  return { can: document.fullscreenEnabled, on, toggle }
}
