import { ActionIcon, Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { asProblem, type ApiProblem } from '../../../foundation/web/api/api-problem.ts'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { FileDrop } from '../../../foundation/web/kit/FileDrop.tsx'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { ProgressBar } from '../../../foundation/web/kit/Progress.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { AssignmentView } from '../contract.ts'
import { maxFileBytes } from '../shared/limits.ts'
import { sendWork } from './send-work.ts'
import { useDraft } from './use-draft.ts'
import styles from './Work.module.css'

/** Where a student hands in: what is written stays on the device until the server has it; a broken line is tried again. */
export function HandInForm({ view }: { view: AssignmentView }): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const { draft, ready, keptAt, change, discard } = useDraft(view.itemId)
  const [share, setShare] = useState<number | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [waiting, setWaiting] = useState(false)
  const tries = useRef(0)

  const send = async (): Promise<void> => {
    setProblem(null)
    setWaiting(false)
    setShare(0)
    try {
      await sendWork(view.itemId, draft, setShare)
      tries.current = 0
      await discard()
      notify(t('hand-in.done'), 'good')
      await refresh(`/api/items/${view.itemId}`, `/api/offerings/${view.offeringId}`, '/api/my')
    } catch (failure) {
      const found = asProblem(failure)
      setProblem(found)
      setWaiting(found.isOffline)
    } finally {
      setShare(null)
    }
  }
  useEffect(() => {
    if (!waiting) return undefined
    // the same client key goes out again: what had arrived after all is not made twice
    const again = () => {
      tries.current += 1
      void send()
    }
    const timer = setTimeout(again, Math.min(60_000, 3_000 * 2 ** tries.current))
    addEventListener('online', again, { once: true })
    return () => {
      clearTimeout(timer)
      removeEventListener('online', again)
    }
  }, [waiting])

  if (!ready) return null
  const empty = draft.text.trim() === '' && draft.files.length === 0
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!empty && share === null) void send()
      }}
    >
      <Stack>
        {view.acceptsText && (
          <TextField label={t('hand-in.text')} lines={8} value={draft.text} disabled={share !== null} onChange={(text: string) => change({ text })} />
        )}
        {view.acceptsFiles && draft.files.length < view.maxFiles && (
          <FileDrop
            label={t('hand-in.files')}
            hint={t('hand-in.files-hint', { count: view.maxFiles })}
            maxBytes={maxFileBytes}
            multiple
            disabled={share !== null}
            onFiles={(files) => change({ files: [...draft.files, ...files].slice(0, view.maxFiles) })}
          />
        )}
        {draft.files.length > 0 && (
          <ul className="plain-list">
            {draft.files.map((file, index) => (
              <li key={`${file.name} ${file.lastModified}`} className={styles['file']}>
                <span>
                  <Icon name="file" size={16} /> {file.name} <small>{format.bytes(file.size)}</small>
                </span>
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  color="gray"
                  aria-label={t('hand-in.remove', { name: file.name })}
                  disabled={share !== null}
                  onClick={() => change({ files: draft.files.toSpliced(index, 1) })}
                >
                  <Icon name="close" />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
        {share !== null && <ProgressBar value={share} label={t('hand-in.sending')} />}
        {waiting ? (
          <Notice tone="warn" role="status" title={t('hand-in.no-line')}>
            {t('hand-in.no-line-text')}
          </Notice>
        ) : (
          problem && <ProblemNotice problem={problem} />
        )}
        <Row>
          <Button type="submit" loading={share !== null} disabled={empty}>
            {t(waiting ? 'hand-in.again' : 'hand-in.send')}
          </Button>
          {keptAt && !empty && share === null && (
            <small role="status">
              <Icon name="device" size={16} /> {t('hand-in.kept')}
            </small>
          )}
        </Row>
      </Stack>
    </form>
  )
}
