import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import type { Watch } from './use-beat.ts'
import styles from './Sitting.module.css'

/** What a student hears from who watches the exam. */
export function WatchNotices({ watch }: { watch: Watch }): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  return (
    <div className={styles['notices']}>
      {!watch.mine && (
        <Notice tone="warn" role="alert" title={t('watch.other-device')}>
          <p>{t('watch.other-device-text')}</p>
          <Button size="compact-sm" onClick={watch.takeOver}>
            {t('watch.take-over')}
          </Button>
        </Notice>
      )}
      {watch.paused && (
        <Notice tone="warn" role="status" title={t('watch.paused')}>
          {t('watch.paused-text')}
        </Notice>
      )}
      {watch.messages.map(({ id, at, words }) => (
        <Notice key={id} role="status" title={t('watch.message', { time: format.time(at) })}>
          {words}
        </Notice>
      ))}
    </div>
  )
}
