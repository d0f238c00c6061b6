import { DndContext, DragOverlay, KeyboardSensor, PointerSensor, useSensor, useSensors, type Active, type Over } from '@dnd-kit/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import type { StructureView } from '../contract.ts'
import { moveItem, moveSection, stepItem, type Order } from '../shared/order.ts'
import styles from './Arrange.module.css'
import { collide, dropped, stepByKeys, type DragKind } from './drag-rules.ts'
import type { Mover, Opened } from './opened.ts'
import { arranged, useOrderLine } from './order-line.ts'
import { SectionPart } from './SectionPart.tsx'

/** The sections and items of a course, arranged by mouse, finger or keyboard. */
export function Arrange({ view, onOpen }: { view: StructureView; onOpen: (open: Opened, mover: Mover) => void }): ReactNode {
  const t = useText('courses-structure')
  const pick = usePick()
  const { order, move } = useOrderLine(view)
  const sections = arranged(view, order)
  const [dragged, setDragged] = useState<{ id: string; kind: DragKind } | null>(null)
  const [told, setTold] = useState('')
  const focus = useRef<string | null>(null)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: stepByKeys }),
  )
  useEffect(() => {
    // A step into another section makes the line anew; the button that was pressed keeps the focus.
    if (focus.current) document.getElementById(focus.current)?.focus()
    focus.current = null
  })
  const titleOf = (id: string): string => {
    const found = view.sections.find((one) => one.id === id) ?? view.sections.flatMap((one) => one.items).find((one) => one.id === id)
    return found ? pick(found.title) : ''
  }
  const placeText = (next: Order, id: string): string => {
    const at = next.findIndex((one) => one.id === id || one.items.includes(id))
    const home = next[at]
    if (!home) return ''
    if (home.id === id) return t('place-of-section', { place: at + 1, count: next.length })
    return t('place-of-item', { place: home.items.indexOf(id) + 1, count: home.items.length, section: titleOf(home.id) })
  }
  const go = (next: Order, id: string): void => {
    move(next)
    setTold(t('moved', { title: titleOf(id), place: placeText(next, id) }))
  }
  const mover: Mover = {
    stepItem: (id, by) => {
      focus.current = `${by < 0 ? 'up' : 'down'}-${id}`
      go(stepItem(order, id, by), id)
    },
    stepSection: (id, by) => {
      focus.current = `${by < 0 ? 'up' : 'down'}-${id}`
      go(moveSection(order, id, order.findIndex((one) => one.id === id) + by), id)
    },
    place: (itemId, sectionId, at) => go(moveItem(order, itemId, sectionId, at), itemId),
  }
  const about = (active: Active): { id: string; kind: DragKind } => ({
    id: String(active.id),
    kind: active.data.current?.['kind'] === 'section' ? 'section' : 'item',
  })
  const overText = ({ active, over }: { active: Active; over: Over | null }): string | undefined => {
    if (!over) return t('drag.nowhere')
    // At the beginning it lies on itself: that it was picked up must not be talked over.
    if (over.id === active.id) return undefined
    return t('drag.over', { title: titleOf(String(active.id)), place: placeText(dropped(order, about(active), over.id), String(active.id)) })
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collide}
      accessibility={{
        screenReaderInstructions: { draggable: t('drag.how') },
        announcements: {
          onDragStart: ({ active }) => t('drag.start', { title: titleOf(String(active.id)) }),
          onDragOver: overText,
          onDragEnd: ({ active, over }) =>
            over
              ? t('moved', {
                  title: titleOf(String(active.id)),
                  place: placeText(dropped(order, about(active), over.id), String(active.id)),
                })
              : t('drag.cancel', { title: titleOf(String(active.id)) }),
          onDragCancel: ({ active }) => t('drag.cancel', { title: titleOf(String(active.id)) }),
        },
      }}
      onDragStart={({ active }) => setDragged(about(active))}
      onDragCancel={() => setDragged(null)}
      onDragEnd={({ active, over }) => {
        setDragged(null)
        if (over && over.id !== active.id) move(dropped(order, about(active), over.id))
      }}
    >
      <div className={styles['sections']} data-dragging={dragged?.kind}>
        {sections.map((section, at) => (
          <SectionPart
            key={section.id}
            course={view}
            section={section}
            first={at === 0}
            last={at === sections.length - 1}
            dragged={dragged}
            order={order}
            mover={mover}
            onOpen={(open) => onOpen(open, mover)}
          />
        ))}
      </div>
      <p role="status" className={styles['told']}>
        {told}
      </p>
      <DragOverlay dropAnimation={null}>{dragged && <div className={styles['carried']}>{titleOf(dragged.id)}</div>}</DragOverlay>
    </DndContext>
  )
}
