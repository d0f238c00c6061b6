import { Button } from '@mantine/core'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { listRecordings } from '../../studio/web/kept-recordings.ts'
import { loadStudio } from '../../studio/web/load.ts'
import type { ItemVideosView, VideoView } from '../contract.ts'
import { VideoUpload } from './VideoUpload.tsx'
import styles from './Video.module.css'

const Studio = lazy(loadStudio)

/** The videos of an item, for its author: what is uploaded, how far its qualities are, why one failed, and a new one. */
export default function ItemVideos({ itemId, onMade }: { itemId: string; onMade?: (videoId: string) => void }): ReactNode {
  const t = useText('courses-video')
  const [working, setWorking] = useState(false)
  const found = useApi<ItemVideosView>('/api/items/{itemId}/videos', { path: { itemId }, every: working ? 2000 : false })
  const busy = found.data?.videos.some(({ state }) => state === 'waiting' || state === 'running') ?? false
  if (busy !== working) setWorking(busy)
  return (
    <Card title={t('edit.title')} note={t('edit.note')}>
      <Loaded from={found}>
        {(view: ItemVideosView) => (
          <Stack>
            {view.transcodes === false && <Notice tone="warn">{t('edit.no-ffmpeg')}</Notice>}
            {view.videos.length > 0 && (
              <ul className={styles['lines']}>
                {view.videos.map((video) => (
                  <VideoLine key={video.id} video={video} />
                ))}
              </ul>
            )}
            <NewVideo itemId={itemId} view={view} {...(onMade ? { onMade } : {})} />
          </Stack>
        )}
      </Loaded>
    </Card>
  )
}

/** A file that is uploaded, or a recording made here and now. */
function NewVideo({ itemId, view, onMade }: { itemId: string; view: ItemVideosView; onMade?: (videoId: string) => void }): ReactNode {
  const t = useText('courses-video')
  const [recording, setRecording] = useState(false)
  const [kept, setKept] = useState(0)
  useEffect(() => void listRecordings().then((found) => setKept(found.length)), [recording])
  const made = (videoId: string): void => {
    void refresh(`/api/items/${itemId}/videos`)
    onMade?.(videoId)
  }
  if (recording)
    return (
      <Suspense fallback={<SkeletonLines />}>
        <Studio
          itemId={itemId}
          cuts={view.transcodes !== false}
          onClose={() => setRecording(false)}
          onMade={(videoId, madeFor) => {
            setRecording(false)
            if (madeFor === itemId) made(videoId)
          }}
        />
      </Suspense>
    )
  return (
    <>
      {kept > 0 && (
        <Notice tone="warn" title={t('edit.kept', { count: kept })}>
          <Button variant="default" onClick={() => setRecording(true)}>
            {t('edit.open-kept')}
          </Button>
        </Notice>
      )}
      <Row>
        <Button variant="default" leftSection={<Icon name="video" />} onClick={() => setRecording(true)}>
          {t('edit.record')}
        </Button>
        <span className={styles['soft']}>{t('edit.record-note')}</span>
      </Row>
      <VideoUpload itemId={itemId} unfinished={view.uploads} onMade={made} />
    </>
  )
}

function VideoLine({ video }: { video: VideoView }): ReactNode {
  const t = useText('courses-video')
  const format = useFormat()
  const [removing, setRemoving] = useState(false)
  const refreshes = [`/api/items/${video.itemId}/videos`, `/api/videos/${video.id}`]
  const retry = useAct('post', '/api/videos/{videoId}/transcode', { refreshes })
  const remove = useAct('delete', '/api/videos/{videoId}', { refreshes, onDone: () => setRemoving(false) })
  const tone = { ready: 'good', failed: 'bad', running: 'info', waiting: 'info' } as const
  return (
    <li className={styles['line']}>
      <Row apart>
        <span className={styles['name']}>{video.name}</span>
        <StatusBadge tone={tone[video.state]}>{t(`state.${video.state}`)}</StatusBadge>
      </Row>
      <span className={styles['soft']}>
        {[
          format.bytes(video.bytes),
          video.seconds ? format.duration(video.seconds, 'clock') : '',
          ...video.qualities
            .filter(({ quality }) => quality !== 'original')
            .map(({ quality, bytes }) => `${t(`quality.${quality}`)} ${format.bytes(bytes)}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {(video.state === 'running' || video.state === 'waiting') && (
        <ProgressBar value={video.state === 'waiting' ? null : video.progress / 100} label={t(`edit.${video.state}`)} />
      )}
      {video.failure && (
        <Notice tone="bad" title={video.failure.title}>
          {video.failure.detail}
        </Notice>
      )}
      {retry.error && <ProblemNotice problem={retry.error} />}
      <Row>
        {video.watchable && (
          <>
            <AppLink to={`/courses/${video.offeringId}/videos/${video.id}/texts`}>{t('edit.texts')}</AppLink>
            <AppLink to={`/courses/${video.offeringId}/videos/${video.id}/viewers`}>{t('edit.viewers')}</AppLink>
          </>
        )}
        {video.state === 'failed' && (
          <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate({ path: { videoId: video.id } })}>
            {t('edit.retry')}
          </Button>
        )}
        <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
          {t('edit.remove')}
        </Button>
      </Row>
      <ConfirmDialog
        open={removing}
        title={t('edit.remove-title', { name: video.name })}
        confirmLabel={t('edit.remove')}
        danger
        pending={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate({ path: { videoId: video.id } })}
        onClose={() => setRemoving(false)}
      >
        {t('edit.remove-text')}
      </ConfirmDialog>
    </li>
  )
}
