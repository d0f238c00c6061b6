import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { useGo, usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { StandingView } from '../contract.ts'
import styles from './Mooc.module.css'

/** How far the reader is from the certificate of an open course, and the certificate itself. */
export default function StandingPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('learning-mooc')
  const pick = usePick()
  const standing = useApi<StandingView>('/api/offerings/{offeringId}/certificate', { path: { offeringId } })
  const own = standing.data
  return (
    <Page
      title={t('my-certificate')}
      crumbs={own ? [{ label: pick(own.offering.name), to: `/courses/${offeringId}` }] : []}
      savedAt={standing.savedAt}
      width="text"
      facts={<ClauseTag clause="R7.2a" />}
    >
      <Loaded from={standing} skeleton={<SkeletonCards cards={1} />}>
        {(view: StandingView) => <Standing view={view} />}
      </Loaded>
    </Page>
  )
}

function Standing({ view }: { view: StandingView }): ReactNode {
  const t = useText('learning-mooc')
  const format = useFormat()
  const go = useGo()
  const take = useAct<{ code: string }>('post', '/api/offerings/{offeringId}/certificate', {
    refreshes: [`/api/offerings/${view.offering.id}/certificate`],
    onDone: ({ code }) => go(`/certificates/${code}`),
  })
  const share = (percent: number): string => format.percent(percent / 100)
  return (
    <Stack>
      {view.certificate?.revokedAt && <Notice tone="bad" title={t('certificate.revoked', { date: format.date(view.certificate.revokedAt) })} />}
      {view.certificate && !view.certificate.revokedAt && (
        <Notice tone="good" title={t('certificate.yours', { number: view.certificate.number })}>
          <AppLink to={`/certificates/${view.certificate.code}`}>{t('certificate.open')}</AppLink>
        </Notice>
      )}
      <Card title={t('certificate.reached')}>
        <Stack>
          <ProgressBar
            value={view.share / view.leastShare}
            label={t('certificate.done')}
            note={t('certificate.of', { reached: share(view.share), needed: share(view.leastShare) })}
          />
          {view.points !== null && view.leastPoints > 0 && (
            <ProgressBar
              value={view.points / view.leastPoints}
              label={t('certificate.points')}
              note={t('certificate.of', { reached: share(view.points), needed: share(view.leastPoints) })}
            />
          )}
          {take.error && <ProblemNotice problem={take.error} />}
          {!view.certificate && (
            <div>
              <Button disabled={!view.met} loading={take.isPending} onClick={() => take.mutate({ path: { offeringId: view.offering.id } })}>
                {t('certificate.take')}
              </Button>
            </div>
          )}
        </Stack>
      </Card>
      <p className={styles['soft']}>{t('certificate.not-state')}</p>
    </Stack>
  )
}
