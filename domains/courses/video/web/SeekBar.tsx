import { useState, type PointerEvent, type ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import type { VideoView } from '../contract.ts'
import styles from './Video.module.css'

export interface SeekBarProps {
  video: VideoView
  time: number
  seconds: number
  ahead: number
  /** Stretches of seconds that were really watched. */
  watched: readonly (readonly [from: number, to: number])[]
  /** Whether thumbnails may be fetched. */
  pictures: boolean
  onSeek: (seconds: number) => void
}

/** The time line: what was watched, what is fetched, where chapters begin, and a small picture under the pointer. */
export function SeekBar({ video, time, seconds, ahead, watched, pictures, onSeek }: SeekBarProps): ReactNode {
  const t = useText('courses-video')
  const format = useFormat()
  const pick = usePick()
  const [over, setOver] = useState<number | null>(null)
  const length = Math.max(seconds, 0.1)
  const share = (at: number): string => `${Math.min(100, Math.max(0, (at / length) * 100))}%`
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.pointerType === 'touch') return
    const box = event.currentTarget.getBoundingClientRect()
    setOver(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * length)
  }
  const chapter = (at: number): string => pick(video.chapters.findLast((one) => one.start <= at)?.title)
  return (
    <div className={styles['seek']} onPointerMove={point} onPointerLeave={() => setOver(null)}>
      <div className={styles['rail']} aria-hidden="true">
        <span className={styles['ahead']} style={{ width: share(ahead) }} />
        {watched.map(([from, to]) => (
          <span key={from} className={styles['watched']} style={{ left: share(from), width: `calc(${share(to)} - ${share(from)})` }} />
        ))}
        <span className={styles['past']} style={{ width: share(time) }} />
        {video.chapters
          .filter(({ start }) => start > 0)
          .map(({ start }) => (
            <span key={start} className={styles['tick']} style={{ left: share(start) }} />
          ))}
      </div>
      <input
        type="range"
        min={0}
        max={Math.max(1, Math.floor(length))}
        step={1}
        value={Math.floor(time)}
        aria-label={t('player.place')}
        aria-valuetext={t('player.place-of', { at: format.duration(time, 'clock'), whole: format.duration(length, 'clock') })}
        onChange={(event) => onSeek(Number(event.currentTarget.value))}
        onKeyDown={(event) => event.stopPropagation()}
      />
      {over !== null && (
        <div className={styles['peek']} style={{ left: `clamp(84px, ${share(over)}, calc(100% - 84px))` }} aria-hidden="true">
          {pictures && video.thumbs && <span style={thumbStyle(video, over)} />}
          <span>{chapter(over)}</span>
          <strong>{format.duration(over, 'clock')}</strong>
        </div>
      )}
    </div>
  )
}

function thumbStyle({ id, thumbs }: VideoView, at: number): Record<string, string | number> {
  if (!thumbs) return {}
  const { every, count, columns, width, height } = thumbs
  const index = Math.min(count - 1, Math.floor(at / every))
  const [column, row] = [index % columns, Math.floor(index / columns)]
  return {
    width,
    height,
    backgroundImage: `url(/api/videos/${id}/files/thumbs.jpg)`,
    backgroundPosition: `-${column * width}px -${row * height}px`,
  }
}
