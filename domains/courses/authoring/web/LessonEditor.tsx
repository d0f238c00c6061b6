import { NodeSelection } from '@tiptap/pm/state'
import { EditorContent, useEditor, type Editor } from '@tiptap/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ApiProblem, asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import rich from '../../../../foundation/web/kit/RichText.module.css'
import { tidyHtml } from '../shared/lost-in-editor.ts'
import styles from './Editor.module.css'
import { followFilm } from './follow-film.ts'
import { lessonExtensions } from './extensions.ts'
import lesson from './Lesson.module.css'
import { MakeDialog, type Making } from './MakeDialog.tsx'
import { pasteInto, uploadPictures, type PasteResult } from './paste.ts'
import { madeOf, Toolbar } from './Toolbar.tsx'

/** How long typing rests before the text is taken out of the editor; it is taken at once when the page is left. */
const rest = 300

export interface LessonEditorProps {
  html: string
  /** Grows when `html` came from elsewhere than this editor. */
  turn: number
  language: string
  itemId: string
  offeringId: string
  /** The text as the editor first shows it, to tell what it cannot. */
  onShown: (html: string) => void
  onChange: (html: string) => void
}

/** The block editor of a lesson (Tiptap). It sets no style elements: the portal's content policy has no place for them. */
export default function LessonEditor({ html, turn, language, itemId, offeringId, onShown, onChange }: LessonEditorProps): ReactNode {
  const t = useText('courses-authoring')
  const format = useFormat()
  const [making, setMaking] = useState<Making | null>(null)
  const [told, setTold] = useState<ReactNode>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const given = useRef({ html: '', onChange, timer: undefined as ReturnType<typeof setTimeout> | undefined })
  given.current.onChange = onChange

  const live = useRef<Editor | null>(null)

  const take = (editor: Editor): void => {
    clearTimeout(given.current.timer)
    if (editor.isDestroyed) return
    const now = tidyHtml(editor.getHTML())
    if (now === given.current.html) return
    given.current.html = now
    given.current.onChange(now)
  }
  const paste = (editor: Editor, work: () => Promise<PasteResult>): void => {
    setTold(t('paste.uploading'))
    setProblem(null)
    work()
      .then(({ lost, untold }) => {
        const words = [lost > 0 && t('paste.lost', { count: lost }), untold > 0 && t('paste.untold', { count: untold })].filter(Boolean)
        setTold(words.length > 0 ? words.join(' ') : null)
      })
      .catch((failure: unknown) => {
        setTold(null)
        setProblem(asProblem(failure))
      })
      .finally(() => take(editor))
  }
  const editor = useEditor({
    extensions: lessonExtensions({
      label: (kind) => t(`blocks.${kind}`),
      follow: (kind, id, tell) =>
        kind === 'video' || kind === 'slides'
          ? followFilm(kind === 'video' ? `/api/videos/${id}` : `/api/slides/${id}`, ({ percent, failed }) => {
              const name = t(`blocks.${kind}`)
              tell(
                failed
                  ? t(kind === 'video' ? 'video.failed' : 'slides-failed', { name })
                  : percent === null
                    ? name
                    : t('video.being-made', { name, share: format.percent(percent / 100) }),
              )
            })
          : undefined,
    }),
    content: html,
    injectCSS: false,
    shouldRerenderOnTransaction: true,
    editorProps: {
      attributes: {
        id: 'lesson-editor',
        class: `${rich['rich']} ${lesson['lesson']} ${styles['text']}`,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('text-label'),
        'aria-describedby': 'lesson-editor-help',
        lang: language,
      },
      handlePaste: (_view, event) => {
        const own = live.current
        return own
          ? pasteInto(
              own,
              event.clipboardData,
              offeringId,
              (work) => paste(own, work),
              (fresh) => setMaking({ kind: 'picture', fresh }),
            )
          : false
      },
      handleDrop: (view, event) => {
        const files = [...(event.dataTransfer?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
        const own = live.current
        if (!own || files.length === 0) return false
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
        if (place !== undefined) own.commands.setTextSelection(place)
        paste(own, () => uploadPictures(files, offeringId, (fresh) => setMaking({ kind: 'picture', fresh })))
        return true
      },
      // typing beside a chosen block does not replace it: the words begin a paragraph after it
      handleTextInput: (view, _from, _to, words) => {
        const { selection } = view.state
        const own = live.current
        if (!own || !(selection instanceof NodeSelection) || !selection.node.isBlock) return false
        const at = selection.to
        own
          .chain()
          .insertContentAt(at, { type: 'paragraph', content: [{ type: 'text', text: words }] })
          .setTextSelection(at + 1 + words.length)
          .run()
        return true
      },
      handleDOMEvents: {
        dblclick: () => {
          const atom = live.current && madeOf(live.current)
          if (atom && atom.kind !== 'picture') setMaking(atom)
          return false
        },
      },
      handleKeyDown: (_view, event) => {
        if (event.altKey && event.key === 'F10') {
          document.querySelector<HTMLElement>('[aria-controls="lesson-editor"] button:not(:disabled)')?.focus()
          return true
        }
        const atom = event.key === 'Enter' && live.current ? madeOf(live.current) : null
        if (!atom || atom.kind === 'picture') return false
        setMaking(atom)
        return true
      },
    },
    onCreate: ({ editor: own }) => {
      given.current.html = tidyHtml(own.getHTML())
      onShown(given.current.html)
    },
    onUpdate: ({ editor: own }) => {
      clearTimeout(given.current.timer)
      given.current.timer = setTimeout(() => take(own), rest)
    },
    onBlur: ({ editor: own }) => take(own),
  })
  live.current = editor

  useEffect(() => {
    if (turn === 0 || !editor) return
    editor.commands.setContent(html, { emitUpdate: false })
    given.current.html = tidyHtml(editor.getHTML())
    onShown(given.current.html)
  }, [turn])
  useEffect(() => {
    if (!editor) return undefined
    const leave = (): void => take(editor)
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', leave)
    return () => {
      leave()
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', leave)
    }
  }, [editor])

  if (!editor) return null
  return (
    <div className={styles['editor']}>
      <Toolbar editor={editor} onMake={setMaking} />
      <EditorContent editor={editor} />
      <p id="lesson-editor-help" className={styles['help']}>
        {t('help')}
      </p>
      {told && <Notice role="status">{told}</Notice>}
      {problem && <ProblemNotice problem={problem} />}
      {making && <MakeDialog editor={editor} itemId={itemId} offeringId={offeringId} making={making} onMake={setMaking} />}
    </div>
  )
}
