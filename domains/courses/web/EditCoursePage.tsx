import { Button } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { ConfirmDialog } from '../../../foundation/web/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { ProgressBar } from '../../../foundation/web/kit/Progress.tsx'
import { SkeletonLines } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import type { StructureView } from '../structure/contract.ts'
import { BringDialog, ItemActions, SectionActions } from '../structure/web/ActionDialogs.tsx'
import type { Mover, Opened } from '../structure/web/opened.ts'
import { ItemSettings } from '../structure/web/ItemSettings.tsx'
import { CopyDialog, ReuseDialog } from '../structure/web/TakeDialogs.tsx'
import { AddItemDialog, SectionDialog } from './EditDialogs.tsx'

/** The library that drags is heavy: it comes with this page only, and after its frame. */
const Arrange = lazy(async () => ({ default: (await import('../structure/web/Arrange.tsx')).Arrange }))

/** Arranging a course: sections and items added, named, moved, set, taken from elsewhere, hidden, deleted. */
export default function EditCoursePage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses')
  const own = useText('courses-structure')
  const pick = usePick()
  const go = useGo()
  const [open, setOpen] = useState<Opened>(null)
  const [mover, setMover] = useState<Mover | null>(null)
  const course = useApi<StructureView>('/api/offerings/{offeringId}/structure', { path: { offeringId } })
  const copies = course.data?.copy?.state === 'waiting' || course.data?.copy?.state === 'running'
  // While a course is being copied in, the page asks how far it is.
  useApi<StructureView>('/api/offerings/{offeringId}/structure', { path: { offeringId }, enabled: copies, every: copies ? 1500 : false })
  return (
    <Page
      title={t('edit.title')}
      crumbs={[{ label: course.data ? pick(course.data.name) : t('course'), to: `/courses/${offeringId}` }]}
      lead={t('edit.lead')}
      actions={
        course.data && (
          <>
            <Button variant="default" leftSection={<Icon name="books" />} onClick={() => setOpen({ kind: 'copy' })}>
              {own('copy.open')}
            </Button>
            {course.data.mayImport && (
              <Button variant="default" leftSection={<Icon name="import" />} onClick={() => go(`/courses/${offeringId}/import`)}>
                {t('import.open')}
              </Button>
            )}
            <Button variant="default" leftSection={<Icon name="download" />} onClick={() => go(`/courses/${offeringId}/export`)}>
              {t('export.open')}
            </Button>
            <Button leftSection={<Icon name="plus" />} onClick={() => setOpen({ kind: 'section', section: null })}>
              {t('edit.add-section')}
            </Button>
          </>
        )
      }
    >
      <Loaded from={course}>
        {(view: StructureView) => (
          <Stack gap="l">
            <CopyState view={view} />
            {view.sections.length === 0 ? (
              <EmptyState icon="book" title={t('empty.title')}>
                {t('edit.empty')}
              </EmptyState>
            ) : (
              <Suspense fallback={<SkeletonLines lines={12} />}>
                <Arrange
                  view={view}
                  onOpen={(next, by) => {
                    setMover(by)
                    setOpen(next)
                  }}
                />
              </Suspense>
            )}
            <Dialogs view={view} open={open} mover={mover} onOpen={setOpen} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function CopyState({ view }: { view: StructureView }): ReactNode {
  const t = useText('courses-structure')
  const { copy } = view
  if (copy?.state === 'waiting' || copy?.state === 'running')
    return <ProgressBar value={copy.total > 0 ? copy.done / copy.total : 0} label={t('copy.running', { code: copy.code })} />
  if (copy?.state === 'failed')
    return (
      <Notice tone="bad" role="alert" title={t('copy.failed', { code: copy.code })}>
        {copy.failure}
      </Notice>
    )
  return null
}

interface DialogsProps {
  view: StructureView
  open: Opened
  mover: Mover | null
  onOpen: (open: Opened) => void
}

function Dialogs({ view, open, mover, onOpen }: DialogsProps): ReactNode {
  const onClose = (): void => onOpen(null)
  switch (open?.kind) {
    case 'section':
      return <SectionDialog offeringId={view.id} section={open.section} onClose={onClose} />
    case 'item':
      return <AddItemDialog offeringId={view.id} section={open.section} onClose={onClose} />
    case 'reuse':
      return <ReuseDialog course={view} section={open.section} onClose={onClose} />
    case 'settings':
      return <ItemSettings course={view} item={open.item} onClose={onClose} />
    case 'actions':
      return mover && <ItemActions course={view} item={open.item} section={open.section} mover={mover} onOpen={onOpen} onClose={onClose} />
    case 'section-actions':
      return <SectionActions course={view} section={open.section} onOpen={onOpen} onClose={onClose} />
    case 'bring':
      return <BringDialog course={view} item={open.item} onClose={onClose} />
    case 'copy':
      return <CopyDialog course={view} onClose={onClose} />
    case 'delete':
      return <DeleteDialog view={view} what={open.what} id={open.id} title={open.title} onClose={onClose} />
    case undefined:
      return null
  }
}

function DeleteDialog({
  view,
  what,
  id,
  title,
  onClose,
}: {
  view: StructureView
  what: 'sections' | 'items'
  id: string
  title: string
  onClose: () => void
}): ReactNode {
  const t = useText('courses')
  const removal = useAct('delete', `/api/${what}/${id}`, { refreshes: [`/api/offerings/${view.id}/`], onDone: onClose })
  return (
    <ConfirmDialog
      open
      title={t(`edit.delete-${what}`)}
      confirmLabel={t('edit.delete')}
      danger
      pending={removal.isPending}
      problem={removal.error}
      onClose={onClose}
      onConfirm={() => removal.mutate({})}
    >
      {t('edit.delete-text', { title })}
    </ConfirmDialog>
  )
}
