import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import type { LessonBlockProps } from '../../web/lesson-blocks.ts'
import type { PackageView } from '../contract.ts'
import { PackagePart } from './PackagePart.tsx'

/** A package inside a lesson's text. */
export default function PackageBlock({ id }: LessonBlockProps): ReactNode {
  const found = useApi<PackageView>('/api/packages/{packageId}', { path: { packageId: id ?? '' }, enabled: id !== null })
  return <Loaded from={found}>{(view: PackageView) => <PackagePart view={view} />}</Loaded>
}
