import { useEffect, useRef, useState } from 'react'
import { asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import type { StructureView } from '../contract.ts'
import { sameOrder, type Order } from '../shared/order.ts'

/** The order of a course as the server told it. */
export function orderOf(view: StructureView): Order {
  return view.sections.map(({ id, items }) => ({ id, items: items.map((one) => one.id) }))
}

/** The sections and items of a view in another order; what the order does not know is left out until it does. */
export function arranged(view: StructureView, order: Order): StructureView['sections'] {
  const items = new Map(view.sections.flatMap((section) => section.items).map((one) => [one.id, one]))
  return order.flatMap(({ id, items: ids }) => {
    const section = view.sections.find((one) => one.id === id)
    return section ? [{ ...section, items: ids.flatMap((one) => items.get(one) ?? []) }] : []
  })
}

/**
 * Moves are seen at once and sent one after another, each naming the order it began with. A refused one (somebody else arranged
 * the course, the line is gone) takes everything back to what the server has, and says so.
 */
export function useOrderLine(view: StructureView): { order: Order; move: (next: Order) => void } {
  const [pending, setPending] = useState<Order | null>(null)
  const line = useRef<{ version: string; waiting: Order[]; busy: boolean }>({ version: view.version, waiting: [], busy: false })
  // While moves are on their way, the order they begin with is the one the server acknowledged last: what this page shows may be older.
  useEffect(() => {
    if (!line.current.busy) line.current.version = view.version
  })
  const send = async (): Promise<void> => {
    const own = line.current
    if (own.busy) return
    own.busy = true
    try {
      while (own.waiting.length > 0) {
        // Only the last of what has gathered meanwhile need be told: an order is sent whole.
        const next = own.waiting.at(-1)
        own.waiting = []
        const answer = await act<{ version: string }>('put', '/api/offerings/{offeringId}/order', {
          path: { offeringId: view.id },
          body: { base: own.version, sections: next },
        })
        own.version = answer.version
      }
    } catch (failure) {
      own.waiting = []
      const { title, detail } = asProblem(failure)
      notify([title, detail].filter(Boolean).join(' '), 'bad')
    }
    await refresh(`/api/offerings/${view.id}/`)
    own.busy = false
    if (own.waiting.length > 0) void send()
    else setPending(null)
  }
  const order = pending ?? orderOf(view)
  return {
    order,
    move: (next) => {
      if (sameOrder(next, order)) return
      setPending(next)
      line.current.waiting.push(next)
      void send()
    },
  }
}
