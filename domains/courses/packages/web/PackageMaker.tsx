import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { FileDrop } from '../../../../foundation/web/kit/FileDrop.tsx'
import type { BlockMakerProps } from '../../web/lesson-blocks.ts'

/** Uploads a package for a lesson and puts it where the cursor is. */
export default function PackageMaker({ itemId, onInsert }: BlockMakerProps): ReactNode {
  const t = useText('courses-packages')
  return (
    <FileDrop<{ id: string }>
      label={t('author.upload')}
      hint={t('author.hint')}
      accept=".zip,.h5p"
      maxBytes={500_000_000}
      uploadTo={`/api/items/${itemId}/packages?place=block`}
      onUploaded={({ id }) => onInsert({ id })}
    />
  )
}
