import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { pickWithLocale } from '../../../../foundation/i18n/localized.ts'
import { useLocale, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { RichText } from '../../../../foundation/web/kit/RichText.tsx'
import type { PaperGap } from '../shared/paper.ts'
import type { AskedProps } from './AskedField.tsx'
import { usePlainWords } from './Words.tsx'
import styles from './Asked.module.css'

/** A text with its gaps where they stand: every `[[1]]` becomes a place into which a field is put. */
export function ClozeField({ paper, label, answer, onChange, disabled }: AskedProps<'cloze'>): ReactNode {
  const locale = useLocale()
  const found = pickWithLocale(paper.prompt, locale)
  const html = found.text.replace(/\[\[(\d+)\]\]/g, '<span data-gap="$1"></span>')
  const box = useRef<HTMLDivElement>(null)
  const [places, setPlaces] = useState<Map<string, Element>>(new Map())
  useLayoutEffect(() => {
    const spans = [...(box.current?.querySelectorAll('[data-gap]') ?? [])]
    setPlaces(new Map(spans.map((span) => [span.getAttribute('data-gap') ?? '', span])))
  }, [html])
  const gaps = answer?.kind === 'cloze' ? answer.gaps : {}
  return (
    <>
      {label}
      <div ref={box} className={styles['cloze']}>
        <RichText html={html} {...(found.locale && found.locale !== locale ? { lang: found.locale } : {})} />
      </div>
      {paper.gaps.map((gap) => {
        const place = places.get(gap.id)
        const set = (text: string): void => onChange({ kind: 'cloze', gaps: { ...gaps, [gap.id]: text } })
        return place ? createPortal(<Gap gap={gap} value={gaps[gap.id] ?? ''} onChange={set} disabled={disabled} />, place, gap.id) : null
      })}
    </>
  )
}

function Gap({ gap, value, onChange, disabled }: { gap: PaperGap; value: string; onChange: (text: string) => void; disabled: boolean }): ReactNode {
  const t = useText('exams')
  const plain = usePlainWords()
  const name = t('asked.gap', { number: gap.id })
  if (gap.kind === 'list')
    return (
      <select className={styles['gap']} aria-label={name} value={value} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">…</option>
        {gap.choices.map(({ id, text }) => (
          <option key={id} value={id}>
            {plain(text)}
          </option>
        ))}
      </select>
    )
  return (
    <input
      className={styles['gap']}
      aria-label={name}
      value={value}
      size={Math.max(8, Math.min(30, value.length + 1))}
      maxLength={500}
      autoComplete="off"
      spellCheck={false}
      disabled={disabled}
      {...(gap.kind === 'number' ? { inputMode: 'decimal' as const } : {})}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
