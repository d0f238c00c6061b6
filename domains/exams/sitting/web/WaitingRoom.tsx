import { useEffect, useRef, useState, type ReactNode } from 'react'
import { asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { callHeaders, readProblem } from '../../../../foundation/web/api/call.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { announce } from '../../../../foundation/web/navigation/arrival.ts'
import type { PaperView } from '../../contract.ts'
import { openPaper } from './open-paper.ts'
import { useBeat } from './use-beat.ts'
import { WatchNotices } from './WatchNotices.tsx'
import styles from './Sitting.module.css'

/** Thousands wait for the same second: each asks for its key a little apart, and again after a while when the line is gone. */
const spreadMs = 4_000
const againMs = 3_000

async function fetchKey(attemptId: string): Promise<{ key: string; endsAt: string | null; now: string }> {
  const reply = await fetch(`/api/attempts/${attemptId}/key`, { credentials: 'same-origin', headers: callHeaders('GET') })
  if (!reply.ok) throw await readProblem(reply)
  return (await reply.json()) as { key: string; endsAt: string | null; now: string }
}

/** An exam before its start: the paper lies sealed on the device; at the start a small key opens it. */
export function WaitingRoom(props: { paper: PaperView; sealed: { iv: string; data: string }; onOpen: (paper: PaperView) => void }): ReactNode {
  const { paper, sealed, onOpen } = props
  const t = useText('exams')
  const format = useFormat()
  const shift = useRef(Date.parse(paper.now) - Date.now())
  const startsAt = Date.parse(paper.startedAt)
  const left = (): number => Math.max(0, Math.ceil((startsAt - Date.now() - shift.current) / 1000))
  const [seconds, setSeconds] = useState(left)
  const [trouble, setTrouble] = useState<'line' | 'broken' | null>(null)
  const watch = useBeat(paper, 0, () => undefined)
  const open = useRef(onOpen)
  open.current = onOpen

  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 500)
    return () => clearInterval(timer)
  })
  const begun = seconds === 0
  useEffect(() => {
    if (!begun) return undefined
    let gone = false
    let timer: ReturnType<typeof setTimeout>
    const ask = async (): Promise<void> => {
      try {
        const { key, endsAt, now } = await fetchKey(paper.attemptId)
        const questions = await openPaper(sealed, key)
        if (gone) return
        announce(t('waiting.open'))
        open.current({ ...paper, sealed: null, questions, endsAt, now })
      } catch (error) {
        if (gone) return
        // the server's clock is the one that counts: a little early is no trouble
        const { status } = asProblem(error)
        setTrouble(error instanceof DOMException ? 'broken' : status === 409 ? null : 'line')
        timer = setTimeout(() => void ask(), againMs + Math.random() * spreadMs)
      }
    }
    timer = setTimeout(() => void ask(), Math.random() * spreadMs)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [begun, paper, sealed, t])

  return (
    <Stack gap="l">
      <WatchNotices watch={watch} />
      <div className={styles['waiting']}>
        <p>{t('waiting.starts', { when: format.time(paper.startedAt) })}</p>
        <p className={styles['clock']} role="timer">
          {format.duration(seconds, 'clock')}
        </p>
        <p className={styles['soft']}>{t(begun ? 'waiting.key' : 'waiting.sealed')}</p>
      </div>
      {trouble && (
        <Notice tone="warn" role="status">
          {t(`waiting.${trouble}`)}
        </Notice>
      )}
    </Stack>
  )
}
