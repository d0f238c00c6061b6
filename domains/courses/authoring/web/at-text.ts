import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'

/**
 * Commands at the cursor, with the focus in the text at once. The editor's own `focus` command gives it a frame later,
 * and what a quick hand types in between would land where the cursor stood before.
 */
export function atText(editor: Editor): ReturnType<Editor['chain']> {
  editor.view.focus()
  return editor.chain()
}

/** As `atText`, for something new: a block that is chosen (as the one just put in is) stays, the new one comes after it. */
export function afterBlock(editor: Editor): ReturnType<Editor['chain']> {
  const { selection } = editor.state
  const chain = atText(editor)
  if (!(selection instanceof NodeSelection) || !selection.node.isBlock) return chain
  return chain.insertContentAt(selection.to, { type: 'paragraph' }).setTextSelection(selection.to + 1)
}
