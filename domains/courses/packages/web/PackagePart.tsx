import { Button } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import type { LaunchView, PackageView, UnitView } from '../contract.ts'
import styles from './Package.module.css'
import { PackagePlayer } from './PackagePlayer.tsx'
import { sendWaiting } from './reports.ts'

/** A package: its parts with what was reached, and the player when one is open. */
export function PackagePart({ view }: { view: PackageView }): ReactNode {
  const t = useText('courses-packages')
  const [open, setOpen] = useState<LaunchView | null>(null)
  const addresses = [`/api/items/${view.itemId}/package`, `/api/packages/${view.id}`]
  const launch = useAct<LaunchView>('post', '/api/packages/{packageId}/launch', { onDone: setOpen })
  useEffect(() => {
    // what an earlier visit could not send comes before the state is asked for again
    void sendWaiting()
  }, [])
  const close = (): void => {
    setOpen(null)
    // the last report is still on its way when the frame goes
    setTimeout(() => void refresh(...addresses, `/api/offerings/${view.offeringId}/progress`), 800)
  }
  const start = (unitId: string, anew = false): void => launch.mutate({ path: { packageId: view.id }, body: { unitId, anew } })
  if (open) return <PackagePlayer key={open.sessionId} launch={open} itemId={view.itemId} offeringId={view.offeringId} onClose={close} />
  const newest = view.attempts[0]
  return (
    <Stack>
      <ul className={styles['parts']}>
        {view.units.map((unit) => (
          <UnitLine key={unit.id} view={view} unit={unit} pending={launch.isPending} onStart={() => start(unit.id)} />
        ))}
      </ul>
      {launch.error && <ProblemNotice problem={launch.error} />}
      {newest && <AttemptLine view={view} />}
      {newest?.done && view.mayAttempt && (
        <Row>
          <Button variant="default" loading={launch.isPending} onClick={() => start(view.units[0]?.id ?? '', true)}>
            {t('anew')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

function UnitLine({ view, unit, pending, onStart }: { view: PackageView; unit: UnitView; pending: boolean; onStart: () => void }): ReactNode {
  const t = useText('courses-packages')
  const title = unit.title || view.title
  const begun = unit.completion !== 'not-attempted' || (view.attempts.length > 0 && view.units.length === 1)
  return (
    <li>
      <Card>
        <div className={styles['part']}>
          <span className={styles['words']}>
            {unit.under.length > 0 && <span className={styles['soft']}>{unit.under.join(' › ')}</span>}
            <strong>{title}</strong>
            {view.mayAttempt && <Reached unit={unit} />}
          </span>
          <Button leftSection={<Icon name="play" />} loading={pending} onClick={onStart} aria-label={t(begun ? 'go-on-with' : 'open-one', { title })}>
            {t(!view.mayAttempt ? 'look' : begun ? 'go-on' : 'open')}
          </Button>
        </div>
      </Card>
    </li>
  )
}

/** What was reached in a part or a whole attempt, in words. */
export function Reached({ unit }: { unit: Pick<UnitView, 'completion' | 'success' | 'score' | 'done'> }): ReactNode {
  const t = useText('courses-packages')
  const format = useFormat()
  return (
    <Row>
      <StatusBadge tone={unit.done ? 'good' : unit.completion === 'incomplete' ? 'info' : 'neutral'}>
        {t(`completion.${unit.done ? 'completed' : unit.completion}`)}
      </StatusBadge>
      {unit.success !== 'unknown' && <StatusBadge tone={unit.success === 'passed' ? 'good' : 'warn'}>{t(`success.${unit.success}`)}</StatusBadge>}
      {unit.score !== null && <StatusBadge>{t('score', { percent: format.percent(unit.score) })}</StatusBadge>}
    </Row>
  )
}

function AttemptLine({ view }: { view: PackageView }): ReactNode {
  const t = useText('courses-packages')
  const format = useFormat()
  return (
    <Card title={t('attempts')}>
      <ul className={styles['parts']}>
        {view.attempts.map((attempt) => (
          <li key={attempt.id} className={styles['part']}>
            <span className={styles['words']}>
              {t('attempt-number', { number: attempt.number })}
              <span className={styles['soft']}>
                {format.dateTime(attempt.lastAt)} · {format.duration(attempt.seconds)}
              </span>
            </span>
            <Reached unit={attempt} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
