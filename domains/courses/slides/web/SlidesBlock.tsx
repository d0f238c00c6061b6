import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { LessonBlockProps } from '../../web/lesson-blocks.ts'
import type { SlidesView } from '../contract.ts'
import { SlidesShow } from './SlidesShow.tsx'
import styles from './Slides.module.css'

/** A presentation inside a lesson's text. */
export default function SlidesBlock({ id }: LessonBlockProps): ReactNode {
  return <SlidesOf id={id} />
}

/** A presentation as far as it is: being made, failed, or there. */
export function SlidesOf({ id }: { id: string | null }): ReactNode {
  const [making, setMaking] = useState(false)
  const found = useApi<SlidesView>('/api/slides/{slidesId}', { path: { slidesId: id ?? '' }, enabled: id !== null, every: making ? 2000 : false })
  const busy = found.data?.state === 'waiting' || found.data?.state === 'running'
  if (busy !== making) setMaking(busy)
  return (
    <Loaded from={found} skeleton={<div className={styles['empty']} aria-busy="true" />}>
      {(view: SlidesView) => (view.state === 'ready' ? <SlidesShow key={view.id} view={view} /> : <Making view={view} />)}
    </Loaded>
  )
}

/** What stands in its place before the pages are there; who edits it sees how far it is, or why it failed. */
function Making({ view }: { view: SlidesView }): ReactNode {
  const t = useText('courses-slides')
  const retry = useAct('post', '/api/slides/{slidesId}/retry', { refreshes: [`/api/slides/${view.id}`] })
  return (
    <section className={styles['slides']} aria-label={t('title', { name: view.name })}>
      <p className={styles['name']}>{view.name}</p>
      {!view.mayEdit && <Notice>{t('making.reader')}</Notice>}
      {view.mayEdit && view.state !== 'failed' && (
        <ProgressBar value={view.state === 'waiting' ? null : view.progress / 100} label={t(`making.${view.state}`)} />
      )}
      {view.failure && (
        <Stack>
          <Notice tone="bad" role="alert" title={view.failure.title}>
            {view.failure.detail}
          </Notice>
          {retry.error && <ProblemNotice problem={retry.error} />}
          <Row>
            <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate({ path: { slidesId: view.id } })}>
              {t('again')}
            </Button>
          </Row>
        </Stack>
      )}
    </section>
  )
}
