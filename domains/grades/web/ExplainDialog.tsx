import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import type { ExplainView } from '../contract.ts'

/** Where a line of the record comes from: every mark that counted, and the scale. */
export function ExplainDialog({ offeringId, personId, onClose }: { offeringId: string; personId: string; onClose: () => void }): ReactNode {
  const t = useText('grades')
  const format = useFormat()
  const say = usePick()
  const explain = useApi<ExplainView>('/api/offerings/{offeringId}/students/{personId}/explain', { path: { offeringId, personId } })
  return (
    <Dialog open onClose={onClose} title={explain.data ? say(explain.data.offering.name) : t('explain.title')} size="l">
      <Loaded from={explain}>
        {(view: ExplainView) => (
          <Stack>
            <p>
              {t('explain.text', {
                points: format.number(view.points),
                max: format.number(view.maxPoints),
                percent: view.line ? format.percent(view.line.percent / 100, { maxDigits: 1 }) : '—',
              })}
            </p>
            <DataTable
              caption={t('explain.title')}
              rows={view.rows}
              rowKey={(one) => one.itemId}
              columns={[
                { key: 'title', title: t('explain.item'), render: (one) => say(one.title), phone: 'title' },
                {
                  key: 'points',
                  title: t('explain.points'),
                  render: (one) => `${format.number(one.points)} / ${format.number(one.maxPoints)}`,
                  align: 'end',
                },
                { key: 'comment', title: t('explain.comment'), render: (one) => (one.missed ? t('explain.missed') : (one.comment ?? '—')) },
                { key: 'at', title: t('explain.at'), render: (one) => (one.gradedAt ? format.date(one.gradedAt) : '—'), nowrap: true },
              ]}
            />
            <p>{t('explain.scale', { date: format.date(view.scale.validFrom), basis: view.scale.basis })}</p>
            <p>{view.scale.bands.map((band) => `${band.letter} ≥ ${band.from}`).join(' · ')}</p>
          </Stack>
        )}
      </Loaded>
    </Dialog>
  )
}
