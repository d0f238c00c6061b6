import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Tabs } from '../../../../foundation/web/kit/Tabs.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { ItemView } from '../../contract.ts'
import type { SubtitlesView, VideoView } from '../contract.ts'
import { ChaptersEditor } from './ChaptersEditor.tsx'
import { SubtitleEditor } from './SubtitleEditor.tsx'
import styles from './Video.module.css'
import VideoPlayer, { type PlayerHandle } from './VideoPlayer.tsx'

/** Subtitles in each language and chapters of a video, with the player beside them. */
export default function VideoTextsPage(): ReactNode {
  const { offeringId = '', videoId = '' } = usePathValues()
  const t = useText('courses-video')
  const pick = usePick()
  const [player, setPlayer] = useState<PlayerHandle | null>(null)
  const video = useApi<VideoView>('/api/videos/{videoId}', { path: { videoId } })
  const subtitles = useApi<SubtitlesView>('/api/videos/{videoId}/subtitles', { path: { videoId } })
  const itemId = video.data?.itemId ?? ''
  const item = useApi<ItemView>('/api/items/{itemId}', { path: { itemId }, enabled: itemId !== '' })
  const title = item.data ? pick(item.data.title) : (video.data?.name ?? '')
  return (
    <Page
      title={t('texts.title')}
      lead={title}
      width="full"
      crumbs={
        item.data
          ? [
              { label: pick(item.data.course.name), to: `/courses/${offeringId}` },
              { label: title, to: `/courses/${offeringId}/items/${itemId}/edit` },
            ]
          : []
      }
    >
      <Loaded from={video}>
        {(view: VideoView) => (
          <div className={styles['editor']}>
            <VideoPlayer video={view} title={title} onPlayer={setPlayer} />
            <Loaded from={subtitles}>
              {(given: SubtitlesView) => (
                <Tabs
                  label={t('texts.title')}
                  param="part"
                  tabs={[
                    ...(['ky', 'ru', 'en'] as const).map((language) => ({
                      key: language,
                      label: t('texts.subtitles-in', { language: t(`languages.${language}`) }),
                      render: () => (
                        <SubtitleEditor
                          key={language}
                          video={view}
                          language={language}
                          vtt={given.subtitles.find((one) => one.language === language)?.vtt ?? ''}
                          player={player}
                        />
                      ),
                    })),
                    { key: 'chapters', label: t('texts.chapters'), render: () => <ChaptersEditor video={view} player={player} /> },
                  ]}
                />
              )}
            </Loaded>
          </div>
        )}
      </Loaded>
    </Page>
  )
}
