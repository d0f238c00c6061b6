import { useEffect, useState } from 'react'

/** The longest quote of a remark (contract.ts). */
const longest = 2000

/** The words that are marked in the text of an item (`data-reviewed` names it); null where none are. */
export function useChosenWords(): { itemId: string; quote: string } | null {
  const [chosen, setChosen] = useState<{ itemId: string; quote: string } | null>(null)
  useEffect(() => {
    const look = (): void => {
      const selection = document.getSelection()
      const at = selection?.anchorNode
      const room = at instanceof Element ? at.closest<HTMLElement>('[data-reviewed]') : at?.parentElement?.closest<HTMLElement>('[data-reviewed]')
      const quote = selection?.toString().replace(/\s+/g, ' ').trim().slice(0, longest) ?? ''
      const itemId = room?.dataset['reviewed']
      setChosen(itemId && quote && room.contains(selection?.focusNode ?? null) ? { itemId, quote } : null)
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  return chosen
}
