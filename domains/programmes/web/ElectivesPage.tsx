import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SkeletonCards } from '../../../foundation/web/kit/Skeletons.tsx'
import { Boxes, Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import type { ElectivePoolView } from '../contract.ts'

type Elective = ElectivePoolView['offerings'][number]

/** A student's choice of electives: pools, places left, the deadline, the waiting line (R3.6b). */
export default function ElectivesPage(): ReactNode {
  const t = useText('programmes')
  const pools = useApi<{ pools: ElectivePoolView[] }>('/api/my/electives', { every: 30_000 })
  return (
    <Page title={t('nav.electives')} lead={t('electives.lead')} savedAt={pools.savedAt}>
      <Loaded from={pools} skeleton={<SkeletonCards cards={4} />}>
        {({ pools: all }) =>
          all.length === 0 ? (
            <EmptyState icon="checklist" title={t('electives.none')}>
              {t('electives.none-text')}
            </EmptyState>
          ) : (
            <Stack gap="l">
              {all.map((pool) => (
                <Pool key={pool.key} pool={pool} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

function Pool({ pool }: { pool: ElectivePoolView }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const open = pool.window === 'open'
  const moment = pool.window === 'before' ? pool.term.electivesOpenAt : pool.term.electivesCloseAt
  return (
    <Card
      title={pool.pool ? t('electives.pool', { pool: pool.pool }) : t('electives.pool-plain')}
      note={`${pick(pool.term.name)} · ${t('electives.pick', { count: pool.pick, of: pool.offerings.length })}`}
      actions={
        <StatusBadge tone={pool.chosen >= pool.pick ? 'good' : open ? 'warn' : 'neutral'}>
          {t('electives.chosen', { chosen: pool.chosen, pick: pool.pick })}
        </StatusBadge>
      }
    >
      <Stack>
        <Notice tone={open ? 'info' : 'warn'}>{t(`electives.window-${pool.window}`, { when: moment ? format.dateTime(moment) : '' })}</Notice>
        <Boxes min="m">
          {pool.offerings.map((elective) => (
            <ElectiveBox key={elective.id} elective={elective} open={open} complete={pool.chosen >= pool.pick} />
          ))}
        </Boxes>
      </Stack>
    </Card>
  )
}

function ElectiveBox({ elective, open, complete }: { elective: Elective; open: boolean; complete: boolean }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const refreshes = ['/api/my']
  const choose = useAct<{ state: string }>('post', '/api/my/electives/{id}', {
    refreshes,
    onDone: ({ state }) => notify(t(`electives.done-${state}`, { name: pick(elective.name) }), 'good'),
  })
  const leave = useAct('delete', '/api/my/electives/{id}', {
    refreshes,
    onDone: () => notify(t('electives.done-left', { name: pick(elective.name) })),
  })
  const path = { id: elective.id }
  const left = elective.places === null ? null : Math.max(0, elective.places - elective.taken)
  const mine = elective.state === 'chosen' || elective.state === 'waiting'
  const problem = choose.error ?? leave.error
  return (
    <Card
      level={3}
      title={pick(elective.name)}
      note={elective.teachers.map((one) => format.name(one, 'short')).join(', ')}
      tone={elective.state === 'chosen' ? 'accent' : 'framed'}
    >
      <Stack gap="s">
        {elective.summary && <p>{pick(elective.summary)}</p>}
        <Row>
          <StatusBadge>{t('credits-of', { count: elective.credits })}</StatusBadge>
          <StatusBadge>{t(`languages.${elective.language}`)}</StatusBadge>
          <StatusBadge tone={left === 0 ? 'bad' : 'neutral'}>
            {left === null ? t('electives.no-limit') : t('electives.left', { count: left, places: elective.places })}
          </StatusBadge>
          {elective.waiting > 0 && <StatusBadge tone="warn">{t('electives.waiting', { count: elective.waiting })}</StatusBadge>}
        </Row>
        {mine && (
          <Row>
            {elective.state === 'chosen' && <StatusBadge tone="good">{t('electives.is-chosen')}</StatusBadge>}
            {elective.state === 'waiting' && <StatusBadge tone="warn">{t('electives.my-place', { place: elective.waitingPlace })}</StatusBadge>}
          </Row>
        )}
        {problem && <ProblemNotice problem={problem} />}
        {open && (
          <Row>
            {mine && (
              <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate({ path })}>
                {t(elective.state === 'waiting' ? 'electives.stop-waiting' : 'electives.leave')}
              </Button>
            )}
            {!mine && elective.state === 'full' && (
              <Button variant="default" disabled={complete} loading={choose.isPending} onClick={() => choose.mutate({ path, body: { wait: true } })}>
                {t('electives.wait')}
              </Button>
            )}
            {!mine && elective.state === 'free' && (
              <Button disabled={complete} loading={choose.isPending} onClick={() => choose.mutate({ path, body: { wait: false } })}>
                {t('electives.choose')}
              </Button>
            )}
          </Row>
        )}
      </Stack>
    </Card>
  )
}
