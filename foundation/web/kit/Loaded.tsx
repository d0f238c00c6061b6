import type { ReactNode } from 'react'
import type { ApiResult } from '../api/use-api.ts'
import { ErrorState } from './ErrorState.tsx'
import { SkeletonLines } from './Skeletons.tsx'

/**
 * The states of an answer in one place: waiting, failed, without a line, and there.
 * `<Loaded from={offering}>{(offering) => …}</Loaded>`; a kept copy is shown as if it were there.
 */
export function Loaded<Data>({
  from,
  skeleton,
  children,
}: {
  from: Pick<ApiResult<Data>, 'data' | 'error' | 'isPaused' | 'isError'> & { refetch: () => unknown }
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}): ReactNode {
  if (from.data !== undefined) return children(from.data as Data)
  if (from.isError || from.isPaused) return <ErrorState error={from.error} onRetry={() => void from.refetch()} />
  return skeleton ?? <SkeletonLines />
}
