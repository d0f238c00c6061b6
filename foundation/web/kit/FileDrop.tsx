import { Button } from '@mantine/core'
import { useId, useRef, useState, type ReactNode } from 'react'
import { asProblem } from '../api/api-problem.ts'
import { uploadFile } from '../api/upload-file.ts'
import { useFormat, useText } from '../i18n/use-text.ts'
import { ProblemNotice } from './Form.tsx'
import { Icon } from './Icon.tsx'
import { ProgressBar } from './Progress.tsx'
import styles from './FileDrop.module.css'

export interface FileDropProps<Answer> {
  label: string
  hint?: ReactNode
  /** As of `<input accept>`: '.xlsx,.csv' */
  accept?: string
  maxBytes?: number
  multiple?: boolean
  /** Where a chosen file goes at once; without it only `onFiles` is told. */
  uploadTo?: string
  field?: string
  fields?: Record<string, string>
  onFiles?: (files: File[]) => void
  onUploaded?: (answer: Answer, file: File) => void
  disabled?: boolean
}

/** A place to drop a file or choose one; shows how far the sending is and what was refused. */
export function FileDrop<Answer = unknown>(props: FileDropProps<Answer>): ReactNode {
  const { label, hint, accept, maxBytes, multiple = false, uploadTo, field, fields, onFiles, onUploaded, disabled = false } = props
  const t = useText('foundation')
  const format = useFormat()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [tooBig, setTooBig] = useState('')
  const stop = useRef<AbortController | null>(null)

  const take = async (list: FileList | null): Promise<void> => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1)
    if (files.length === 0) return
    const big = files.find(({ size }) => maxBytes !== undefined && size > maxBytes)
    setTooBig(big && maxBytes !== undefined ? t('file.too-big', { name: big.name, max: format.bytes(maxBytes) }) : '')
    if (big) return
    setError(null)
    onFiles?.(files)
    if (!uploadTo) return
    stop.current = new AbortController()
    try {
      for (const file of files) {
        setSending({ name: file.name, share: 0 })
        const answer = await uploadFile<Answer>(uploadTo, file, {
          ...(field ? { field } : {}),
          ...(fields ? { fields } : {}),
          onProgress: (share) => setSending({ name: file.name, share }),
          signal: stop.current.signal,
        })
        onUploaded?.(answer, file)
      }
    } catch (failure) {
      if (!(failure instanceof DOMException)) setError(failure)
    } finally {
      setSending(null)
      if (input.current) input.current.value = ''
    }
  }
  return (
    <div>
      <div
        className={styles['drop']}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          if (!disabled) void take(event.dataTransfer.files)
        }}
      >
        <Icon name="upload" size={26} />
        <div className={styles['words']}>
          <label htmlFor={id} className={styles['label']}>
            {label}
          </label>
          <p className={styles['hint']} id={`${id}-hint`}>
            {hint ?? t('file.drop-here')}
            {maxBytes !== undefined && <> {t('file.max', { max: format.bytes(maxBytes) })}</>}
          </p>
        </div>
        <Button variant="default" disabled={disabled || sending !== null} onClick={() => input.current?.click()} aria-hidden tabIndex={-1}>
          {t('file.choose')}
        </Button>
        <input
          ref={input}
          id={id}
          type="file"
          className={styles['input']}
          aria-describedby={`${id}-hint`}
          {...(accept ? { accept } : {})}
          multiple={multiple}
          disabled={disabled || sending !== null}
          onChange={(event) => void take(event.currentTarget.files)}
        />
      </div>
      {sending && (
        <div className={styles['sending']}>
          <ProgressBar value={sending.share} label={t('file.sending', { name: sending.name })} />
          <Button variant="subtle" size="sm" onClick={() => stop.current?.abort()}>
            {t('action.cancel')}
          </Button>
        </div>
      )}
      {tooBig && (
        <p className={styles['wrong']} role="alert">
          {tooBig}
        </p>
      )}
      {error ? <ProblemNotice problem={asProblem(error)} /> : null}
    </div>
  )
}
