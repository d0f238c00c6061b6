import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../../foundation/web/session/me.ts'
import type { RoomActInput, RoomView } from '../contract.ts'
import { ActDialog } from './ActDialog.tsx'
import styles from './Sitting.module.css'

type Seat = RoomView['seats'][number]
type Asked = { kind: RoomActInput['kind']; seats: Seat[] | null }

const everyMs = 5_000
/** A page that was silent for longer than two of its beats has lost its line. */
const silentMs = 40_000
const tones = { absent: 'neutral', waiting: 'info', writing: 'good', 'handed-in': 'neutral' } as const

/** An exam as who watches it sees it: who is in, how far, whose line is gone; time, messages, an end, each with its reason. */
export default function RoomPage(): ReactNode {
  const t = useText('exams-sitting')
  const pick = usePick()
  const { itemId = '', offeringId = '' } = usePathValues()
  const room = useApi<RoomView>('/api/items/{itemId}/room', { path: { itemId }, every: everyMs })
  return (
    <Page
      title={t('exams:room.title')}
      savedAt={room.savedAt}
      crumbs={[{ label: room.data ? pick(room.data.title) : '…', to: `/courses/${offeringId}/items/${itemId}` }]}
    >
      <Loaded from={room}>{(view: RoomView) => <Room view={view} />}</Loaded>
    </Page>
  )
}

function Room({ view }: { view: RoomView }): ReactNode {
  const t = useText('exams-sitting')
  const format = useFormat()
  const may = useMay()
  const [asked, setAsked] = useState<Asked | null>(null)
  const path = { itemId: view.itemId }
  const act = useAct<RoomView>('post', '/api/items/{itemId}/room/acts', {
    refreshes: [`/api/items/${view.itemId}/room`],
    onDone: () => {
      setAsked(null)
      notify(t('done'), 'good')
    },
  })
  const acts = may('room.act', { offeringId: view.offeringId })
  const { sitting } = view
  const count = (state: Seat['state']): number => view.seats.filter((one) => one.state === state).length
  const silent = view.seats.filter((one) => isSilent(one, view.now)).length
  return (
    <Stack gap="l">
      {!sitting && <Notice>{t('no-sitting')}</Notice>}
      {sitting && (
        <p>
          {t('when', {
            from: format.dateTime(sitting.startsAt),
            to: sitting.endsAt ? format.time(sitting.endsAt) : '—',
            late: format.time(sitting.lateUntil),
          })}
          {sitting.sebQuit && <strong> {t('seb-quit', { password: sitting.sebQuit })}</strong>}
          {sitting.code && <strong> {t('code', { code: sitting.code })}</strong>}
        </p>
      )}
      {sitting?.pausedAt && (
        <Notice tone="warn" role="status">
          {t('is-paused', { when: format.time(sitting.pausedAt) })}
        </Notice>
      )}
      <dl className={styles['counts']}>
        {(['absent', 'waiting', 'writing', 'handed-in'] as const).map((state) => (
          <div key={state}>
            <dt>{t(`state.${state}`)}</dt>
            <dd>{format.number(count(state))}</dd>
          </div>
        ))}
        <div>
          <dt>{t('silent')}</dt>
          <dd>{format.number(silent)}</dd>
        </div>
      </dl>
      {acts && (
        <Row>
          <Button variant="default" leftSection={<Icon name="message" />} onClick={() => setAsked({ kind: 'message', seats: null })}>
            {t('act.message-all')}
          </Button>
          <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => setAsked({ kind: 'extend', seats: null })}>
            {t('act.extend-all')}
          </Button>
          {sitting && (
            <Button
              variant="default"
              leftSection={<Icon name={sitting.pausedAt ? 'play' : 'pause'} />}
              onClick={() => setAsked({ kind: sitting.pausedAt ? 'resume' : 'pause', seats: null })}
            >
              {t(sitting.pausedAt ? 'act.resume' : 'act.pause')}
            </Button>
          )}
        </Row>
      )}
      <Seats view={view} {...(acts ? { onAct: (kind: Asked['kind'], seat: Seat) => setAsked({ kind, seats: [seat] }) } : {})} />
      <Acts acts={view.acts} />
      {asked && (
        <ActDialog
          kind={asked.kind}
          whom={asked.seats?.[0] ? format.name(asked.seats[0].person) : null}
          pending={act.isPending}
          problem={act.error ?? null}
          onClose={() => {
            act.reset()
            setAsked(null)
          }}
          onAct={(words, minutes) =>
            act.mutate({
              path,
              body:
                asked.kind === 'waive-seb'
                  ? { kind: asked.kind, attemptIds: null, personId: asked.seats?.[0]?.person.id ?? null, minutes: null, words }
                  : { kind: asked.kind, attemptIds: asked.seats?.flatMap(({ attemptId }) => attemptId ?? []) ?? null, minutes, words },
            })
          }
        />
      )}
    </Stack>
  )
}

/** What can be done for a student: before they come, only to let them sit the exam in another browser. */
function actsOf(one: Seat, inSeb: boolean): Asked['kind'][] {
  if (one.state === 'handed-in') return ['reopen']
  const waive: Asked['kind'][] = inSeb && !one.sebWaived ? ['waive-seb'] : []
  return one.attemptId ? ['extend', 'message', 'close', ...waive] : waive
}

/** Somebody who should be heard of and is not. */
function isSilent(one: Seat, now: string): boolean {
  if (one.state !== 'waiting' && one.state !== 'writing') return false
  return one.seenAt === null || Date.parse(now) - Date.parse(one.seenAt) > silentMs
}

function Seats({ view, onAct }: { view: RoomView; onAct?: (kind: Asked['kind'], seat: Seat) => void }): ReactNode {
  const t = useText('exams-sitting')
  const format = useFormat()
  return (
    <DataTable<Seat>
      caption={t('seats')}
      rows={view.seats}
      rowKey={(one) => one.person.id}
      // who writes, who waits, who is done, who is not here
      initialSort={{ key: 'state', descending: true }}
      empty={<EmptyState icon="users" title={t('nobody')} />}
      columns={[
        {
          key: 'person',
          title: t('student'),
          phone: 'title',
          sortBy: (one) => format.name(one.person),
          render: (one) => (
            <>
              {format.name(one.person)}
              {one.group && <span className={styles['soft']}> {one.group}</span>}
            </>
          ),
        },
        {
          key: 'state',
          title: t('state.title'),
          sortBy: (one) => one.state,
          nowrap: true,
          render: (one) => (
            <>
              <StatusBadge tone={tones[one.state]}>{t(`state.${one.state}`)}</StatusBadge>
              {isSilent(one, view.now) && <StatusBadge tone="warn">{t('no-line')}</StatusBadge>}
            </>
          ),
        },
        {
          key: 'answered',
          title: t('answered'),
          align: 'end',
          nowrap: true,
          sortBy: (one) => one.answered,
          render: (one) => (one.attemptId ? t('of', { answered: one.answered, asked: one.asked }) : '—'),
        },
        { key: 'ends', title: t('ends'), nowrap: true, sortBy: (one) => one.endsAt, render: (one) => (one.endsAt ? format.time(one.endsAt) : '—') },
        {
          key: 'signs',
          title: t('signs'),
          render: (one) =>
            [
              one.away > 0 ? t('away', { count: one.away }) : '',
              one.unsent > 0 ? t('unsent', { count: one.unsent }) : '',
              one.late > 0 ? t('late', { count: one.late }) : '',
              one.sebWaived ? t('seb-waived') : '',
              one.extraMinutes > 0 ? t('extra', { minutes: one.extraMinutes }) : '',
            ]
              .filter(Boolean)
              .join(', ') || '—',
        },
        ...(onAct
          ? [
              {
                key: 'acts',
                title: t('acts.column'),
                phone: 'wide' as const,
                render: (one: Seat) => (
                  <Row>
                    {actsOf(one, view.sitting?.sebQuit != null).map((kind) => (
                      <Button key={kind} size="compact-sm" variant="subtle" onClick={() => onAct(kind, one)}>
                        {t(`act.${kind}`)}
                      </Button>
                    ))}
                  </Row>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function Acts({ acts }: { acts: RoomView['acts'] }): ReactNode {
  const t = useText('exams-sitting')
  const format = useFormat()
  if (acts.length === 0) return null
  return (
    <Card title={t('acts.title')} tone="plain">
      <ol className="plain-list">
        {acts.map((one) => (
          <li key={one.id}>
            {format.time(one.at)} · {t(`acts.${one.kind}`, { minutes: one.minutes ?? 0 })}
            {one.whom && ` · ${format.name(one.whom)}`}
            {one.words && ` · «${one.words}»`}
            {one.by && one.kind !== 'take-over' && <span className={styles['soft']}> {format.name(one.by)}</span>}
          </li>
        ))}
      </ol>
    </Card>
  )
}
