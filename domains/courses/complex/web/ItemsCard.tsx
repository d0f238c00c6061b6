import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { ComplexView } from '../contract.ts'
import { itemParts } from '../shared/parts.ts'

type Item = ComplexView['items'][number]

/** Every item: what it is in the complex, when it is looked at again, its licence. */
export function ItemsCard({ view }: { view: ComplexView }): ReactNode {
  const t = useText('courses-complex')
  const pick = usePick()
  const format = useFormat()
  const [open, setOpen] = useState<Item | null>(null)
  const part = (one: Item): string =>
    one.part ? (one.guessed ? t('guessed', { part: t(`parts.${one.part}`) }) : t(`parts.${one.part}`)) : t('no-part')
  return (
    <Card title={t('items')}>
      <DataTable<Item>
        caption={t('items')}
        rows={view.items}
        rowKey={(one) => one.id}
        columns={[
          { key: 'title', title: t('item'), phone: 'title', render: (one) => pick(one.title) },
          { key: 'part', title: t('part'), render: part, sortBy: part },
          { key: 'licence', title: t('licence'), render: (one) => one.licence ?? t('no-licence'), sortBy: (one) => one.licence },
          {
            key: 'review',
            title: t('review-on'),
            nowrap: true,
            sortBy: (one) => one.reviewOn,
            render: (one) => (
              <>
                {format.date(one.reviewOn)} {one.stale && <StatusBadge tone="warn">{t('stale')}</StatusBadge>}
              </>
            ),
          },
          ...(view.mayEdit
            ? [
                {
                  key: 'edit',
                  title: t('edit'),
                  phone: 'wide' as const,
                  render: (one: Item) => (
                    <Button size="compact-sm" variant="subtle" aria-label={`${t('edit')}: ${pick(one.title)}`} onClick={() => setOpen(one)}>
                      {t('edit')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {open && <PartDialog item={open} offeringId={view.offering.id} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function PartDialog({ item, offeringId, onClose }: { item: Item; offeringId: string; onClose: () => void }): ReactNode {
  const t = useText('courses-complex')
  const pick = usePick()
  const set = useAct('put', '/api/items/{itemId}/part', { refreshes: [`/api/offerings/${offeringId}/complex`], onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={pick(item.title)}>
      <Form
        initial={{ part: item.part ?? '', licence: item.licence ?? '', source: item.source ?? '' } as Record<string, unknown>}
        problem={set.error}
        pending={set.isPending}
        submitLabel={t('save')}
        onSubmit={({ part, licence, source }) =>
          set.mutate({ path: { itemId: item.id }, body: { part: part || null, licence: licence || null, source: source || null } })
        }
      >
        <SelectField
          name="part"
          label={t('part')}
          placeholder={t('no-part')}
          options={itemParts.map((one) => ({ value: one, label: t(`parts.${one}`) }))}
        />
        <TextField name="licence" maxLength={100} label={t('licence')} />
        <TextField name="source" maxLength={1000} label={t('source')} />
      </Form>
    </Dialog>
  )
}
