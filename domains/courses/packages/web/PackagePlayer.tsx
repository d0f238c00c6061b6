import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { SavedState } from '../../../../foundation/web/kit/SavedState.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { LaunchView } from '../contract.ts'
import styles from './Package.module.css'
import { usePlayer } from './use-player.ts'

/**
 * A running part of a package, in a frame of the content origin. The sandbox lets it run scripts and be its own origin, which is not the
 * portal's; it may not navigate the page around it.
 */
export function PackagePlayer({
  launch,
  itemId,
  offeringId,
  onClose,
}: {
  launch: LaunchView
  itemId: string
  offeringId: string
  onClose: () => void
}): ReactNode {
  const t = useText('courses-packages')
  const { frame, saving, at, height } = usePlayer(launch, { itemId, offeringId }, onClose)
  return (
    <Stack>
      {!launch.attemptId && <Notice>{t('only-look')}</Notice>}
      <Row>
        <Button variant="default" leftSection={<Icon name="close" />} onClick={onClose}>
          {t('close')}
        </Button>
        <Button variant="default" leftSection={<Icon name="full-screen" />} onClick={() => void frame.current?.requestFullscreen?.()}>
          {t('full-screen')}
        </Button>
        <SavedState state={saving} at={at} />
      </Row>
      <iframe
        ref={frame}
        className={styles['frame']}
        title={launch.unit.title}
        src={launch.address}
        sandbox="allow-scripts allow-same-origin allow-forms allow-popups"
        allow="autoplay; fullscreen"
        referrerPolicy="no-referrer"
        {...(height === null ? {} : { style: { height: `${height}px` } })}
      />
    </Stack>
  )
}
