import { Button } from '@mantine/core'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { useMay } from '../../../../foundation/web/session/me.ts'
import { loadKeepFilm, loadVideoPlayer, type VideoView } from '../../../courses/web/index.ts'
import { breath, gapsOf, lengthOf, mergeIntervals, nextGap, watchedShare, type Interval } from '../shared/intervals.ts'
import { useWatching, type Watching } from './use-watching.ts'
import styles from './Watching.module.css'

const VideoPlayer = lazy(loadVideoPlayer)
const KeepFilm = lazy(loadKeepFilm)

/** A video with its viewer: goes on where they left off on any device, shows what is left to watch, and measures. */
export default function WatchVideo({ video, title, course }: { video: VideoView; title: Localized; course?: Localized }): ReactNode {
  const pick = usePick()
  const watching = useWatching(video.id, video.offeringId, video.itemId)
  const studies = useMay()('progress.write', { offeringId: video.offeringId })
  const { view } = watching
  const startAt = useMemo(() => {
    const place = (view?.place ?? 0) / 10
    return video.seconds && place > video.seconds - 3 ? 0 : place
    // The place where the page was opened; later ones are the player's own.
  }, [watching.ready])
  const watched = (view?.played ?? []).map(([from, to]) => [from / 10, to / 10] as const)
  if (!watching.ready) return <SkeletonLines lines={8} />
  return (
    <Stack>
      <Suspense fallback={<SkeletonLines lines={8} />}>
        <VideoPlayer
          video={video}
          title={pick(title)}
          startAt={startAt}
          watched={watched}
          onPlayer={watching.setPlayer}
          onSoundOnly={watching.setSoundOnly}
        />
      </Suspense>
      {studies && video.seconds && <WhatIsLeft video={video} seconds={video.seconds} watching={watching} />}
      {course && (
        <Suspense fallback={null}>
          <KeepFilm video={video} title={title} course={course} onKeep={watching.announce} />
        </Suspense>
      )}
    </Stack>
  )
}

/** The film as a bar with its gaps, how much is left, and a button that plays just that. */
function WhatIsLeft({ seconds, watching }: { video: VideoView; seconds: number; watching: Watching }): ReactNode {
  const t = useText('learning-watching')
  const format = useFormat()
  const { view, player } = watching
  const length = seconds * 10
  const played = useMemo(() => mergeIntervals((view?.played ?? []) as Interval[], breath), [view?.played])
  const gaps = useMemo(() => gapsOf(played, length), [played, length])
  const share = watchedShare(played, length)
  const needed = view?.needed ?? 1
  const [onlyGaps, setOnlyGaps] = useState(false)
  useEffect(() => {
    if (!onlyGaps || !player) return undefined
    const { media } = player
    const skip = (): void => {
      const gap = nextGap(played, length, Math.round(media.currentTime * 10))
      if (!gap) setOnlyGaps(false)
      // What is being watched now is no gap any more on the page, but it still runs to its end.
      else if (gap[0] / 10 > media.currentTime + 2) media.currentTime = gap[0] / 10
    }
    media.addEventListener('timeupdate', skip)
    const stop = (): void => setOnlyGaps(false)
    media.addEventListener('pause', stop)
    return () => {
      media.removeEventListener('timeupdate', skip)
      media.removeEventListener('pause', stop)
    }
  }, [onlyGaps, player, played, length])
  const playLeft = useCallback((): void => {
    const gap = nextGap(played, length)
    if (!gap || !player) return
    player.play(gap[0] / 10)
    setOnlyGaps(true)
  }, [played, length, player])
  const left = lengthOf(gaps) / 10
  return (
    <section className={styles['left']} aria-label={t('left.label')}>
      <div className={styles['bar']} role="img" aria-label={t('left.bar', { share: format.percent(share) })}>
        {played.map(([from, to]) => (
          <span key={from} style={{ left: `${(from / length) * 100}%`, width: `${((to - from) / length) * 100}%` }} />
        ))}
      </div>
      <Row apart>
        <span>
          {view?.doneAt ? (
            <StatusBadge tone="good">{t('left.done', { when: format.dateTime(view.doneAt) })}</StatusBadge>
          ) : (
            t('left.share', { share: format.percent(share), needed: format.percent(needed) })
          )}{' '}
          <span className={styles['soft']}>
            {left >= 1 ? t('left.rest', { rest: format.duration(left), parts: gaps.length, count: gaps.length }) : t('left.nothing')}
          </span>
        </span>
        {left >= 1 && share > 0 && (
          <Button variant="default" leftSection={<Icon name="play" />} onClick={playLeft}>
            {t('left.play')}
          </Button>
        )}
      </Row>
      {(view?.hidden ?? 0) >= 600 && <p className={styles['soft']}>{t('left.hidden', { time: format.duration((view?.hidden ?? 0) / 10) })}</p>}
    </section>
  )
}
