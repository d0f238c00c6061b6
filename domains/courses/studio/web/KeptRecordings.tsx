import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import type { Recording } from './kept-recordings.ts'
import styles from './Studio.module.css'

/** Recordings that a closed or broken page left on this device. */
export function KeptRecordings({
  kept,
  itemId,
  onOpen,
  onDrop,
}: {
  kept: readonly Recording[]
  itemId: string
  onOpen: (recording: Recording) => void
  onDrop: (recording: Recording) => Promise<void>
}): ReactNode {
  const t = useText('courses-studio')
  const format = useFormat()
  const [dropping, setDropping] = useState<Recording | null>(null)
  if (kept.length === 0) return null
  return (
    <ul className={styles['lines']}>
      {kept.map((one) => (
        <li key={one.id}>
          <Notice tone="warn" title={t('kept.title', { name: one.name })}>
            <p>{t('kept.text', { when: format.dateTime(one.startedAt), length: format.duration(one.seconds, 'clock') })}</p>
            {one.itemId !== itemId && <p>{t('kept.other')}</p>}
            <Row>
              <Button onClick={() => onOpen(one)}>{t('kept.open')}</Button>
              <Button variant="default" onClick={() => setDropping(one)}>
                {t('kept.drop')}
              </Button>
            </Row>
          </Notice>
        </li>
      ))}
      <ConfirmDialog
        open={dropping !== null}
        danger
        title={t('review.drop-title')}
        confirmLabel={t('kept.drop')}
        onConfirm={() => {
          if (dropping) void onDrop(dropping)
          setDropping(null)
        }}
        onClose={() => setDropping(null)}
      >
        {t('review.drop-text')}
      </ConfirmDialog>
    </ul>
  )
}
