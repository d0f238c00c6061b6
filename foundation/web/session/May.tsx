import type { ReactNode } from 'react'
import type { AbilityTarget } from './can.ts'
import { useMay } from './me.ts'

/** Shows its children only to those who have the ability (over the target, when one is given). */
export function May({
  I: ability,
  over,
  children,
  otherwise = null,
}: {
  I: string
  over?: AbilityTarget
  children: ReactNode
  otherwise?: ReactNode
}): ReactNode {
  return useMay()(ability, over) ? children : otherwise
}
