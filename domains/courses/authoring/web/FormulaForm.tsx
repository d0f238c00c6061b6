import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { maxTex } from '../shared/blocks.ts'
import styles from './Editor.module.css'
import type { MakeProps } from './make-forms.tsx'
import { afterBlock, atText } from './at-text.ts'

/** Signs that are asked for often: what stands on the button, and what it writes (`|` is where the cursor goes). */
const signs: readonly (readonly [shown: string, tex: string])[] = [
  ['a⁄b', '\\frac{|}{}'],
  ['xⁿ', '^{|}'],
  ['xₙ', '_{|}'],
  ['√', '\\sqrt{|}'],
  ['∑', '\\sum_{|}^{}'],
  ['∫', '\\int_{|}^{}'],
  ['lim', '\\lim_{| \\to }'],
  ['( )', '\\left( | \\right)'],
  ['≤', '\\le '],
  ['≥', '\\ge '],
  ['≠', '\\ne '],
  ['≈', '\\approx '],
  ['±', '\\pm '],
  ['×', '\\times '],
  ['→', '\\to '],
  ['∞', '\\infty '],
  ['∈', '\\in '],
  ['π', '\\pi '],
  ['α', '\\alpha '],
  ['Δ', '\\Delta '],
  ['{ =', '\\begin{cases} | \\\\ \\end{cases}'],
  ['[ ]', '\\begin{pmatrix} | & \\\\ & \\end{pmatrix}'],
]

type Drawing = typeof import('./formulas.ts')

/** A formula, typed or put together by buttons, drawn while it is written. */
export function FormulaForm({
  editor,
  onDone,
  tex: had,
  inline: hadInline,
  change,
}: MakeProps & { tex: string; inline: boolean; change: boolean }): ReactNode {
  const t = useText('courses-authoring')
  const [tex, setTex] = useState(had)
  const [inline, setInline] = useState(hadInline)
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const room = useRef<HTMLDivElement>(null)
  const view = useRef<HTMLDivElement>(null)
  const fault = drawing && tex.trim() ? drawing.faultOf(tex) : null
  useEffect(() => {
    void import('./formulas.ts').then(setDrawing).catch(() => undefined)
  }, [])
  useEffect(() => {
    if (!view.current || !drawing) return
    if (tex.trim() && fault === null) drawing.drawFormula(view.current, tex, !inline)
  }, [drawing, tex, inline, fault])
  const write = (pattern: string): void => {
    const field = room.current?.querySelector('textarea')
    const [from, to] = [field?.selectionStart ?? tex.length, field?.selectionEnd ?? tex.length]
    const [before = '', after = ''] = pattern.split('|')
    setTex(tex.slice(0, from) + before + tex.slice(from, to) + after + tex.slice(to))
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(from + before.length + (to - from), from + before.length + (to - from))
    })
  }
  const put = (): void => {
    const type = inline ? 'inlineFormula' : 'formula'
    const at = change || inline ? atText(editor) : afterBlock(editor)
    if (change && inline === hadInline) at.updateAttributes(type, { tex: tex.trim() }).run()
    else at.insertContent({ type, attrs: { tex: tex.trim() } }).run()
    onDone()
  }
  return (
    <Stack>
      <div role="group" aria-label={t('formula.signs')} className={styles['signs']}>
        {signs.map(([shown, pattern]) => (
          <button key={pattern} type="button" className={styles['sign']} title={pattern.replace('|', '')} onClick={() => write(pattern)}>
            {shown}
          </button>
        ))}
      </div>
      <div ref={room}>
        <TextField label={t('formula.tex')} hint={t('formula.hint')} lines={3} value={tex} onChange={setTex} maxLength={maxTex} autoFocus />
      </div>
      <CheckField label={t('formula.inline')} value={inline} onChange={setInline} />
      {fault !== null && (
        <p className={styles['fault']} role="status">
          {t('formula.fault')} <span lang="en">{fault}</span>
        </p>
      )}
      <div ref={view} className={styles['formula']} hidden={!tex.trim() || fault !== null} />
      <Row>
        <Button disabled={!tex.trim() || fault !== null} onClick={put}>
          {t('put')}
        </Button>
      </Row>
    </Stack>
  )
}
