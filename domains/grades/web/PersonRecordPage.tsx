import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { PrintButton } from '../../../foundation/web/kit/PrintButton.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import { usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import type { RecordView } from '../contract.ts'
import { TranscriptCard } from '../transcript/web/TranscriptCard.tsx'
import { RecordTables } from './RecordView.tsx'

/** Another person's record; that it was looked at is in the trace, and the page says so. */
export default function PersonRecordPage(): ReactNode {
  const t = useText('grades')
  const format = useFormat()
  const may = useMay()
  const { personId = '' } = usePathValues()
  const record = useApi<RecordView>('/api/persons/{personId}/record', { path: { personId } })
  const view = record.data
  return (
    <Page
      title={view ? format.name(view.person) : t('record.title')}
      savedAt={record.savedAt}
      actions={<PrintButton />}
      lead={view?.average != null ? t('record.average', { average: format.number(view.average, { digits: 2 }) }) : undefined}
      facts={
        <>
          {view?.group ? `${t('record.place', { group: view.group, number: view.recordBookNumber ?? '—' })} · ` : ''}
          {t('record.traced')}
        </>
      }
    >
      <Loaded from={record}>
        {(one: RecordView) => (
          <Stack gap="l">
            <RecordTables view={one} />
            {may('transcript.issue') && <TranscriptCard personId={one.person.id} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
