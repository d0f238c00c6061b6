import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { usePathValues, useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import type { TeacherAnsweringView } from '../contract.ts'
import { AskedTable } from './AskedTable.tsx'
import { Agreed, Figures } from './Figures.tsx'

/** The rows behind a teacher's figures, without the students' names (R4.6a). */
export default function TeacherPage(): ReactNode {
  const t = useText('assignments-answering')
  const format = useFormat()
  const { personId = '' } = usePathValues()
  const [termId] = useQueryValue('term')
  const found = useApi<TeacherAnsweringView>('/api/answering/{personId}', { path: { personId }, query: { termId } })
  return (
    <Page
      title={found.data ? format.name(found.data.person) : t('title')}
      savedAt={found.savedAt}
      crumbs={[{ label: t('title'), to: `/answering/department${termId ? `?term=${termId}` : ''}` }]}
      facts={<ClauseTag clause="R4.6a" />}
    >
      <Loaded from={found}>
        {(view: TeacherAnsweringView) => (
          <Stack gap="l">
            <Agreed agreed={view.agreed} />
            <Figures title={t('total')} figures={view.all} />
            <AskedTable caption={t('rows')} rows={view.rows} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
