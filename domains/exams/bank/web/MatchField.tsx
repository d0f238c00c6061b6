import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import type { AskedProps } from './AskedField.tsx'
import { usePlainWords, Words } from './Words.tsx'
import styles from './Asked.module.css'

/** Pairs are made by the device's own chooser: it is the same with a finger, a mouse and a keyboard. */
export function MatchField({ paper, label, answer, onChange, disabled }: AskedProps<'matching'>): ReactNode {
  const t = useText('exams')
  const plain = usePlainWords()
  const targets = answer?.kind === 'matching' ? answer.targets : {}
  return (
    <>
      {label}
      <ul className={styles['rows']}>
        {paper.rows.map(({ id, text }) => (
          <li key={id} className={styles['row']}>
            <Words text={text} />
            <SelectField
              label={t('asked.match', { text: plain(text) })}
              placeholder={t('asked.choose')}
              options={paper.targets.map((target) => ({ value: target.id, label: plain(target.text) }))}
              value={targets[id] ?? ''}
              disabled={disabled}
              onChange={(next: string) => onChange({ kind: 'matching', targets: { ...targets, [id]: next } })}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
