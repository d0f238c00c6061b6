import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useApi } from '../api/use-api.ts'
import { useFormat, useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { ProblemNotice } from '../kit/Form.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { notify } from '../kit/notify.ts'
import { StatusBadge } from '../kit/StatusBadge.tsx'
import { deviceName } from './device-name.ts'
import type { Device } from './types.ts'
import styles from './account.module.css'

/** Where the account is signed in; each device can be signed out from here. */
export function DevicesCard(): ReactNode {
  const t = useText('account')
  const format = useFormat()
  const devices = useApi<Device[]>('/api/sessions' as never)
  const end = useAct('delete', '/api/sessions/{id}', { refreshes: ['/api/sessions'], onDone: () => notify(t('devices.ended'), 'good') })
  const endOthers = useAct<{ ended: number }>('delete', '/api/sessions', {
    refreshes: ['/api/sessions'],
    onDone: ({ ended }) => notify(t('devices.others-ended', { count: ended }), 'good'),
  })
  return (
    <Card title={t('devices.title')} note={t('devices.note')}>
      <Loaded from={devices}>
        {(list: Device[]) => (
          <>
            <ul className={styles['rows']}>
              {list.map((one) => (
                <li key={one.id} className={styles['row']}>
                  <span>
                    {deviceName(one.device) || t('devices.unknown')}
                    <br />
                    <span className={styles['facts']}>{t('devices.seen', { when: format.relativeTime(one.lastSeenAt), address: one.address })}</span>
                  </span>
                  {one.current ? (
                    <StatusBadge tone="good">{t('devices.this')}</StatusBadge>
                  ) : (
                    <Button
                      variant="subtle"
                      loading={end.isPending && end.variables.path?.['id'] === one.id}
                      onClick={() => end.mutate({ path: { id: one.id } })}
                    >
                      {t('devices.end')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {list.length > 1 && (
              <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
                {t('devices.end-others')}
              </Button>
            )}
          </>
        )}
      </Loaded>
      {(end.error ?? endOthers.error) && <ProblemNotice problem={(end.error ?? endOthers.error)!} />}
    </Card>
  )
}
