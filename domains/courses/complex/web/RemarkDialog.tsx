import type { ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'

/** Where a remark belongs: an item, and the words quoted from it. */
export interface Place {
  itemId: string | null
  title: string
  quote: string
}

/** Writes a remark at a place. */
export function RemarkDialog({ offeringId, place, onClose }: { offeringId: string; place: Place; onClose: () => void }): ReactNode {
  const t = useText('courses-complex')
  const refreshes = [`/api/offerings/${offeringId}/complex`]
  const add = useAct('post', '/api/offerings/{offeringId}/complex/comments', { refreshes, onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={place.title}>
      <Form
        initial={{ quote: place.quote, text: '' } as Record<string, unknown>}
        problem={add.error}
        pending={add.isPending}
        submitLabel={t('save')}
        onSubmit={({ quote, text }) => add.mutate({ path: { offeringId }, body: { itemId: place.itemId, quote, text } })}
      >
        {place.quote && <TextField name="quote" lines={2} maxLength={2000} label={t('quote')} />}
        <TextField name="text" lines={4} maxLength={5000} required label={t('text')} />
      </Form>
    </Dialog>
  )
}
