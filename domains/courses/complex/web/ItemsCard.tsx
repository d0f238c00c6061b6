import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { DateField } from '../../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Form, ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { ComplexView } from '../contract.ts'
import { itemParts } from '../shared/parts.ts'
import styles from './Complex.module.css'

type Item = ComplexView['items'][number]

/** Every item: what it is in the complex, when it is looked at again, its licence. */
export function ItemsCard({ view }: { view: ComplexView }): ReactNode {
  const t = useText('courses-complex')
  const pick = usePick()
  const format = useFormat()
  const [open, setOpen] = useState<Item | null>(null)
  const [only, setOnly] = useState<'all' | 'stale' | 'unlicensed'>('all')
  const offeringId = view.offering.id
  const confirm = useAct('post', '/api/offerings/{offeringId}/complex/confirm', {
    refreshes: [`/api/offerings/${offeringId}/complex`, '/api/complexes/overview'],
  })
  const held = {
    all: view.items,
    stale: view.items.filter((one) => one.stale),
    unlicensed: view.items.filter((one) => !one.licence),
  }
  const stale = held.stale.map(({ id }) => id)
  const part = (one: Item): string =>
    one.part ? (one.guessed ? t('guessed', { part: t(`parts.${one.part}`) }) : t(`parts.${one.part}`)) : t('no-part')
  return (
    <Card
      title={t('items')}
      actions={
        view.mayEdit &&
        stale.length > 0 && (
          <Button variant="default" loading={confirm.isPending} onClick={() => confirm.mutate({ path: { offeringId }, body: { itemIds: stale } })}>
            {t('confirm-all', { count: stale.length })}
          </Button>
        )
      }
    >
      {confirm.error && <ProblemNotice problem={confirm.error} />}
      <div className={styles['foot']} role="group" aria-label={t('overview.only')}>
        {(['all', 'stale', 'unlicensed'] as const).map((one) => (
          <Button key={one} size="compact-md" variant={one === only ? 'filled' : 'default'} aria-pressed={one === only} onClick={() => setOnly(one)}>
            {t(`overview.filters.${one}`)} ({format.number(held[one].length)})
          </Button>
        ))}
      </div>
      <DataTable<Item>
        caption={t('items')}
        empty={<EmptyState icon="done" title={t('overview.nothing')} />}
        rows={held[only]}
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
                    <>
                      <Button size="compact-sm" variant="subtle" aria-label={`${t('edit')}: ${pick(one.title)}`} onClick={() => setOpen(one)}>
                        {t('edit')}
                      </Button>
                      {one.stale && (
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          aria-label={`${t('confirm')}: ${pick(one.title)}`}
                          onClick={() => confirm.mutate({ path: { offeringId }, body: { itemIds: [one.id] } })}
                        >
                          {t('confirm')}
                        </Button>
                      )}
                    </>
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
        initial={
          { part: item.guessed ? '' : (item.part ?? ''), reviewOn: item.reviewOn, licence: item.licence ?? '', source: item.source ?? '' } as Record<
            string,
            unknown
          >
        }
        problem={set.error}
        pending={set.isPending}
        submitLabel={t('save')}
        onSubmit={({ part, reviewOn, licence, source }) =>
          set.mutate({
            path: { itemId: item.id },
            body: {
              part: part || null,
              licence: licence || null,
              source: source || null,
              // untouched, it goes on following the last change
              ...(reviewOn === item.reviewOn ? {} : { reviewOn: reviewOn || null }),
            },
          })
        }
      >
        <SelectField
          name="part"
          label={t('part')}
          placeholder={item.guessed && item.part ? t('guessed', { part: t(`parts.${item.part}`) }) : t('no-part')}
          options={itemParts.map((one) => ({ value: one, label: t(`parts.${one}`) }))}
        />
        <DateField name="reviewOn" label={t('review-on')} />
        <TextField name="licence" maxLength={100} label={t('licence')} hint={t('licence-hint')} />
        <TextField name="source" maxLength={1000} label={t('source')} hint={t('source-hint')} />
      </Form>
    </Dialog>
  )
}
