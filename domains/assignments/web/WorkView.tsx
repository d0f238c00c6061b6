import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import type { SubmissionView } from '../contract.ts'
import { RubricResult } from '../rubric/web/RubricMark.tsx'
import styles from './Work.module.css'

const tones = { submitted: 'info', marked: 'good', returned: 'warn' } as const

/** A round of work as it was handed in, with its receipt and, where there is one, the mark and comment. */
export function WorkView({ work, maxPoints, marked = true }: { work: SubmissionView; maxPoints: number; marked?: boolean }): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  return (
    <Stack>
      <Row>
        <StatusBadge tone={tones[work.state]}>{t(`state.${work.state}`)}</StatusBadge>
        {work.late && <StatusBadge tone="warn">{work.daysLate > 0 ? t('state.late-days', { count: work.daysLate }) : t('state.late')}</StatusBadge>}
        <span>{t('work.submitted', { when: format.dateTime(work.submittedAt) })}</span>
      </Row>
      {marked && work.points !== null && (
        <p className={styles['points']}>
          {t('work.points', { count: maxPoints, points: format.number(work.points), max: format.number(maxPoints) })}
        </p>
      )}
      {marked && work.points !== null && work.rawPoints !== null && (
        <p className={styles['late']}>
          {t('work.reduced', { count: work.daysLate, given: format.number(work.rawPoints), points: format.number(work.points) })}
        </p>
      )}
      {marked && work.rubric && <RubricResult filled={work.rubric} />}
      {marked && work.comment && (
        <Notice
          tone={work.state === 'returned' ? 'warn' : 'info'}
          title={work.markedBy ? t('work.comment-by', { name: format.name(work.markedBy, 'short') }) : t('work.comment')}
        >
          <p className={styles['text']}>{work.comment}</p>
        </Notice>
      )}
      {work.text && <p className={styles['text']}>{work.text}</p>}
      {work.files.length > 0 && (
        <ul className="plain-list">
          {work.files.map((file) => (
            <li key={file.id} className={styles['file']}>
              <a href={`/api/submissions/${work.id}/files/${file.id}`} download={file.name}>
                <Icon name="download" size={16} /> {file.name} <small>{format.bytes(file.bytes)}</small>
              </a>
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t('work.receipt')}</summary>
        <p className={styles['receipt']}>SHA-256 {work.digest}</p>
      </details>
    </Stack>
  )
}
