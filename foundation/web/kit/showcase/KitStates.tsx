import { Button } from '@mantine/core'
import { ApiProblem } from '../../api/api-problem.ts'
import { useText } from '../../i18n/use-text.ts'
import { Card } from '../Card.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { ErrorState } from '../ErrorState.tsx'
import { SavedCopyNote } from '../SavedCopyNote.tsx'
import { SkeletonCards, SkeletonLines, SkeletonTable } from '../Skeletons.tsx'
import { Boxes, Stack } from '../Stack.tsx'

/** Empty, waiting, failed, without a line. */
export function KitStates() {
  const t = useText('kit')
  return (
    <Stack gap="l">
      <SavedCopyNote at={Date.now() - 3_600_000} />
      <Boxes>
        <Card>
          <EmptyState title={t('table.empty')} action={<Button>{t('button.main')}</Button>}>
            {t('card.text')}
          </EmptyState>
        </Card>
        <Card>
          <ErrorState error={new ApiProblem({}, 0)} onRetry={() => undefined} />
        </Card>
        <Card>
          <ErrorState
            error={new ApiProblem({ title: t('form.refused'), detail: t('form.detail'), clause: 'R4.2b' }, 409)}
            onRetry={() => undefined}
          />
        </Card>
        <Card>
          <ErrorState error={new ApiProblem({}, 500)} onRetry={() => undefined} />
        </Card>
      </Boxes>
      <SkeletonLines />
      <SkeletonCards />
      <SkeletonTable rows={4} />
    </Stack>
  )
}
