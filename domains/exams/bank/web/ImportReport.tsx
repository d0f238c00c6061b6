import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import type { QuestionImportView } from '../../contract.ts'
import styles from './Asked.module.css'

const tones = { brought: 'good', changed: 'warn', kept: 'warn', left: 'warn', refused: 'bad' } as const

/** What became of each question of a file; those that came as they were are only counted. */
export function ImportReport({ view }: { view: QuestionImportView }): ReactNode {
  const t = useText('exams')
  const told = view.items.filter(({ outcome }) => outcome !== 'brought')
  return (
    <div role="status">
      <Notice tone={view.added > 0 ? 'good' : 'warn'}>{t('bring.added', { count: view.added, of: view.items.length })}</Notice>
      {told.length > 0 && (
        <ul className={styles['report']}>
          {told.map(({ number, title, kind, outcome, reasons }) => (
            <li key={number}>
              <StatusBadge tone={tones[outcome]}>{t(`bring.${outcome}`)}</StatusBadge> {number}. {title || t('bring.untitled')}
              {kind && ` · ${t(`edit.kind-${kind}`)}`}
              {reasons.length > 0 && <p className={styles['soft']}>{reasons.join(' ')}</p>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
