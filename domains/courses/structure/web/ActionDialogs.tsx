import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { EditedItem, EditedSection, StructureView } from '../contract.ts'
import type { Mover, Opened } from './opened.ts'

interface Props {
  course: StructureView
  onOpen: (open: Opened) => void
  onClose: () => void
}

/** Everything else that can be done with an item: moved, duplicated, shown or hidden, deleted. */
export function ItemActions({
  course,
  item,
  section,
  mover,
  onOpen,
  onClose,
}: Props & { item: EditedItem; section: EditedSection; mover: Mover }): ReactNode {
  const t = useText('courses')
  const own = useText('courses-structure')
  const pick = usePick()
  const [home, setHome] = useState(section.id)
  const [before, setBefore] = useState('')
  const refreshes = [`/api/offerings/${course.id}/`, `/api/items/${item.id}`]
  const change = useAct('patch', '/api/items/{itemId}', { refreshes, onDone: onClose })
  const duplicate = useAct('post', '/api/items/{itemId}/duplicate', {
    refreshes,
    onDone: () => {
      notify(own('duplicated'), 'good')
      onClose()
    },
  })
  const items = course.sections.find(({ id }) => id === home)?.items.filter((one) => one.id !== item.id) ?? []
  const move = (): void => {
    const at = items.findIndex((one) => one.id === before)
    mover.place(item.id, home, at === -1 ? items.length : at)
    onClose()
  }
  const path = { itemId: item.id }
  const refused = change.error ?? duplicate.error
  return (
    <Dialog open onClose={onClose} title={pick(item.title)}>
      <Stack gap="m">
        {refused && <ProblemNotice problem={refused} />}
        <SelectField
          label={own('move.section')}
          value={home}
          onChange={(id) => {
            setHome(id)
            setBefore('')
          }}
          options={course.sections.map(({ id, title }) => ({ value: id, label: pick(title) }))}
        />
        <SelectField
          label={own('move.place')}
          value={before}
          onChange={setBefore}
          placeholder={own('move.end')}
          options={items.map(({ id, title }) => ({ value: id, label: own('move.before', { title: pick(title) }) }))}
        />
        <Button onClick={move}>{own('move.do')}</Button>
        <Button variant="default" loading={duplicate.isPending} onClick={() => duplicate.mutate({ path })}>
          {own('duplicate')}
        </Button>
        <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ path, body: { hidden: !item.hidden } })}>
          {t(item.hidden ? 'edit.show' : 'edit.hide')}
        </Button>
        <Button variant="light" color="red" onClick={() => onOpen({ kind: 'delete', what: 'items', id: item.id, title: pick(item.title) })}>
          {t('edit.delete')}
        </Button>
      </Stack>
    </Dialog>
  )
}

/** Everything else that can be done with a section. */
export function SectionActions({ course, section, onOpen, onClose }: Props & { section: EditedSection }): ReactNode {
  const t = useText('courses')
  const own = useText('courses-structure')
  const pick = usePick()
  const refreshes = [`/api/offerings/${course.id}/`]
  const change = useAct('patch', '/api/sections/{sectionId}', { refreshes, onDone: onClose })
  const duplicate = useAct('post', '/api/sections/{sectionId}/duplicate', {
    refreshes,
    onDone: () => {
      notify(own('duplicated'), 'good')
      onClose()
    },
  })
  const path = { sectionId: section.id }
  const refused = change.error ?? duplicate.error
  return (
    <Dialog open onClose={onClose} title={pick(section.title)}>
      <Stack gap="m">
        {refused && <ProblemNotice problem={refused} />}
        <Button variant="default" loading={duplicate.isPending} onClick={() => duplicate.mutate({ path })}>
          {own('duplicate')}
        </Button>
        <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ path, body: { hidden: !section.hidden } })}>
          {t(section.hidden ? 'edit.show' : 'edit.hide')}
        </Button>
        <Button variant="light" color="red" onClick={() => onOpen({ kind: 'delete', what: 'sections', id: section.id, title: pick(section.title) })}>
          {t('edit.delete')}
        </Button>
      </Stack>
    </Dialog>
  )
}

/** Asks before what the source has become replaces the copy's words. */
export function BringDialog({ course, item, onClose }: { course: StructureView; item: EditedItem; onClose: () => void }): ReactNode {
  const t = useText('courses-structure')
  const pick = usePick()
  const bring = useAct('post', '/api/items/{itemId}/source', {
    refreshes: [`/api/offerings/${course.id}/`, `/api/items/${item.id}`],
    onDone: () => {
      notify(t('origin.brought'), 'good')
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      title={t('origin.title', { title: pick(item.title) })}
      confirmLabel={t('origin.bring')}
      pending={bring.isPending}
      problem={bring.error}
      onClose={onClose}
      onConfirm={() => bring.mutate({ path: { itemId: item.id } })}
    >
      {t('origin.text', { code: item.origin?.code ?? '', name: item.origin ? pick(item.origin.name) : '' })}
    </ConfirmDialog>
  )
}
