import type { ReactNode } from 'react'
import { useFormat, usePick } from '../i18n/use-text.ts'
import { usePortal } from '../session/portal-facts.ts'

/** The head of every printed page: the university and the day. On the screen the header says it. */
export function PrintHead(): ReactNode {
  const pick = usePick()
  const format = useFormat()
  const portal = usePortal()
  return <p className="printed-only">{[pick(portal?.name), format.date(Date.now())].filter(Boolean).join(' · ')}</p>
}
