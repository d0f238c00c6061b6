import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { SubtitleView, VideoView } from '../contract.ts'
import { addCue, cueFault, inOrder, shiftCues, splitCue } from '../shared/cues.ts'
import { parseVtt, writeVtt, type Cue } from '../shared/vtt.ts'
import { CueLine } from './CueLine.tsx'
import type { PlayerHandle } from './VideoPlayer.tsx'
import styles from './Video.module.css'

/** The subtitles of one language: from a file, typed beside the player, split, moved; kept when its author says so. */
export function SubtitleEditor({
  video,
  language,
  vtt,
  player,
}: {
  video: VideoView
  language: string
  vtt: string
  player: PlayerHandle | null
}): ReactNode {
  const t = useText('courses-video')
  const file = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const [cues, setCues] = useState<Cue[]>(() => read(vtt))
  const [changed, setChanged] = useState(false)
  const [fault, setFault] = useState('')
  const time = useTime(player)
  const refreshes = [`/api/videos/${video.id}`]
  const save = useAct<SubtitleView>('put', '/api/videos/{videoId}/subtitles/{language}', {
    refreshes,
    onDone: () => {
      setChanged(false)
      notify(t('texts.saved'), 'good')
    },
  })
  const drop = useAct('delete', '/api/videos/{videoId}/subtitles/{language}', { refreshes, onDone: () => setCues([]) })
  const set = (next: Cue[]): void => {
    setCues(next)
    setChanged(true)
  }
  const now = (): number => player?.media.currentTime ?? 0
  const focus = (index: number): void => {
    requestAnimationFrame(() => list.current?.querySelectorAll('textarea')[index]?.focus())
  }
  const add = (): void => {
    const made = addCue(cues, now())
    set(made.cues)
    focus(made.index)
  }
  const take = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return
    const found = parseVtt(await chosen.text())
    if ('fault' in found) setFault(t(`texts.fault.${found.fault.key}`, { line: found.fault.line }))
    else {
      setFault('')
      set(found.cues)
    }
  }
  const keys = (event: KeyboardEvent): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return
    const areas = [...(list.current?.querySelectorAll('li') ?? [])]
    const index = areas.findIndex((area) => area.contains(document.activeElement))
    const put = (part: Partial<Cue>): void => set(cues.map((cue, at) => (at === index ? { ...cue, ...part } : cue)))
    const known: Record<string, () => void> = {
      KeyP: () => (player?.media.paused === false ? player.media.pause() : player?.play()),
      KeyA: add,
      KeyS: () => set(splitCue(cues, index, now())),
      BracketLeft: () => put({ start: now() }),
      BracketRight: () => put({ end: now() }),
    }
    const act = known[event.code]
    if (!act || (index === -1 && /^(KeyS|Bracket)/.test(event.code))) return
    event.preventDefault()
    act()
  }
  const broken = cues.findIndex((cue) => cueFault(cue) === 'ends-before')
  return (
    <div onKeyDown={keys}>
      <Stack>
        <Row>
          <Button variant="default" leftSection={<Icon name="upload" />} onClick={() => file.current?.click()}>
            {t('texts.from-file')}
          </Button>
          <input
            ref={file}
            type="file"
            hidden
            accept=".vtt,.srt,text/vtt"
            aria-label={t('texts.from-file')}
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
          <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
            {t('texts.add')}
          </Button>
          <Button variant="default" disabled={cues.length === 0} onClick={() => set(shiftCues(cues, -0.1))}>
            {t('texts.all-earlier')}
          </Button>
          <Button variant="default" disabled={cues.length === 0} onClick={() => set(shiftCues(cues, 0.1))}>
            {t('texts.all-later')}
          </Button>
        </Row>
        <p className={styles['soft']}>{t('texts.keys')}</p>
        {fault && <Notice tone="bad">{fault}</Notice>}
        <ol className={styles['cues']} ref={list}>
          {cues.map((cue, index) => (
            <CueLine
              key={index}
              cue={cue}
              number={index + 1}
              now={time >= cue.start && time < cue.end}
              onChange={(next) => set(cues.map((one, at) => (at === index ? next : one)))}
              onGo={() => player?.play(cue.start)}
              onSplit={() => set(splitCue(cues, index, now()))}
              onShift={(by) => set(shiftCues(cues, by, index))}
              onRemove={() => set(cues.filter((_, at) => at !== index))}
            />
          ))}
        </ol>
        {save.error && <ProblemNotice problem={save.error} />}
        <Row>
          <Button
            disabled={!changed || cues.length === 0 || broken !== -1}
            loading={save.isPending}
            onClick={() => save.mutate({ path: { videoId: video.id, language }, body: { vtt: writeVtt(inOrder(cues)) } })}
          >
            {t('texts.save')}
          </Button>
          {vtt && (
            <Button variant="subtle" color="red" loading={drop.isPending} onClick={() => drop.mutate({ path: { videoId: video.id, language } })}>
              {t('texts.drop')}
            </Button>
          )}
        </Row>
      </Stack>
    </div>
  )
}

function read(vtt: string): Cue[] {
  const found = parseVtt(vtt)
  return 'cues' in found ? found.cues : []
}

/** Where the player is, four times a second. */
function useTime(player: PlayerHandle | null): number {
  const [time, setTime] = useState(0)
  useEffect(() => {
    if (!player) return undefined
    const look = (): void => setTime(player.media.currentTime)
    player.media.addEventListener('timeupdate', look)
    return () => player.media.removeEventListener('timeupdate', look)
  }, [player])
  return time
}
