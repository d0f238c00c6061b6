import { Button } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import type { ItemViewProps } from '../../web/item-views.ts'
import type { ItemToolView, LaunchView, ScoreView } from '../contract.ts'
import { isDone, toolChannel } from '../shared/tool.ts'
import { AuthorCard } from './AuthorCard.tsx'
import { Consent } from './Consent.tsx'
import styles from './Tool.module.css'

type Purpose = 'use' | 'choose'

/** An item of the kind `tool`: what it is told, the tool itself, what it reported; for its author, which tool it is. */
export default function ToolItem({ itemId, offeringId }: ItemViewProps): ReactNode {
  const found = useApi<ItemToolView>('/api/items/{itemId}/tool', { path: { itemId } })
  return <Loaded from={found}>{(view: ItemToolView) => <Shown itemId={itemId} offeringId={offeringId} view={view} />}</Loaded>
}

function Shown({ itemId, offeringId, view }: { itemId: string; offeringId: string; view: ItemToolView }): ReactNode {
  const t = useText('courses-tools')
  const { tool } = view
  const [asking, setAsking] = useState<Purpose | null>(null)
  const [open, setOpen] = useState<LaunchView | null>(null)
  const again = (): void => void refresh(`/api/items/${itemId}`, `/api/offerings/${offeringId}`)
  const launch = useAct<LaunchView>('post', '/api/items/{itemId}/tool-launches', {
    refreshes: [`/api/items/${itemId}/tool`],
    onDone: (made) => {
      setAsking(null)
      if (made.opens === 'frame') setOpen(made)
      else window.open(made.address, '_blank', 'noopener')
    },
  })
  useChoice(open, () => {
    setOpen(null)
    again()
  })
  // A tool reports when it likes: whoever comes back to this page sees what came meanwhile.
  useEffect(() => {
    const look = (): void => void refresh(`/api/items/${itemId}/tool`)
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [itemId])
  const start = (purpose: Purpose, agreed: boolean): void =>
    agreed ? launch.mutate({ path: { itemId }, body: { purpose, agreed: true } }) : setAsking(purpose)
  const close = (): void => {
    setOpen(null)
    again()
  }
  if (open && tool) return <Frame launch={open} name={tool.name} onClose={close} />
  return (
    <Stack gap="l">
      {!tool && <EmptyState icon="structure" title={t('empty')} />}
      {tool?.closed && (
        <Notice tone="warn" title={t('closed')}>
          {t('closed-text')}
        </Notice>
      )}
      {tool && !tool.closed && (
        <Card title={tool.name} note={tool.keeper}>
          <Stack>
            {asking ? (
              <Consent tool={tool} pending={launch.isPending} onAgree={() => start(asking, true)} onClose={() => setAsking(null)} />
            ) : (
              <>
                {view.score && <Score score={view.score} />}
                <Row>
                  <Button leftSection={<Icon name="play" />} loading={launch.isPending} onClick={() => start('use', view.agreed)}>
                    {t(tool.opens === 'window' ? 'open-window' : 'open')}
                  </Button>
                </Row>
              </>
            )}
            {launch.error && <ProblemNotice problem={launch.error} />}
          </Stack>
        </Card>
      )}
      {view.mayEdit && (
        <AuthorCard itemId={itemId} offeringId={offeringId} view={view} pending={launch.isPending} onChoose={() => start('choose', view.agreed)} />
      )}
    </Stack>
  )
}

/** Hears when a choice has come back (a page of the portal inside the tool's frame says so). */
function useChoice(open: LaunchView | null, onChosen: () => void): void {
  useEffect(() => {
    if (!open) return undefined
    const channel = new BroadcastChannel(toolChannel)
    channel.addEventListener('message', (event: MessageEvent<{ launchId?: string }>) => {
      if (event.data.launchId === open.launchId) onChosen()
    })
    return () => channel.close()
  })
}

/** The tool in a frame. The frame's page is the portal's, and only that page may show the tool. */
function Frame({ launch, name, onClose }: { launch: LaunchView; name: string; onClose: () => void }): ReactNode {
  const t = useText('courses-tools')
  return (
    <Stack>
      <Row>
        <Button variant="default" leftSection={<Icon name="close" />} onClick={onClose}>
          {t('close')}
        </Button>
      </Row>
      <iframe className={styles['frame']} title={name} src={launch.address} allow="autoplay; fullscreen" />
    </Stack>
  )
}

/** What a tool reported, in words. */
export function Score({ score }: { score: ScoreView }): ReactNode {
  const t = useText('courses-tools')
  const format = useFormat()
  const done = isDone(score.activity, score.grading)
  return (
    <Row>
      <StatusBadge tone={done ? 'good' : 'info'}>{t(`activity.${score.activity}`)}</StatusBadge>
      {score.given !== null && score.maximum !== null && (
        <StatusBadge>{t('score', { given: format.number(score.given), maximum: format.number(score.maximum) })}</StatusBadge>
      )}
      {score.grading !== 'FullyGraded' && score.grading !== 'NotReady' && <StatusBadge tone="info">{t(`grading.${score.grading}`)}</StatusBadge>}
      {score.comment && <span className={styles['soft']}>{score.comment}</span>}
      <span className={styles['soft']}>{format.dateTime(score.at)}</span>
    </Row>
  )
}
