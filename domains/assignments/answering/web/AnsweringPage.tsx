import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { OwnAnsweringView } from '../contract.ts'
import { AskedTable } from './AskedTable.tsx'
import { Agreed, Figures } from './Figures.tsx'

/** How soon a teacher answers, and what waits, the soonest due first (R4.6a). */
export default function AnsweringPage(): ReactNode {
  const t = useText('assignments-answering')
  const pick = usePick()
  const found = useApi<OwnAnsweringView>('/api/my/answering')
  return (
    <Page
      title={t('own-title')}
      savedAt={found.savedAt}
      facts={
        <>
          {found.data?.term ? `${pick(found.data.term)} ` : ''}
          <ClauseTag clause="R4.6a" />
        </>
      }
    >
      <Loaded from={found}>
        {(view: OwnAnsweringView) => (
          <Stack gap="l">
            <Agreed agreed={view.agreed} />
            <Figures title={t('works')} figures={view.works} />
            <Figures title={t('questions')} figures={view.questions} />
            {view.waiting.length === 0 ? (
              <EmptyState icon="done" title={t('nothing-waits')}>
                {t('nothing-waits-text')}
              </EmptyState>
            ) : (
              <AskedTable caption={t('waits')} rows={view.waiting} linked />
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
