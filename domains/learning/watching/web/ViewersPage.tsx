import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { LineChart } from '../../../../foundation/web/kit/LineChart.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { RetentionView } from '../contract.ts'

/** Where the viewers of a video stop. */
export default function ViewersPage(): ReactNode {
  const { offeringId = '', videoId = '' } = usePathValues()
  const t = useText('learning-watching')
  const format = useFormat()
  const pick = usePick()
  const found = useApi<RetentionView>('/api/videos/{videoId}/retention', { path: { videoId } })
  return (
    <Page
      title={t('viewers.title')}
      {...(found.data ? { lead: pick(found.data.title) } : {})}
      crumbs={found.data ? [{ label: pick(found.data.title), to: `/courses/${offeringId}` }] : []}
    >
      <Loaded from={found}>
        {(view: RetentionView) =>
          view.viewers === 0 ? (
            <EmptyState icon="users" title={t('viewers.nobody')}>
              {t('viewers.nobody-text')}
            </EmptyState>
          ) : (
            <Stack>
              <p>{t('viewers.summary', { count: view.viewers, done: view.done, share: format.percent(view.share) })}</p>
              <Card>
                <LineChart
                  title={t('viewers.chart')}
                  series={[t('viewers.watched')]}
                  most={view.viewers}
                  write={(value) => format.number(value)}
                  rows={view.parts.map(({ from, viewers }) => ({ label: format.duration(from, 'clock'), values: [viewers] }))}
                />
              </Card>
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}
