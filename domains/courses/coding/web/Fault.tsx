import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import styles from './Coding.module.css'
import type { Ended, Fault } from './runtime-line.ts'

/** Python's faults that are explained one by one; every other one gets the common words. */
const explained = new Set([
  'SyntaxError',
  'IndentationError',
  'TabError',
  'NameError',
  'UnboundLocalError',
  'TypeError',
  'ValueError',
  'IndexError',
  'KeyError',
  'AttributeError',
  'ZeroDivisionError',
  'EOFError',
  'RecursionError',
  'MemoryError',
  'ModuleNotFoundError',
  'ImportError',
  'AssertionError',
  'OSError',
])

/** A fault in words: in which line, what it means, and what Python itself says. */
export function FaultNotice({ fault, onGoTo }: { fault: Fault; onGoTo?: ((line: number) => void) | undefined }): ReactNode {
  const t = useText('courses-coding')
  const { type, message, line, place, trace } = fault
  const own = place === 'program' && line !== null
  return (
    <Notice tone="bad" role="alert" title={own ? t('fault.in-line', { line, type }) : type}>
      <Stack gap="s">
        <p>{t(`faults.${explained.has(type) ? type : 'other'}`)}</p>
        {message && (
          <p>
            <code className={styles['inline']}>{message}</code>
          </p>
        )}
        {own && onGoTo && (
          <Row>
            <Button variant="default" size="compact-md" onClick={() => onGoTo(line)}>
              {t('fault.go-to', { line })}
            </Button>
          </Row>
        )}
        {trace && (
          <details className={styles['fold']}>
            <summary>{t('fault.trace')}</summary>
            <pre className={styles['output']} tabIndex={0}>
              {trace}
            </pre>
          </details>
        )}
      </Stack>
    </Notice>
  )
}

/** Why a run came to an end that was not its own. */
export function EndNotice({ ended, seconds }: { ended: Ended; seconds: number }): ReactNode {
  const t = useText('courses-coding')
  if (ended === 'done') return null
  return (
    <Notice tone={ended === 'stopped' ? 'info' : 'warn'} role="status" title={t(`ended.${ended}.title`)}>
      {t(`ended.${ended}.text`, { count: seconds })}
    </Notice>
  )
}
