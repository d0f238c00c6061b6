import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import type { BlockMakerProps } from '../../web/lesson-blocks.ts'
import type { CheckView } from '../contract.ts'
import { CheckForm } from './CheckForm.tsx'

/** Makes a self-check for a lesson and puts it where the cursor is; or changes the one that was chosen there. */
export default function CheckMaker({ itemId, had, onInsert, onClose }: BlockMakerProps): ReactNode {
  const id = had?.id ?? null
  const found = useApi<CheckView>('/api/self-checks/{checkId}', { path: { checkId: id ?? '' }, enabled: id !== null })
  if (id === null) return <CheckForm itemId={itemId} view={null} onDone={(made) => onInsert({ id: made })} />
  return <Loaded from={found}>{(view: CheckView) => <CheckForm itemId={view.itemId} view={view} onDone={onClose} />}</Loaded>
}
