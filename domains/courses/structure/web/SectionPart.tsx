import { useDraggable, useDroppable } from '@dnd-kit/core'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { EditedItem, EditedSection, StructureView } from '../contract.ts'
import type { Order } from '../shared/order.ts'
import styles from './Arrange.module.css'
import { endOf, markOf, type DragKind } from './drag-rules.ts'
import type { Mover, Opened } from './opened.ts'

interface Shared {
  course: StructureView
  section: EditedSection
  dragged: { id: string; kind: DragKind } | null
  order: Order
  mover: Mover
  onOpen: (open: Opened) => void
}

/** A section with its items, each with a handle to drag it and buttons that do the same. */
export function SectionPart({ first, last, ...shared }: Shared & { first: boolean; last: boolean }): ReactNode {
  const { section, dragged, order, mover, onOpen } = shared
  const t = useText('courses')
  const own = useText('courses-structure')
  const pick = usePick()
  const title = pick(section.title)
  const drop = useDroppable({ id: section.id, data: { kind: 'section' } })
  const end = useDroppable({ id: endOf(section.id), data: { kind: 'end' } })
  return (
    <section
      ref={drop.setNodeRef}
      className={styles['section']}
      aria-labelledby={`title-${section.id}`}
      data-mark={markOf(order, dragged, section.id, drop.isOver)}
    >
      <header className={styles['head']}>
        <Handle id={section.id} kind="section" title={title} />
        <h2 id={`title-${section.id}`}>{title}</h2>
        {section.hidden && <StatusBadge tone="warn">{t('hidden')}</StatusBadge>}
        {section.week !== null && <span className={styles['soft']}>{t('week', { week: section.week })}</span>}
        <Row>
          <Steps id={section.id} title={title} first={first} last={last} onStep={(by) => mover.stepSection(section.id, by)} />
          <Button size="compact-sm" variant="subtle" onClick={() => onOpen({ kind: 'section', section })} aria-label={own('rename-of', { title })}>
            <Icon name="edit" size={16} />
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={own('more-of', { title })}
            onClick={() => onOpen({ kind: 'section-actions', section })}
          >
            <Icon name="more" size={16} />
          </Button>
        </Row>
      </header>
      <ul className={styles['items']}>
        {section.items.map((item) => (
          <ItemPart key={item.id} item={item} {...shared} />
        ))}
      </ul>
      <div ref={end.setNodeRef} className={styles['end']} data-mark={dragged?.kind === 'item' && end.isOver ? 'before' : undefined}>
        <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => onOpen({ kind: 'item', section })}>
          {t('edit.add-item')}
        </Button>
        <Button variant="subtle" leftSection={<Icon name="books" />} onClick={() => onOpen({ kind: 'reuse', section })}>
          {own('reuse.open')}
        </Button>
      </div>
    </section>
  )
}

function ItemPart({ course, section, item, dragged, order, mover, onOpen }: Shared & { item: EditedItem }): ReactNode {
  const t = useText('courses')
  const own = useText('courses-structure')
  const pick = usePick()
  const title = pick(item.title)
  const drop = useDroppable({ id: item.id, data: { kind: 'item' } })
  const at = order.findIndex(({ items }) => items.includes(item.id))
  const first = at === 0 && order[0]?.items[0] === item.id
  const last = at === order.length - 1 && order.at(-1)?.items.at(-1) === item.id
  return (
    <li
      ref={drop.setNodeRef}
      className={styles['item']}
      data-mark={markOf(order, dragged, item.id, drop.isOver)}
      data-carried={dragged?.id === item.id || undefined}
    >
      <Handle id={item.id} kind="item" title={title} />
      <div className={styles['words']}>
        <AppLink to={`/courses/${course.id}/items/${item.id}/edit`}>{title}</AppLink>
        <Facts course={course} item={item} />
      </div>
      <Row>
        <Steps id={item.id} title={title} first={first} last={last} onStep={(by) => mover.stepItem(item.id, by)} />
        {item.kind !== 'heading' && (
          <Button size="compact-sm" variant="subtle" aria-label={own('settings-of', { title })} onClick={() => onOpen({ kind: 'settings', item })}>
            {own('settings')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" aria-label={own('more-of', { title })} onClick={() => onOpen({ kind: 'actions', item, section })}>
          <Icon name="more" size={16} />
        </Button>
        {item.origin?.changed && (
          <Button size="compact-sm" variant="light" onClick={() => onOpen({ kind: 'bring', item })}>
            {own('origin.bring')}
          </Button>
        )}
      </Row>
      {item.hidden && <span className={styles['badge']}>{<StatusBadge tone="warn">{t('hidden')}</StatusBadge>}</span>}
    </li>
  )
}

/** What is set of an item, in one soft line. */
function Facts({ course, item }: { course: StructureView; item: EditedItem }): ReactNode {
  const t = useText('courses')
  const own = useText('courses-structure')
  const parts = useText('courses-complex')
  const pick = usePick()
  const format = useFormat()
  const topics = course.topics.flatMap((topic, at) => (item.topics.includes(topic.id) ? [own('topic-number', { number: at + 1 })] : []))
  const facts = [
    t(`kinds.${item.kind}`),
    ...(item.part ? [parts(`parts.${item.part}`)] : []),
    ...topics,
    ...(item.minutes ? [format.duration(item.minutes * 60)] : []),
    ...(item.opensAt ? [t('opens', { when: format.dayMonth(item.opensAt) })] : []),
    ...(item.dueAt ? [t('due', { when: format.dayMonth(item.dueAt) })] : []),
    ...(item.origin ? [own('origin.from', { code: item.origin.code, name: pick(item.origin.name) })] : []),
  ]
  return (
    <>
      <span className={styles['soft']}>{facts.join(' · ')}</span>
      {item.needs && (
        <span className={styles['soft']}>
          <Icon name="lock" size={14} />{' '}
          {own('after', {
            what: item.needs
              .map((need) =>
                need.minPercent === null ? pick(need.title) : own('with-percent', { title: pick(need.title), percent: need.minPercent }),
              )
              .join(', '),
          })}
        </span>
      )}
      {item.needs?.some(({ shown }) => !shown) && <span className={styles['warn']}>{own('need-hidden')}</span>}
    </>
  )
}

function Handle({ id, kind, title }: { id: string; kind: DragKind; title: string }): ReactNode {
  const t = useText('courses-structure')
  const drag = useDraggable({ id, data: { kind }, attributes: { roleDescription: t('drag.role') } })
  return (
    <button
      type="button"
      ref={drag.setNodeRef}
      className={styles['handle']}
      {...drag.attributes}
      {...drag.listeners}
      aria-label={t('drag.handle', { title })}
    >
      <span aria-hidden="true" className={styles['grip']} />
    </button>
  )
}

function Steps({
  id,
  title,
  first,
  last,
  onStep,
}: {
  id: string
  title: string
  first: boolean
  last: boolean
  onStep: (by: 1 | -1) => void
}): ReactNode {
  const t = useText('courses')
  return (
    <>
      <Button
        id={`up-${id}`}
        size="compact-sm"
        variant="subtle"
        data-disabled={first || undefined}
        aria-disabled={first}
        aria-label={t('edit.up', { title })}
        onClick={() => !first && onStep(-1)}
      >
        <Icon name="up" size={16} />
      </Button>
      <Button
        id={`down-${id}`}
        size="compact-sm"
        variant="subtle"
        data-disabled={last || undefined}
        aria-disabled={last}
        aria-label={t('edit.down', { title })}
        onClick={() => !last && onStep(1)}
      >
        <Icon name="down" size={16} />
      </Button>
    </>
  )
}
