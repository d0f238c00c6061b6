import type { ReactNode } from 'react'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../foundation/web/kit/ClauseTag.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import type { CheckView, GapView } from '../contract.ts'
import styles from './editor.module.css'

/** What a plan lacks against its standard (R4.2a): first what hinders the approval, then remarks. Read aloud as it changes. */
export function GapList({ check }: { check: CheckView }): ReactNode {
  const t = useText('programmes')
  const blocking = check.gaps.filter((gap) => gap.blocks)
  const remarks = check.gaps.filter((gap) => !gap.blocks)
  return (
    <Card title={t('gaps.title')} actions={<ClauseTag clause="R4.2a" />}>
      <p role="status">{blocking.length === 0 ? t('gaps.covered') : t('gaps.count', { count: blocking.length })}</p>
      {blocking.length === 0 && <Notice tone="good">{t('gaps.approvable')}</Notice>}
      <Gaps gaps={[...blocking, ...remarks]} />
    </Card>
  )
}

/** Gaps as a list. */
export function Gaps({ gaps }: { gaps: readonly GapView[] }): ReactNode {
  return (
    <ul className={styles['gaps']}>
      {gaps.map((gap) => (
        <li key={`${gap.kind} ${gap.about} ${gap.semester}`}>
          <Icon name={gap.blocks ? 'alert' : 'info'} size={18} className={styles[gap.blocks ? 'blocking' : 'remark']} />
          <span>{gap.text}</span>
        </li>
      ))}
    </ul>
  )
}
