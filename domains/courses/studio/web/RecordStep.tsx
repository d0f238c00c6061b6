import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { LevelMeter } from './LevelMeter.tsx'
import { Live } from './Live.tsx'
import type { Sources } from './open-sources.ts'
import { SendLine } from './SendLine.tsx'
import styles from './Studio.module.css'
import type { TakeState } from './use-take.ts'

/** While it records: the picture, the time, the level, and how much has arrived. */
export function RecordStep({
  take,
  sources,
  onPause,
  onResume,
  onStop,
}: {
  take: TakeState
  sources: Sources | null
  onPause: () => void
  onResume: () => void
  onStop: () => void
}): ReactNode {
  const t = useText('courses-studio')
  const format = useFormat()
  const going = take.phase === 'recording'
  return (
    <Stack>
      {sources && <Live sources={sources} label={t('record.live')} />}
      <p className={styles['now']}>
        <span className={styles['dot']} data-on={going} aria-hidden="true" />
        <span role="status">{t(going ? 'record.on' : 'record.paused')}</span>
        <span data-testid="studio-clock">{format.duration(Math.floor(take.seconds), 'clock')}</span>
      </p>
      {sources && <LevelMeter sound={sources.sound} />}
      <Row>
        <Button variant="default" onClick={going ? onPause : onResume}>
          {t(going ? 'record.pause' : 'record.resume')}
        </Button>
        <Button color="red" onClick={onStop}>
          {t('record.stop')}
        </Button>
      </Row>
      <SendLine take={take} />
      <p className={styles['soft']}>{t('record.safe')}</p>
    </Stack>
  )
}
