import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import type { ItemView, LessonBlockProps, VideoView } from '../../../courses/web/index.ts'
import WatchVideo from './WatchVideo.tsx'

/** A video inside a lesson: `<figure data-block="video" data-id="…">`. */
export default function VideoBlock({ id, itemId }: LessonBlockProps): ReactNode {
  const t = useText('learning-watching')
  const [waiting, setWaiting] = useState(false)
  const video = useApi<VideoView>('/api/videos/{videoId}', { path: { videoId: id ?? '' }, enabled: id !== null, every: waiting ? 10_000 : false })
  // a film that is still being prepared appears by itself
  const prepared = video.data?.watchable !== false
  if (waiting === prepared) setWaiting(!prepared)
  const item = useApi<ItemView>('/api/items/{itemId}', { path: { itemId } })
  if (id === null) return null
  return (
    <Loaded from={video} skeleton={<SkeletonLines lines={8} />}>
      {(view: VideoView) =>
        view.watchable ? (
          <WatchVideo video={view} title={item.data?.title ?? {}} course={item.data?.course.name ?? {}} />
        ) : (
          <Notice role="status">{t('none-ready')}</Notice>
        )
      }
    </Loaded>
  )
}
