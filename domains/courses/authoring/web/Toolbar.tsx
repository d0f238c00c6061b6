import type { Editor } from '@tiptap/core'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { changesBlocks } from '../../web/lesson-blocks.ts'
import styles from './Editor.module.css'
import { callOuts, type CallOut } from './nodes/containers.ts'
import type { Making } from './MakeDialog.tsx'
import icons from './toolbar-icons.svg?url'
import { atText } from './at-text.ts'

export const programLanguages = ['python', 'javascript', 'java', 'cpp', 'csharp', 'sql', 'xml', 'css', 'json', 'bash'] as const

export function ToolIcon({ name }: { name: string }): ReactNode {
  return (
    <svg width={20} height={20} fill="none" stroke="currentColor" strokeWidth={1.6} strokeLinecap="round" strokeLinejoin="round" aria-hidden>
      <use href={`${icons}#${name}`} />
    </svg>
  )
}

/** The tools of the editor: one stop of the Tab key, arrows between them. What belongs to a table or a call-out comes with it. */
export function Toolbar({ editor, onMake }: { editor: Editor; onMake: (what: Making) => void }): ReactNode {
  const t = useText('courses-authoring')
  const bar = useRef<HTMLDivElement>(null)
  const run = (): ReturnType<Editor['chain']> => atText(editor)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') return editor.view.focus()
    const tools = [...(bar.current?.querySelectorAll<HTMLElement>('button:not(:disabled), select') ?? [])]
    const at = tools.indexOf(document.activeElement as HTMLElement)
    const inSelect = document.activeElement instanceof HTMLSelectElement
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tools.length - 1 }[event.key]
    if (next === undefined || (inSelect && (event.key === 'Home' || event.key === 'End'))) return
    event.preventDefault()
    tools[(next + tools.length) % tools.length]?.focus()
  }
  const tool = (name: string, act: () => void, active?: boolean, disabled = false): ReactNode => (
    <button
      key={name}
      type="button"
      className={styles['tool']}
      title={t(`tools.${name}`)}
      aria-label={t(`tools.${name}`)}
      {...(active === undefined ? {} : { 'aria-pressed': active })}
      disabled={disabled}
      onClick={act}
    >
      <ToolIcon name={name} />
    </button>
  )
  const word = (key: string, act: () => void): ReactNode => (
    <button key={key} type="button" className={styles['word']} onClick={act}>
      {t(`tools.${key}`)}
    </button>
  )
  const level = [2, 3, 4].find((one) => editor.isActive('heading', { level: one }))
  const atom = madeOf(editor)
  return (
    <div ref={bar} role="toolbar" aria-label={t('tools.label')} aria-controls="lesson-editor" className={styles['bar']} onKeyDown={onKeyDown}>
      <button type="button" className={styles['add']} aria-haspopup="dialog" onClick={() => onMake({ kind: 'menu' })}>
        <ToolIcon name="plus" />
        {t('tools.plus')}
      </button>
      {tool('undo', () => run().undo().run(), undefined, !editor.can().undo())}
      {tool('redo', () => run().redo().run(), undefined, !editor.can().redo())}
      <select
        className={styles['select']}
        aria-label={t('tools.style')}
        value={level ?? 0}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value)
          if (chosen)
            run()
              .setHeading({ level: chosen as 2 | 3 | 4 })
              .run()
          else run().setParagraph().run()
        }}
      >
        {[0, 2, 3, 4].map((one) => (
          <option key={one} value={one}>
            {one ? t('tools.heading', { level: one - 1 }) : t('tools.paragraph')}
          </option>
        ))}
      </select>
      {tool('bold', () => run().toggleBold().run(), editor.isActive('bold'))}
      {tool('italic', () => run().toggleItalic().run(), editor.isActive('italic'))}
      {tool('link', () => onMake({ kind: 'link' }), editor.isActive('link'))}
      {tool('bullets', () => run().toggleBulletList().run(), editor.isActive('bulletList'))}
      {tool('numbers', () => run().toggleOrderedList().run(), editor.isActive('orderedList'))}
      {tool('code', () => run().toggleCode().run(), editor.isActive('code'))}
      {tool('sub', () => run().toggleMark('sub').run(), editor.isActive('sub'))}
      {tool('sup', () => run().toggleMark('sup').run(), editor.isActive('sup'))}
      {tool('quote', () => run().toggleBlockquote().run(), editor.isActive('blockquote'))}
      {atom && word('edit-atom', () => onMake(atom))}
      {editor.isActive('table') && (
        <>
          {word('row-add', () => run().addRowAfter().run())}
          {word('row-drop', () => run().deleteRow().run())}
          {word('column-add', () => run().addColumnAfter().run())}
          {word('column-drop', () => run().deleteColumn().run())}
          {word('table-drop', () => run().deleteTable().run())}
        </>
      )}
      {editor.isActive('callOut') && (
        <>
          <select
            className={styles['select']}
            aria-label={t('tools.call-out')}
            value={String(editor.getAttributes('callOut')['kind'])}
            onChange={(event) =>
              run()
                .updateAttributes('callOut', { kind: event.currentTarget.value as CallOut })
                .run()
            }
          >
            {callOuts.map((kind) => (
              <option key={kind} value={kind}>
                {t(`call-outs.${kind}`)}
              </option>
            ))}
          </select>
          {word('call-out-drop', () => run().lift('callOut').run())}
        </>
      )}
      {editor.isActive('details') && word('details-drop', () => run().deleteNode('details').run())}
      {editor.isActive('codeBlock') && (
        <select
          className={styles['select']}
          aria-label={t('tools.language')}
          value={String(editor.getAttributes('codeBlock')['language'] ?? '')}
          onChange={(event) =>
            run()
              .updateAttributes('codeBlock', { language: event.currentTarget.value || null })
              .run()
          }
        >
          <option value="">{t('tools.no-language')}</option>
          {programLanguages.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}

/** The dialog that changes what is chosen in the text; null when it is words. */
export function madeOf(editor: Editor): Making | null {
  if (editor.isActive('picture')) return { kind: 'picture', attributes: editor.getAttributes('picture') as { src: string; alt: string } }
  for (const name of ['formula', 'inlineFormula'] as const)
    if (editor.isActive(name))
      return { kind: 'formula', tex: String(editor.getAttributes(name)['tex']), inline: name === 'inlineFormula', change: true }
  if (editor.isActive('roomBlock')) {
    const { kind, id, spec } = editor.getAttributes('roomBlock') as { kind: string; id: string | null; spec: string | null }
    if (changesBlocks(kind)) return { kind: 'block', block: kind, had: { id, spec } }
  }
  if (editor.isActive('footnote')) return { kind: 'footnote', text: String(editor.getAttributes('footnote')['text']), change: true }
  return null
}
