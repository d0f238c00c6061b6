import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { ChooseStep } from './ChooseStep.tsx'
import { dropRecording, listRecordings, type Recording } from './kept-recordings.ts'
import { KeptRecordings } from './KeptRecordings.tsx'
import type { Sources } from './open-sources.ts'
import { RecordStep } from './RecordStep.tsx'
import { ReviewStep } from './ReviewStep.tsx'
import { forgetUpload } from './tus-transport.ts'
import { useTake } from './use-take.ts'

export interface StudioProps {
  itemId: string
  /** Whether the server can cut (ffmpeg is there). */
  cuts: boolean
  /** The recording has become a video of its item (one that was kept may belong to another); its qualities are being made. */
  onMade: (videoId: string, itemId: string) => void
  onClose: () => void
}

/** The studio: records screen, camera and voice in the browser, and sends while it records (R3.2). */
export default function Studio({ itemId, cuts, onMade, onClose }: StudioProps): ReactNode {
  const t = useText('courses-studio')
  const format = useFormat()
  const [kept, setKept] = useState<readonly Recording[]>([])
  const [sources, setSources] = useState<Sources | null>(null)
  const look = useCallback(async () => setKept(await listRecordings()), [])
  useEffect(() => void look(), [look])
  const room = useRef<HTMLDivElement>(null)
  const take = useTake((videoId, madeFor) => {
    void refresh(`/api/items/${madeFor}/videos`)
    void look()
    onMade(videoId, madeFor)
  })
  const busy = take.state !== null
  useEffect(() => (busy ? holdDialog(room.current?.closest('dialog') ?? null) : undefined), [busy])
  const { record } = take
  const begin = useCallback(
    (given: Sources) => {
      setSources(given)
      void record({ itemId, name: t('name', { when: format.dateTime(new Date()) }), sources: given })
    },
    // a recording has the name of the moment in which it began
    [itemId, t, format],
  )
  const { state } = take
  return (
    <div ref={room}>
      <Stack>
        {!state && (
          <>
            <KeptRecordings
              kept={kept}
              itemId={itemId}
              onOpen={(one) => void take.reopen(one)}
              onDrop={async (one) => {
                if (one.href) await forgetUpload(one.href)
                await dropRecording(one.id)
                await look()
              }}
            />
            <ChooseStep onBegin={begin} />
            <Row>
              <Button variant="subtle" onClick={onClose}>
                {t('close')}
              </Button>
            </Row>
          </>
        )}
        {state && state.phase !== 'stopped' && (
          <RecordStep take={state} sources={sources} onPause={take.pause} onResume={take.resume} onStop={take.stop} />
        )}
        {state?.phase === 'stopped' && (
          <ReviewStep
            key={state.recording.id}
            take={state}
            cuts={cuts}
            look={take.look}
            onSend={take.send}
            onTryAgain={take.tryAgain}
            onDrop={async () => {
              await take.drop()
              await look()
            }}
          />
        )}
      </Stack>
    </div>
  )
}

/** A press beside the dialog, or Escape, does not end a recording; its cross does, and what was recorded is kept. */
function holdDialog(dialog: HTMLDialogElement | null): (() => void) | undefined {
  if (!dialog) return undefined
  const hold = (event: Event): void => {
    if (event.type === 'click' && event.target !== dialog) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  dialog.addEventListener('cancel', hold, true)
  dialog.addEventListener('click', hold, true)
  return () => {
    dialog.removeEventListener('cancel', hold, true)
    dialog.removeEventListener('click', hold, true)
  }
}
