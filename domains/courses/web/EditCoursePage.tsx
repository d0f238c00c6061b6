import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { ConfirmDialog } from '../../../foundation/web/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import type { CourseView, OutlineItemView, OutlineSectionView } from '../contract.ts'
import { AddItemDialog, SectionDialog } from './EditDialogs.tsx'
import styles from './Course.module.css'

type Open =
  | { kind: 'section'; section: OutlineSectionView | null }
  | { kind: 'item'; section: OutlineSectionView }
  | { kind: 'delete'; what: 'sections' | 'items'; id: string; title: string }
  | null

/** Arranging a course: sections and items added, named, moved, hidden, deleted. */
export default function EditCoursePage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses')
  const pick = usePick()
  const go = useGo()
  const [open, setOpen] = useState<Open>(null)
  const course = useApi<CourseView>('/api/offerings/{offeringId}/course', { path: { offeringId } })
  const address = `/api/offerings/${offeringId}/course`
  const removal = useAct('delete', open?.kind === 'delete' ? `/api/${open.what}/${open.id}` : '/api', {
    refreshes: [address],
    onDone: () => setOpen(null),
  })
  return (
    <Page
      title={t('edit.title')}
      crumbs={[{ label: course.data ? pick(course.data.name) : t('course'), to: `/courses/${offeringId}` }]}
      lead={t('edit.lead')}
      actions={
        course.data && (
          <>
            {course.data.mayImport && (
              <Button variant="default" leftSection={<Icon name="import" />} onClick={() => go(`/courses/${offeringId}/import`)}>
                {t('import.open')}
              </Button>
            )}
            <Button leftSection={<Icon name="plus" />} onClick={() => setOpen({ kind: 'section', section: null })}>
              {t('edit.add-section')}
            </Button>
          </>
        )
      }
    >
      <Loaded from={course}>
        {(view: CourseView) =>
          view.sections.length === 0 ? (
            <EmptyState icon="book" title={t('empty.title')}>
              {t('edit.empty')}
            </EmptyState>
          ) : (
            <Stack gap="l">
              {view.sections.map((section, index) => (
                <SectionCard key={section.id} course={view} section={section} index={index} onOpen={setOpen} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {open?.kind === 'section' && <SectionDialog offeringId={offeringId} section={open.section} onClose={() => setOpen(null)} />}
      {open?.kind === 'item' && <AddItemDialog offeringId={offeringId} section={open.section} onClose={() => setOpen(null)} />}
      {open?.kind === 'delete' && (
        <ConfirmDialog
          open
          title={t(`edit.delete-${open.what}`)}
          confirmLabel={t('edit.delete')}
          danger
          pending={removal.isPending}
          problem={removal.error}
          onClose={() => {
            removal.reset()
            setOpen(null)
          }}
          onConfirm={() => removal.mutate({})}
        >
          {t('edit.delete-text', { title: open.title })}
        </ConfirmDialog>
      )}
    </Page>
  )
}

function SectionCard({
  course,
  section,
  index,
  onOpen,
}: {
  course: CourseView
  section: OutlineSectionView
  index: number
  onOpen: (open: Open) => void
}): ReactNode {
  const t = useText('courses')
  const pick = usePick()
  const change = useAct('patch', '/api/sections/{sectionId}', { refreshes: [`/api/offerings/${course.id}/course`] })
  const send = (body: object): void => change.mutate({ path: { sectionId: section.id }, body })
  return (
    <Card
      title={pick(section.title)}
      note={section.hidden ? <StatusBadge tone="warn">{t('hidden')}</StatusBadge> : section.week ? t('week', { week: section.week }) : undefined}
      actions={
        <Row>
          <MoveButtons
            title={pick(section.title)}
            first={index === 0}
            last={index === course.sections.length - 1}
            onMove={(by) => send({ position: index + by })}
          />
          <Button size="compact-sm" variant="subtle" onClick={() => onOpen({ kind: 'section', section })}>
            {t('edit.rename')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => send({ hidden: !section.hidden })}>
            {t(section.hidden ? 'edit.show' : 'edit.hide')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() => onOpen({ kind: 'delete', what: 'sections', id: section.id, title: pick(section.title) })}
          >
            {t('edit.delete')}
          </Button>
        </Row>
      }
    >
      {change.error && <ProblemNotice problem={change.error} />}
      <ul className={styles['lines']}>
        {section.items.map((item, place) => (
          <ItemLine key={item.id} course={course} section={section} item={item} place={place} onOpen={onOpen} />
        ))}
      </ul>
      <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => onOpen({ kind: 'item', section })}>
        {t('edit.add-item')}
      </Button>
    </Card>
  )
}

function ItemLine({
  course,
  section,
  item,
  place,
  onOpen,
}: {
  course: CourseView
  section: OutlineSectionView
  item: OutlineItemView
  place: number
  onOpen: (open: Open) => void
}): ReactNode {
  const t = useText('courses')
  const pick = usePick()
  const change = useAct('patch', '/api/items/{itemId}', { refreshes: [`/api/offerings/${course.id}/course`, `/api/items/${item.id}`] })
  const send = (body: object): void => change.mutate({ path: { itemId: item.id }, body })
  const at = course.sections.findIndex((one) => one.id === section.id)
  const move = (by: number): void => {
    const neighbour = course.sections[at + by]
    const inside = place + by >= 0 && place + by < section.items.length
    if (inside) send({ position: place + by })
    else if (neighbour) send({ sectionId: neighbour.id, position: by < 0 ? neighbour.items.length : 0 })
  }
  return (
    <li>
      <span>
        <AppLink to={`/courses/${course.id}/items/${item.id}/edit`}>{pick(item.title)}</AppLink>{' '}
        <span className={styles['soft']}>{t(`kinds.${item.kind}`)}</span> {item.hidden && <StatusBadge tone="warn">{t('hidden')}</StatusBadge>}
      </span>
      <Row>
        <MoveButtons
          title={pick(item.title)}
          first={at === 0 && place === 0}
          last={at === course.sections.length - 1 && place === section.items.length - 1}
          onMove={move}
        />
        <Button size="compact-sm" variant="subtle" onClick={() => send({ hidden: !item.hidden })}>
          {t(item.hidden ? 'edit.show' : 'edit.hide')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          onClick={() => onOpen({ kind: 'delete', what: 'items', id: item.id, title: pick(item.title) })}
        >
          {t('edit.delete')}
        </Button>
      </Row>
    </li>
  )
}

function MoveButtons({ title, first, last, onMove }: { title: string; first: boolean; last: boolean; onMove: (by: number) => void }): ReactNode {
  const t = useText('courses')
  return (
    <>
      <Button size="compact-sm" variant="subtle" disabled={first} aria-label={t('edit.up', { title })} onClick={() => onMove(-1)}>
        <Icon name="up" size={16} />
      </Button>
      <Button size="compact-sm" variant="subtle" disabled={last} aria-label={t('edit.down', { title })} onClick={() => onMove(1)}>
        <Icon name="down" size={16} />
      </Button>
    </>
  )
}
