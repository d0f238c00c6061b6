import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { FileDrop } from '../../../../foundation/web/kit/FileDrop.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { UploadView } from '../contract.ts'
import { fingerprintOf, useUpload, type UploadSource, type UploadState } from './use-upload.ts'
import styles from './Video.module.css'

const largest = 2_147_483_648
const types = 'video/*,audio/*,.mkv,.avi,.mov,.m4v,.webm,.mp4,.mp3,.m4a,.ogg,.wav'

export interface VideoUploadProps {
  itemId: string
  /** One's own unfinished uploads to the item, as `GET /api/items/:itemId/videos` gives them. */
  unfinished?: readonly UploadView[]
  /** A recording to send at once instead of a chosen file; a reader of a stream while it is still being made. */
  source?: { content: UploadSource; name: string }
  /** The upload has become a video; its qualities are being made. */
  onMade?: (videoId: string) => void
}

/** Uploads a film so that a lost line or a closed laptop costs nothing: what has arrived is offered again. */
export function VideoUpload({ itemId, unfinished = [], source, onMade }: VideoUploadProps): ReactNode {
  const t = useText('courses-video')
  const upload = useUpload(itemId, (videoId) => onMade?.(videoId))
  const [other, setOther] = useState<File | null>(null)
  const begun = useRef(false)
  const { start } = upload
  useEffect(() => {
    if (!source || begun.current) return
    begun.current = true
    void start(source.content, source.name)
  })
  const take = (file: File, wanted?: UploadView): void => {
    const known = unfinished.find((one) => one.fingerprint === fingerprintOf(file, file.name))
    // Another file than the one that was begun would be sewn to its first half.
    if (wanted && known?.id !== wanted.id) setOther(file)
    else {
      setOther(null)
      void upload.start(file, file.name, known)
    }
  }
  if (upload.state) return <Sending {...upload} state={upload.state} />
  return (
    <Stack>
      {upload.error && <ProblemNotice problem={upload.error} />}
      {other && <Notice tone="warn">{t('upload.other-file', { name: other.name })}</Notice>}
      {unfinished.length > 0 && (
        <ul className={styles['lines']}>
          {unfinished.map((one) => (
            <Unfinished key={one.id} itemId={itemId} upload={one} onFile={(file) => take(file, one)} />
          ))}
        </ul>
      )}
      {!source && (
        <FileDrop label={t('upload.choose')} hint={t('upload.hint')} accept={types} maxBytes={largest} onFiles={([file]) => file && take(file)} />
      )}
    </Stack>
  )
}

function Sending({
  state,
  pause,
  resume,
  cancel,
}: {
  state: UploadState
  pause: () => void
  resume: () => void
  cancel: () => Promise<void>
}): ReactNode {
  const t = useText('courses-video')
  const format = useFormat()
  return (
    <Stack>
      <ProgressBar
        value={state.state === 'finishing' ? null : state.share}
        label={t(`upload.${state.state}`, { name: state.name })}
        note={state.share === null ? format.bytes(state.sent) : `${format.percent(state.share)} · ${format.bytes(state.sent)}`}
      />
      {state.state !== 'finishing' && (
        <Row>
          {state.state === 'sending' && (
            <Button variant="default" onClick={pause}>
              {t('upload.pause')}
            </Button>
          )}
          {state.state !== 'sending' && (
            <Button variant="default" onClick={resume}>
              {t('upload.resume')}
            </Button>
          )}
          <Button variant="subtle" color="red" onClick={() => void cancel()}>
            {t('upload.cancel')}
          </Button>
        </Row>
      )}
      <p className={styles['soft']}>{t('upload.leave')}</p>
    </Stack>
  )
}

function Unfinished({ itemId, upload, onFile }: { itemId: string; upload: UploadView; onFile: (file: File) => void }): ReactNode {
  const t = useText('courses-video')
  const format = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const drop = useAct('delete', '/api/video-uploads/{uploadId}', { refreshes: [`/api/items/${itemId}/videos`] })
  const recorded = upload.fingerprint.startsWith('studio-')
  const share = upload.bytes ? upload.received / upload.bytes : null
  return (
    <li className={styles['line']}>
      <Notice title={t('upload.unfinished', { name: upload.name })}>
        {t(recorded ? 'upload.unfinished-recording' : 'upload.unfinished-text', {
          received: format.bytes(upload.received),
          share: share === null ? '—' : format.percent(share),
          when: format.dateTime(upload.createdAt),
        })}
      </Notice>
      {recorded && <p className={styles['soft']}>{t('upload.recorded')}</p>}
      <Row>
        {!recorded && <Button onClick={() => input.current?.click()}>{t('upload.continue')}</Button>}
        <Button variant="subtle" color="red" loading={drop.isPending} onClick={() => drop.mutate({ path: { uploadId: upload.id } })}>
          {t('upload.cancel')}
        </Button>
      </Row>
      <input
        ref={input}
        type="file"
        hidden
        accept={types}
        aria-label={t('upload.continue')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) onFile(file)
        }}
      />
    </li>
  )
}
