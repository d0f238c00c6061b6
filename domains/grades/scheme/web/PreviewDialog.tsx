import type { ReactNode } from 'react'
import type { ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { PreviewView } from '../contract.ts'

/** Whose grade a version changes, before it is published. */
export function PreviewDialog({
  view,
  pending,
  problem,
  onConfirm,
  onClose,
}: {
  view: PreviewView
  pending: boolean
  problem: ApiProblem | null
  onConfirm: () => void
  onClose: () => void
}): ReactNode {
  const t = useText('grades-scheme')
  const format = useFormat()
  const grade = (one: PreviewView['letters'][number]['before']): string =>
    one ? `${format.percent(one.percent / 100)} · ${one.letter}` : t('no-line')
  return (
    <ConfirmDialog open title={t('preview')} confirmLabel={t('publish')} pending={pending} problem={problem} onConfirm={onConfirm} onClose={onClose}>
      <Stack>
        <p role="status">
          {view.changed === 0 ? t('no-change') : t('changed', { count: view.changed })}{' '}
          {view.changed > 0 && (view.letters.length === 0 ? t('no-letters') : t('letters', { count: view.letters.length }))}{' '}
          {view.final > 0 && t('final-stay', { count: view.final })}
        </p>
        {view.letters.length > 0 && (
          <DataTable
            caption={t('preview')}
            rows={view.letters}
            rowKey={(one) => one.person.id}
            columns={[
              { key: 'student', title: t('student'), render: (one) => format.name(one.person), phone: 'title' },
              { key: 'before', title: t('before'), render: (one) => grade(one.before), nowrap: true },
              { key: 'after', title: t('after'), render: (one) => grade(one.after), nowrap: true },
            ]}
          />
        )}
      </Stack>
    </ConfirmDialog>
  )
}
