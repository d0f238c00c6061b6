import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { ItemVideosView } from '../../video/contract.ts'
import ItemVideos from '../../video/web/ItemVideos.tsx'
import type { BlockMakerProps } from '../../web/lesson-blocks.ts'
import styles from './Editor.module.css'

/** Puts a film or a sound of the item into its text; a new one that is uploaded or recorded here goes in as soon as the server has it. */
export default function VideoMaker({ itemId, onInsert }: BlockMakerProps): ReactNode {
  const t = useText('courses-authoring')
  const videos = useApi<ItemVideosView>('/api/items/{itemId}/videos', { path: { itemId } })
  return (
    <Stack>
      <Loaded from={videos}>
        {(view: ItemVideosView) =>
          view.videos.length > 0 && (
            <div>
              <p>{t('video.choose')}</p>
              <ul className={styles['menu']}>
                {view.videos.map(({ id, name }) => (
                  <li key={id}>
                    <button type="button" onClick={() => onInsert({ id })}>
                      {name}
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          )
        }
      </Loaded>
      <ItemVideos itemId={itemId} onMade={(id) => onInsert({ id })} />
    </Stack>
  )
}
