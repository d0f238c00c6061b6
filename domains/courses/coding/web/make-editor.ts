import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands'
import { python } from '@codemirror/lang-python'
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { EditorState, StateEffect, StateField, type Extension } from '@codemirror/state'
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view'
import { editorColours, editorLook } from './editor-look.ts'

export interface EditorOptions {
  code: string
  label: string
  /** Ids cannot reach into the editor's shadow root: what describes it is said in words. */
  help: string
  readOnly: boolean
  onChange: (code: string) => void
  onRun?: (() => void) | undefined
}

export interface MadeEditor {
  /** Another text, from elsewhere. */
  put: (code: string) => void
  /** Marks the line of a fault; null takes the mark away. */
  mark: (line: number | null) => void
  goTo: (line: number) => void
  insert: (text: string) => void
  indent: (more: boolean) => void
  destroy: () => void
}

const setFault = StateEffect.define<number | null>()
const faultLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, change) => {
    // once the program is changed, nobody knows whether the fault is still there
    if (change.docChanged) return Decoration.none
    for (const effect of change.effects)
      if (effect.is(setFault)) {
        const { value } = effect
        if (value === null || value < 1 || value > change.state.doc.lines) return Decoration.none
        return Decoration.set([Decoration.line({ class: 'cm-fault' }).range(change.state.doc.line(value).from)])
      }
    return marks
  },
  provide: (field) => EditorView.decorations.from(field),
})

/**
 * Makes a code editor (CodeMirror) inside a shadow root: its style sheets are then made in memory, for which the portal's content
 * policy needs no hole. Tab indents; Escape and then Tab leaves.
 */
export function makeEditor(root: ShadowRoot, options: EditorOptions): MadeEditor {
  const runKey: Extension = options.onRun
    ? keymap.of([
        {
          key: 'Mod-Enter',
          run: () => {
            options.onRun?.()
            return true
          },
        },
      ])
    : []
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.code,
      extensions: [
        runKey,
        lineNumbers(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        EditorState.allowMultipleSelections.of(false),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        indentUnit.of('    '),
        EditorState.tabSize.of(4),
        keymap.of([{ key: 'Tab', run: indentMore, shift: indentLess }, ...defaultKeymap, ...historyKeymap]),
        python(),
        syntaxHighlighting(editorColours),
        editorLook,
        faultLine,
        EditorState.readOnly.of(options.readOnly),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-description': options.help,
          // a program is no prose: phones must neither mend nor capitalise it
          autocapitalize: 'off',
          autocorrect: 'off',
          spellcheck: 'false',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
  return {
    put: (code) => {
      if (view.state.doc.toString() !== code) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } })
    },
    mark: (line) => view.dispatch({ effects: setFault.of(line) }),
    goTo: (line) => {
      const { doc } = view.state
      const { from } = doc.line(Math.min(Math.max(1, line), doc.lines))
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
      view.focus()
    },
    insert: (text) => {
      view.dispatch(view.state.replaceSelection(text))
      view.focus()
    },
    indent: (more) => {
      if (more) view.dispatch(view.state.replaceSelection('    '))
      else indentLess(view)
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}
