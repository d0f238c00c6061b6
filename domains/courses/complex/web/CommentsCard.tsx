import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { PersonName } from '../../../../foundation/web/kit/PersonName.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { ComplexView } from '../contract.ts'

/** Remarks at exact places, and the field for a new one. */
export function CommentsCard({ view }: { view: ComplexView }): ReactNode {
  const t = useText('courses-complex')
  const pick = usePick()
  const [open, setOpen] = useState(false)
  const offeringId = view.offering.id
  const refreshes = [`/api/offerings/${offeringId}/complex`]
  const add = useAct('post', '/api/offerings/{offeringId}/complex/comments', { refreshes, onDone: () => setOpen(false) })
  const resolve = useAct('post', '/api/complex-comments/{commentId}/resolve', { refreshes })
  const titles = new Map(view.items.map((one) => [one.id, pick(one.title)]))
  return (
    <Card
      title={t('comments')}
      actions={
        view.mayReview &&
        view.state === 'submitted' && (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('comment')}
          </Button>
        )
      }
    >
      {view.comments.length === 0 && <p>{t('no-comments')}</p>}
      <ul>
        {view.comments.map((one) => (
          <li key={one.id}>
            {one.itemId ? (
              <AppLink to={`/courses/${offeringId}/items/${one.itemId}`}>{titles.get(one.itemId) ?? t('item')}</AppLink>
            ) : (
              t('whole-course')
            )}
            {one.quote && <blockquote>{one.quote}</blockquote>}
            <p>{one.text}</p>
            <PersonName person={one.by} style="short" /> {one.resolved && <StatusBadge tone="good">{t('resolve')}</StatusBadge>}
            {!one.resolved && view.mayEdit && (
              <Button size="compact-sm" variant="subtle" onClick={() => resolve.mutate({ path: { commentId: one.id } })}>
                {t('resolve')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <Dialog open onClose={() => setOpen(false)} title={t('comment')}>
          <Form
            initial={{ itemId: '', quote: '', text: '' } as Record<string, unknown>}
            problem={add.error}
            pending={add.isPending}
            submitLabel={t('save')}
            onSubmit={({ itemId, quote, text }) => add.mutate({ path: { offeringId }, body: { itemId: itemId || null, quote, text } })}
          >
            <SelectField
              name="itemId"
              label={t('item')}
              placeholder={t('whole-course')}
              options={view.items.map((one) => ({ value: one.id, label: pick(one.title) }))}
            />
            <TextField name="quote" lines={2} maxLength={2000} label={t('quote')} />
            <TextField name="text" lines={4} maxLength={5000} required label={t('text')} />
          </Form>
        </Dialog>
      )}
    </Card>
  )
}
