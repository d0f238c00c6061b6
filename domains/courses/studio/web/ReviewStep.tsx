import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { moveEnd, shortestPart, trimOf, type Trim } from '../../video/shared/trim.ts'
import { SendLine } from './SendLine.tsx'
import styles from './Studio.module.css'
import type { TakeState } from './use-take.ts'

interface Props {
  take: TakeState
  /** Whether the server can cut. */
  cuts: boolean
  look: () => Promise<Blob | null>
  onSend: (trim: Trim | null) => void
  onTryAgain: () => void
  onDrop: () => Promise<void>
}

/** The finished recording: looked at, its ends cut, sent or recorded anew. */
export function ReviewStep({ take, cuts, look, onSend, onTryAgain, onDrop }: Props): ReactNode {
  const t = useText('courses-studio')
  const format = useFormat()
  const [address, setAddress] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const [trim, setTrim] = useState<Trim>({ start: 0, end: take.seconds })
  const [sending, setSending] = useState(false)
  const [dropping, setDropping] = useState(false)
  const media = useRef<HTMLVideoElement & HTMLAudioElement>(null)
  const { id, hasPicture } = take.recording
  useEffect(() => {
    let made: string | null = null
    let gone = false
    void look().then((whole) => {
      if (gone) return
      if (!whole) return setMissing(true)
      made = URL.createObjectURL(whole)
      setAddress(made)
    })
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
    // the recording itself does not change any more
  }, [id])
  const move = (which: 'start' | 'end', to: number): void => {
    const next = moveEnd(trim, which, to, take.seconds)
    setTrim(next)
    if (media.current) media.current.currentTime = which === 'start' ? next.start : Math.max(next.start, next.end - 1)
  }
  const watch = {
    src: address ?? '',
    controls: true,
    playsInline: true,
    'data-testid': 'studio-review',
    // a browser writes no length into what it records; it finds it out when it is sent to a place behind the end
    onLoadedMetadata: () => {
      const film = media.current
      if (film && !Number.isFinite(film.duration)) {
        film.addEventListener('seeked', () => (film.currentTime = 0), { once: true })
        film.currentTime = 1e7
      }
    },
    onPlay: () => {
      const film = media.current
      if (film && (film.currentTime < trim.start || film.currentTime >= trim.end - 0.1)) film.currentTime = trim.start
    },
    onTimeUpdate: () => {
      const film = media.current
      if (film && !film.paused && film.currentTime >= trim.end) film.pause()
    },
  }
  const part = trimOf(trim, take.seconds)
  const failed = take.send.state === 'failed'
  return (
    <Stack>
      {address &&
        (hasPicture ? <video ref={media} className={styles['screen']} {...watch} /> : <audio ref={media} className={styles['sound']} {...watch} />)}
      {missing && <Notice>{t('review.not-here')}</Notice>}
      {!cuts && <Notice>{t('review.no-cutting')}</Notice>}
      {cuts && take.seconds > 2 * shortestPart && (
        <>
          <End label={t('review.start')} value={trim.start} most={take.seconds} disabled={sending} onMove={(to) => move('start', to)} />
          <End label={t('review.end')} value={trim.end} most={take.seconds} disabled={sending} onMove={(to) => move('end', to)} />
          <p className={styles['soft']} role="status" data-testid="studio-part">
            {part
              ? t('review.part', { part: format.duration(part.end - part.start, 'clock'), whole: format.duration(take.seconds, 'clock') })
              : t('review.all', { whole: format.duration(take.seconds, 'clock') })}
          </p>
        </>
      )}
      <SendLine take={take} />
      <Row>
        <Button
          loading={sending && !failed}
          onClick={() => {
            setSending(true)
            onSend(cuts ? part : null)
            if (failed) onTryAgain()
          }}
        >
          {t(failed ? 'review.again' : 'review.send')}
        </Button>
        <Button variant="default" disabled={sending && !failed} onClick={() => setDropping(true)}>
          {t('review.retake')}
        </Button>
      </Row>
      <p className={styles['soft']}>{t('review.later')}</p>
      <ConfirmDialog
        open={dropping}
        danger
        title={t('review.drop-title')}
        confirmLabel={t('review.drop')}
        onConfirm={() => void onDrop()}
        onClose={() => setDropping(false)}
      >
        {t('review.drop-text')}
      </ConfirmDialog>
    </Stack>
  )
}

function End({
  label,
  value,
  most,
  disabled,
  onMove,
}: {
  label: string
  value: number
  most: number
  disabled: boolean
  onMove: (to: number) => void
}): ReactNode {
  const format = useFormat()
  const said = format.duration(value, 'clock')
  return (
    <label className={styles['range']}>
      <span>
        {label}: <span className="numbers">{said}</span>
      </span>
      <input
        type="range"
        min={0}
        max={most}
        step={0.1}
        value={value}
        disabled={disabled}
        aria-valuetext={said}
        onChange={(event) => onMove(Number(event.currentTarget.value))}
      />
    </label>
  )
}
