import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { countCharacters, countWords, faultOfLength } from '../../marking/shared/count-words.ts'
import { typedOfHtml } from '../shared/plain-words.ts'
import type { AskedProps } from './AskedField.tsx'
import styles from './Asked.module.css'

/** Nothing longer reaches the server; limits of an author are told and counted, and nothing is cut at them. */
const longest = 200_000

/** A long text, saved as it is typed. What is handed in is shown as it was written. */
export function EssayField({ paper, label, answer, onChange, disabled }: AskedProps<'essay'>): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  const pick = usePick()
  const text = answer?.kind === 'essay' ? answer.text : (typedOfHtml(pick(paper.template)) ?? '')
  const fault = faultOfLength(text, paper)
  const limits = [
    paper.minWords !== null && t('asked.essay-min', { count: paper.minWords }),
    paper.maxWords !== null && t('asked.essay-max', { count: paper.maxWords }),
    paper.maxCharacters !== null && t('asked.essay-long', { count: paper.maxCharacters }),
  ].filter(Boolean)
  const words = t('asked.essay-words', { count: countWords(text) })
  return (
    <>
      {label}
      {disabled ? (
        <div className={styles['essay']}>{text}</div>
      ) : (
        <TextField
          label={t('asked.essay')}
          {...(limits.length > 0 ? { hint: limits.join(' · ') } : {})}
          lines={12}
          maxLength={longest}
          value={text}
          onChange={(next: string) => onChange({ kind: 'essay', text: next })}
        />
      )}
      <p className={styles['count']} data-fault={fault !== null && (text.trim() !== '' || fault !== 'few')}>
        {words}
        {paper.maxCharacters !== null &&
          ` · ${t('asked.essay-characters', { count: countCharacters(text), of: format.number(paper.maxCharacters) })}`}
        {fault && text.trim() !== '' && ` · ${t(`asked.essay-fault-${fault}`)}`}
      </p>
    </>
  )
}
