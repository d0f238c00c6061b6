import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import type { VideoView } from '../contract.ts'
import type { Choice } from './open-film.ts'
import { speeds } from './player-settings.ts'
import { SeekBar } from './SeekBar.tsx'
import type { Film } from './use-film.ts'
import type { MediaState } from './use-media.ts'
import type { PlayerActs } from './use-player-keys.ts'
import styles from './Video.module.css'

/** The controls under the picture: nothing lies over it, everything is a real button or field of the device. */
export function PlayerControls({
  video,
  film,
  state,
  acts,
  subtitles,
  watched,
}: {
  video: VideoView
  film: Film
  state: MediaState
  acts: PlayerActs & { chooseSubtitles: (language: string) => void }
  subtitles: string
  watched: readonly (readonly [from: number, to: number])[]
}): ReactNode {
  const t = useText('courses-video')
  const format = useFormat()
  const pick = usePick()
  const made = video.qualities.filter(({ quality }) => quality !== 'original').map(({ quality }) => quality)
  const choices: Choice[] =
    made.length > 0 && video.hasPicture ? ['auto', ...(['720p', '360p', 'sound'] as const).filter((one) => made.includes(one))] : []
  const nameOf = (choice: Choice): string => {
    if (choice === 'auto') return film.height ? t('quality.auto-now', { height: film.height }) : t('quality.auto')
    const bytes = video.qualities.find(({ quality }) => quality === choice)?.bytes ?? 0
    return t('quality.with-size', { name: t(`quality.${choice}`), size: format.bytes(bytes) })
  }
  return (
    <div className={styles['controls']}>
      <SeekBar video={video} {...state} watched={watched} pictures={film.begun && !film.saving} onSeek={acts.seek} />
      <div className={styles['row']}>
        <button type="button" onClick={acts.toggle} aria-label={t(state.playing ? 'player.pause' : 'player.play')} aria-keyshortcuts="k">
          <Icon name={state.playing ? 'pause' : 'play'} />
        </button>
        <span className={styles['clock']}>
          {format.duration(state.time, 'clock')} / {format.duration(state.seconds, 'clock')}
        </span>
        <button type="button" onClick={acts.toggleSound} aria-pressed={state.muted} aria-label={t('player.mute')} aria-keyshortcuts="m">
          <Icon name={state.muted ? 'sound-off' : 'sound'} />
        </button>
        <button type="button" onClick={acts.toggleFull} aria-label={t('player.full')} aria-keyshortcuts="f">
          <Icon name="full-screen" />
        </button>
      </div>
      <div className={styles['row']}>
        <Choose label={t('player.speed')} value={String(state.speed)} onChange={(value) => acts.setSpeed(Number(value))}>
          {speeds.map((speed) => (
            <option key={speed} value={speed}>
              {t('player.times', { speed: format.number(speed, { maxDigits: 2 }) })}
            </option>
          ))}
        </Choose>
        {choices.length > 1 && (
          <Choose label={t('player.quality')} value={film.choice} onChange={(value) => film.choose(value as Choice)}>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {nameOf(choice)}
              </option>
            ))}
          </Choose>
        )}
        {video.subtitles.length > 0 && (
          <Choose label={t('player.subtitles')} value={subtitles} onChange={acts.chooseSubtitles}>
            <option value="">{t('player.no-subtitles')}</option>
            {video.subtitles.map(({ language }) => (
              <option key={language} value={language}>
                {t(`languages.${language}`)}
              </option>
            ))}
          </Choose>
        )}
        {video.chapters.length > 0 && (
          <Choose label={t('player.chapters')} value="" onChange={(value) => acts.seek(Number(value))}>
            <option value="" disabled hidden>
              {t('player.chapters')}
            </option>
            {video.chapters.map(({ start, title }) => (
              <option key={start} value={start}>
                {format.duration(start, 'clock')} {pick(title)}
              </option>
            ))}
          </Choose>
        )}
      </div>
    </div>
  )
}

function Choose({
  label,
  value,
  onChange,
  children,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
}): ReactNode {
  return (
    <label className={styles['choose']}>
      <span className="unseen">{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)} title={label}>
        {children}
      </select>
    </label>
  )
}
