import type { Editor } from '@tiptap/core'

/**
 * Commands at the cursor, with the focus in the text at once. The editor's own `focus` command gives it a frame later,
 * and what a quick hand types in between would land where the cursor stood before.
 */
export function atText(editor: Editor): ReturnType<Editor['chain']> {
  editor.view.focus()
  return editor.chain()
}
