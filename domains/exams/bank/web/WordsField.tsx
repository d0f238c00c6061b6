import type { ReactNode } from 'react'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import { useLocale, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { htmlOfTyped, typedOfHtml, withWords } from '../shared/plain-words.ts'

/**
 * The words of a question in the page's language; those in other languages stay. Words with pictures or tables (from a file) are
 * edited with their marks, so that nothing of them is lost.
 */
export function WordsField(props: {
  label: string
  value: Localized
  onChange: (value: Localized) => void
  lines?: number
  required?: boolean
  hint?: string
}): ReactNode {
  const { label, value, onChange, lines, required = false, hint } = props
  const t = useText('exams')
  const locale = useLocale()
  const html = value[locale] ?? ''
  const typed = typedOfHtml(html)
  const other = html ? undefined : Object.values(value).find(Boolean)
  const note = typed === null ? t('edit.with-marks') : other ? t('edit.in-other', { words: typedOfHtml(other) ?? '…' }) : hint
  return (
    <TextField
      label={label}
      required={required}
      {...(lines ? { lines } : {})}
      {...(note ? { hint: note } : {})}
      value={typed ?? html}
      onChange={(text: string) => onChange(withWords(value, locale, typed === null ? text : htmlOfTyped(text)))}
    />
  )
}
