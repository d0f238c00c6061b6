import type { ReactNode } from 'react'
import { SkeletonPage } from '../kit/Skeletons.tsx'

/** While a page's files are on their way. */
export function PagePending(): ReactNode {
  return <SkeletonPage />
}
