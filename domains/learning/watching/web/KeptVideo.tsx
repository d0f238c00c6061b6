import type { ReactNode } from 'react'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { VideoView } from '../../../courses/web/index.ts'
import WatchVideo from './WatchVideo.tsx'

/** A film kept on the device: played and measured without a line, told later. */
export default function KeptVideo({ video, title }: { video: VideoView; title: Localized }): ReactNode {
  return <WatchVideo video={video} title={title} />
}
