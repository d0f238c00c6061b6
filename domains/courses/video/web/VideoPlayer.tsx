import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import type { VideoView } from '../contract.ts'
import { PlayerControls } from './PlayerControls.tsx'
import { keepSpeed, keepSubtitles, keptSubtitles } from './player-settings.ts'
import { SubtitleTracks } from './SubtitleTracks.tsx'
import { useFilm } from './use-film.ts'
import { useMedia } from './use-media.ts'
import { playerKey } from './use-player-keys.ts'
import styles from './Video.module.css'

/** What stands beside a player may do with it. */
export interface PlayerHandle {
  media: HTMLVideoElement
  /** Plays, from a second on where one is given. */
  play: (at?: number) => void
}

export interface VideoPlayerProps {
  video: VideoView
  title: string
  /** Seconds where the viewer left off. */
  startAt?: number
  /** Stretches of seconds that were watched, for the time line. */
  watched?: readonly (readonly [from: number, to: number])[]
  /** Hears the player when it is there. */
  onPlayer?: (player: PlayerHandle | null) => void
  /** Hears whether only the sound is played. */
  onSoundOnly?: (only: boolean) => void
}

/** The player of films: small, of our own, every control a real button or field (docs/adr/0013-video-player.md). */
export default function VideoPlayer({ video, title, startAt = 0, watched = [], onPlayer, onSoundOnly }: VideoPlayerProps): ReactNode {
  const t = useText('courses-video')
  const format = useFormat()
  const pick = usePick()
  const locale = useLocale()
  const box = useRef<HTMLElement>(null)
  const [media, setMedia] = useState<HTMLVideoElement | null>(null)
  const state = useMedia(media)
  const film = useFilm(media, video, startAt)
  const [subtitles, setSubtitles] = useState(keptSubtitles)
  const soundOnly = film.choice === 'sound' || !video.hasPicture
  const seconds = state.seconds || video.seconds || 0
  const play = useLatest(film.play)
  useEffect(() => {
    onPlayer?.(media ? { media, play: (at) => play.current(at) } : null)
  }, [media, onPlayer, play])
  useEffect(() => onSoundOnly?.(soundOnly), [soundOnly, onSoundOnly])
  useEffect(() => {
    if (!film.begun || !('mediaSession' in navigator)) return
    navigator.mediaSession.metadata = new MediaMetadata({ title, ...(video.poster ? { artwork: [{ src: video.poster }] } : {}) })
  }, [film.begun, title, video.poster])
  const acts = {
    toggle: () => (media && !media.paused ? media.pause() : film.play()),
    seek: (to: number) => {
      if (!media) return
      const at = Math.min(Math.max(0, to), Math.max(0, seconds - 0.2))
      if (film.begun) media.currentTime = at
      else film.play(at)
    },
    setSpeed: (speed: number) => {
      if (media) media.playbackRate = speed
      keepSpeed(speed)
    },
    toggleSound: () => void (media && (media.muted = !media.muted)),
    chooseSubtitles: (language: string) => {
      setSubtitles(language)
      keepSubtitles(language)
    },
    toggleSubtitles: () => {
      const own = video.subtitles.find(({ language }) => language === locale) ?? video.subtitles[0]
      acts.chooseSubtitles(subtitles ? '' : (own?.language ?? ''))
    },
    toggleFull: () => void (document.fullscreenElement ? document.exitFullscreen() : box.current?.requestFullscreen?.().catch(() => null)),
  }
  const chapter = pick(video.chapters.findLast((one) => one.start <= state.time)?.title)
  return (
    <figure
      ref={box}
      className={styles['player']}
      aria-label={t('player.label', { title })}
      tabIndex={-1}
      onKeyDown={(event) => playerKey(event, media, acts)}
    >
      <div className={styles['screen']} data-sound={soundOnly} data-small={!video.hasPicture} style={soundOnly ? {} : { aspectRatio: ratio(video) }}>
        <video
          ref={setMedia}
          playsInline
          preload="none"
          {...(video.poster && !film.saving ? { poster: video.poster } : {})}
          onClick={acts.toggle}
          data-testid="film"
        >
          <SubtitleTracks video={video} kept={film.kept} shown={subtitles} media={media} />
        </video>
        {soundOnly && (
          <p className={styles['sound-only']}>
            <Icon name="headphones" size={32} /> {t('player.sound-only')}
          </p>
        )}
        {!state.playing && !film.begun && (
          <button type="button" className={styles['begin']} onClick={() => film.play()}>
            <span>
              <Icon name="play" size={32} />
            </span>
            {startAt > 1 ? t('player.continue', { at: format.duration(startAt, 'clock') }) : t('player.play')}
          </button>
        )}
        {film.begun && state.waiting && <span className={styles['waiting']} role="status" aria-label={t('player.waiting')} />}
      </div>
      <PlayerControls
        video={video}
        film={film}
        state={{ ...state, seconds, time: film.begun ? state.time : startAt }}
        acts={acts}
        subtitles={subtitles}
        watched={watched}
      />
      {chapter && <figcaption className={styles['chapter']}>{chapter}</figcaption>}
      {film.trouble === 'line' && <Notice tone="warn">{t(film.kept ? 'player.line-kept' : 'player.line')}</Notice>}
      {film.trouble === 'broken' && <Notice tone="bad">{t('player.broken')}</Notice>}
    </figure>
  )
}

function ratio({ width, height }: VideoView): string {
  return width && height ? `${width} / ${height}` : '16 / 9'
}

/** A value that is read later, as it is then. */
function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}
