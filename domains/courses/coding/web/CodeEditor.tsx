import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import styles from './Coding.module.css'
import type { MadeEditor } from './make-editor.ts'

/** Signs that a phone's keyboard hides behind two more keys. */
const signs = ['(', ')', ':', '=', '"', "'", '[', ']', '_', '{', '}', '#', '+', '-', '*', '/', '%', '<', '>', '!', ',', '.', '\\']

export interface CodeEditorHandle {
  mark: (line: number | null) => void
  goTo: (line: number) => void
}

export interface CodeEditorProps {
  label: string
  code: string
  /** Grows when `code` came from elsewhere than this editor. */
  turn?: number
  readOnly?: boolean
  onChange?: (code: string) => void
  onRun?: () => void
  handle?: Ref<CodeEditorHandle>
}

/** An editor for programs; its code is fetched where one is shown. On a touch keyboard a row of signs stands under it. */
export function CodeEditor({ label, code, turn = 0, readOnly = false, onChange, onRun, handle }: CodeEditorProps): ReactNode {
  const t = useText('courses-coding')
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<MadeEditor | null>(null)
  const [state, setState] = useState<'loading' | 'there' | 'plain'>('loading')
  const given = useRef({ code, onChange, onRun })
  given.current = { code, onChange, onRun }

  useEffect(() => {
    let gone = false
    const help = t('editor.help')
    void import('./make-editor.ts')
      .then(({ makeEditor }) => {
        if (gone || !host.current) return
        const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
        editor.current = makeEditor(root, {
          code: given.current.code,
          label,
          help,
          readOnly,
          onChange: (typed) => given.current.onChange?.(typed),
          onRun: onRun ? () => given.current.onRun?.() : undefined,
        })
        setState('there')
      })
      // without a line and not yet on the device: a plain field does
      .catch(() => setState('plain'))
    return () => {
      gone = true
      editor.current?.destroy()
      editor.current = null
    }
  }, [label, readOnly, t])
  useEffect(() => editor.current?.put(given.current.code), [turn])
  useImperativeHandle(handle, () => ({
    mark: (line) => editor.current?.mark(line),
    goTo: (line) => editor.current?.goTo(line),
  }))

  return (
    <div
      className={styles['code']}
      onKeyDown={(event) => {
        // Escape leaves the editor (with Tab after it), not the dialog around it
        if (event.key === 'Escape' && event.target === host.current) event.preventDefault()
      }}
    >
      {state === 'loading' && <SkeletonLines lines={5} />}
      {state === 'plain' && (
        <textarea
          className={styles['plain']}
          aria-label={label}
          rows={10}
          readOnly={readOnly}
          spellCheck={false}
          autoCapitalize="off"
          value={code}
          onChange={(event) => onChange?.(event.currentTarget.value)}
        />
      )}
      {/* never hidden: an editor that is made unseen measures nothing */}
      <div ref={host} data-code-editor="" />
      {state === 'there' && !readOnly && (
        <div className={styles['signs']} role="group" aria-label={t('editor.signs')}>
          <Sign label={t('editor.indent')} onPress={() => editor.current?.indent(true)}>
            ⇥
          </Sign>
          <Sign label={t('editor.outdent')} onPress={() => editor.current?.indent(false)}>
            ⇤
          </Sign>
          {signs.map((sign) => (
            <Sign key={sign} onPress={() => editor.current?.insert(sign)}>
              {sign}
            </Sign>
          ))}
        </div>
      )}
    </div>
  )
}

/** A key of the row: the keyboard stays open, for the editor keeps the focus. */
function Sign({ label, onPress, children }: { label?: string; onPress: () => void; children: string }): ReactNode {
  return (
    <button type="button" {...(label ? { 'aria-label': label } : {})} onPointerDown={(event) => event.preventDefault()} onClick={onPress}>
      {children}
    </button>
  )
}
