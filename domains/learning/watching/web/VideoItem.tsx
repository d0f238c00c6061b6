import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { ItemVideosView, ItemView, ItemViewProps } from '../../../courses/web/index.ts'
import WatchVideo from './WatchVideo.tsx'

/** An item of the kind video: its newest film that can be watched. */
export default function VideoItem({ itemId, teaching }: ItemViewProps): ReactNode {
  const t = useText('learning-watching')
  const videos = useApi<ItemVideosView>('/api/items/{itemId}/videos', { path: { itemId } })
  const item = useApi<ItemView>('/api/items/{itemId}', { path: { itemId } })
  return (
    <Loaded from={videos} skeleton={<SkeletonLines lines={8} />}>
      {(view: ItemVideosView) => {
        const films = view.videos.filter(({ watchable }) => watchable)
        const [film] = films
        if (!film) return <EmptyState icon="video" title={t(teaching && view.videos.length > 0 ? 'none-ready' : 'none')} />
        return (
          <Stack gap="l">
            <WatchVideo key={film.id} video={film} title={item.data?.title ?? {}} course={item.data?.course.name ?? {}} />
          </Stack>
        )
      }}
    </Loaded>
  )
}
