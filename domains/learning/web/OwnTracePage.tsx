import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import type { OwnTraceView } from '../contract.ts'

/** What the portal has noted of the person's own acts (R1.3c). */
export default function OwnTracePage(): ReactNode {
  const t = useText('learning')
  const format = useFormat()
  const say = usePick()
  const [starts, setStarts] = useState<string[]>([])
  const trace = useApi<OwnTraceView>('/api/my/trace', { query: { before: starts.at(-1), limit: 30 }, keepPrevious: true })
  return (
    <Page title={t('trace.title')} lead={t('trace.lead')} savedAt={trace.savedAt}>
      <Loaded from={trace}>
        {(view: OwnTraceView) => (
          <Stack>
            <DataTable
              caption={t('trace.title')}
              rows={view.acts}
              rowKey={(act) => act.id}
              empty={<EmptyState icon="history" title={t('trace.none')} />}
              columns={[
                { key: 'text', title: t('trace.act'), render: (act) => act.text, phone: 'title' },
                { key: 'object', title: t('trace.object'), render: (act) => say(act.object.title) },
                { key: 'offering', title: t('trace.offering'), render: (act) => (act.offering ? say(act.offering.name) : null) },
                { key: 'at', title: t('trace.at'), render: (act) => format.dateTime(act.at), nowrap: true },
              ]}
            />
            <Row>
              <Button variant="default" disabled={starts.length === 0} onClick={() => setStarts(starts.slice(0, -1))}>
                {t('trace.newer')}
              </Button>
              <Button variant="default" disabled={!view.next} onClick={() => view.next && setStarts([...starts, view.next])}>
                {t('trace.older')}
              </Button>
            </Row>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
