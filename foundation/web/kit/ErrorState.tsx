import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { asProblem } from '../api/api-problem.ts'
import { useText } from '../i18n/use-text.ts'
import { ClauseTag } from './ClauseTag.tsx'
import { Icon } from './Icon.tsx'
import styles from './States.module.css'

/** What went wrong, with the clause that refused, and a way to try again. Without a line it says so. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const t = useText('foundation')
  const problem = asProblem(error)
  // the words: a refused act may be tried again, a page that was never opened can only wait for the line
  const kind = problem.isOffline ? 'not-kept' : problem.status === 403 ? 'refused' : problem.status === 404 ? 'not-found' : 'failed'
  const icon = { 'not-kept': 'offline', refused: 'lock', 'not-found': 'not-found', failed: 'alert' }[kind]
  return (
    <div className={styles['state']} role="alert">
      <span className={`${styles['disc']} ${styles['bad']}`}>
        <Icon name={icon} size={28} />
      </span>
      <p className={styles['title']}>{problem.title || t(`error.${kind}.title`)}</p>
      <div className={styles['text']}>
        <p>{problem.detail ?? (problem.title ? '' : t(`error.${kind}.text`))}</p>
        {problem.clause && <ClauseTag clause={problem.clause} />}
      </div>
      {onRetry && kind !== 'refused' && (
        <div className={styles['action']}>
          <Button variant="default" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}
