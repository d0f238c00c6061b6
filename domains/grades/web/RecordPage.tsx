import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { PrintButton } from '../../../foundation/web/kit/PrintButton.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { RecordView } from '../contract.ts'
import { TranscriptCard } from '../transcript/web/TranscriptCard.tsx'
import { RecordTables } from './RecordView.tsx'

/** A student's own record: every discipline by term, with the average to date (R3.6b). */
export default function RecordPage(): ReactNode {
  const t = useText('grades')
  const format = useFormat()
  const may = useMay()
  const record = useApi<RecordView>('/api/my/record')
  const view = record.data
  return (
    <Page
      title={t('record.title')}
      savedAt={record.savedAt}
      actions={<PrintButton />}
      lead={view?.average != null ? t('record.average', { average: format.number(view.average, { digits: 2 }) }) : undefined}
      facts={view?.group ? t('record.place', { group: view.group, number: view.recordBookNumber ?? '—' }) : undefined}
    >
      <Loaded from={record}>
        {(one: RecordView) => (
          <>
            <p className="printed-only">{format.name(one.person, 'full')}</p>
            <Stack gap="l">
              <RecordTables view={one} />
              {may('transcript.issue') && <TranscriptCard personId={one.person.id} />}
            </Stack>
          </>
        )}
      </Loaded>
    </Page>
  )
}
