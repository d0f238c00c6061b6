import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import { cueFault } from '../shared/cues.ts'
import { parseClock, writeClock, type Cue } from '../shared/vtt.ts'
import styles from './Video.module.css'

/** One subtitle in the editor. */
export function CueLine({
  cue,
  number,
  now,
  onChange,
  onGo,
  onSplit,
  onShift,
  onRemove,
}: {
  cue: Cue
  number: number
  now: boolean
  onChange: (cue: Cue) => void
  onGo: () => void
  onSplit: () => void
  onShift: (by: number) => void
  onRemove: () => void
}): ReactNode {
  const t = useText('courses-video')
  const fault = cueFault(cue)
  return (
    <li className={styles['cue']} data-now={now}>
      <div className={styles['times']}>
        <ClockField label={t('texts.start', { number })} value={cue.start} onChange={(start) => onChange({ ...cue, start })} />
        <ClockField
          label={t('texts.end', { number })}
          value={cue.end}
          wrong={fault === 'ends-before'}
          onChange={(end) => onChange({ ...cue, end })}
        />
      </div>
      <textarea
        rows={2}
        value={cue.text}
        aria-label={t('texts.words', { number })}
        maxLength={400}
        onChange={(event) => onChange({ ...cue, text: event.currentTarget.value })}
      />
      <div className={styles['wide']}>
        <Row>
          <Small label={t('texts.go')} onClick={onGo} />
          <Small label={t('texts.split')} onClick={onSplit} />
          <Small label={t('texts.earlier')} onClick={() => onShift(-0.5)} />
          <Small label={t('texts.later')} onClick={() => onShift(0.5)} />
          <Small label={t('texts.remove')} onClick={onRemove} />
        </Row>
      </div>
    </li>
  )
}

function Small({ label, onClick }: { label: string; onClick: () => void }): ReactNode {
  return (
    <Button size="compact-sm" variant="subtle" onClick={onClick}>
      {label}
    </Button>
  )
}

/** A time of the film, typed as `1:02:03.450`; what cannot be read is marked and not taken. */
export function ClockField({
  label,
  value,
  wrong = false,
  onChange,
}: {
  label: string
  value: number
  wrong?: boolean
  onChange: (seconds: number) => void
}): ReactNode {
  const [text, setText] = useState(() => writeClock(value))
  useEffect(() => setText(writeClock(value)), [value])
  const read = parseClock(text)
  return (
    <input
      type="text"
      value={text}
      aria-label={label}
      aria-invalid={wrong || read === null}
      inputMode="numeric"
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => (read === null ? setText(writeClock(value)) : read !== value && onChange(read))}
    />
  )
}
