import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useGo } from '../../../foundation/web/navigation/use-go.ts'
import type { OutlineSectionView } from '../contract.ts'
import { titleOf, titleValues, TitleFields } from './TitleFields.tsx'

/** A section's title and week: a new one, or one that is there. */
export function SectionDialog({
  offeringId,
  section,
  onClose,
}: {
  offeringId: string
  section: OutlineSectionView | null
  onClose: () => void
}): ReactNode {
  const t = useText('courses')
  const options = { refreshes: [`/api/offerings/${offeringId}/`], onDone: onClose }
  const add = useAct('post', '/api/offerings/{offeringId}/sections', options)
  const change = useAct('patch', '/api/sections/{sectionId}', options)
  const submit = (values: Record<string, unknown>): void => {
    const body = { title: titleOf(values), week: Number(values['week']) || null }
    if (section) change.mutate({ path: { sectionId: section.id }, body })
    else add.mutate({ path: { offeringId }, body })
  }
  return (
    <Dialog open onClose={onClose} title={t(section ? 'edit.section' : 'edit.add-section')}>
      <Form
        initial={{ ...titleValues(section?.title), week: section?.week ? String(section.week) : '' } as Record<string, unknown>}
        problem={add.error ?? change.error}
        pending={add.isPending || change.isPending}
        submitLabel={t('save')}
        onSubmit={submit}
      >
        <TitleFields />
        <TextField name="week" inputMode="numeric" label={t('edit.week')} />
      </Form>
    </Dialog>
  )
}

/** A new item; it opens for editing at once. */
export function AddItemDialog({ offeringId, section, onClose }: { offeringId: string; section: OutlineSectionView; onClose: () => void }): ReactNode {
  const t = useText('courses')
  const go = useGo()
  const [kind, setKind] = useState('page')
  const add = useAct<{ id: string }>('post', '/api/sections/{sectionId}/items', {
    refreshes: [`/api/offerings/${offeringId}/`],
    onDone: ({ id }) => {
      onClose()
      // A tool is chosen where it is shown.
      if (kind === 'tool') go(`/courses/${offeringId}/items/${id}`)
      else if (kind !== 'heading' && kind !== 'link') go(`/courses/${offeringId}/items/${id}/edit`)
    },
  })
  const kinds = ['page', 'video', 'package', 'coding', 'tool', 'file', 'link', 'test', 'assignment', 'discussion', 'heading']
  return (
    <Dialog open onClose={onClose} title={t('edit.add-item')}>
      <Form
        initial={{ ...titleValues(), url: '' } as Record<string, unknown>}
        problem={add.error}
        pending={add.isPending}
        submitLabel={t('edit.add')}
        onSubmit={(values: Record<string, unknown>) =>
          add.mutate({ path: { sectionId: section.id }, body: { kind, title: titleOf(values), ...(kind === 'link' ? { url: values['url'] } : {}) } })
        }
      >
        <SelectField label={t('edit.kind')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
        <TitleFields />
        {kind === 'link' && <TextField name="url" type="url" label={t('edit.url')} placeholder="https://" required />}
      </Form>
    </Dialog>
  )
}
