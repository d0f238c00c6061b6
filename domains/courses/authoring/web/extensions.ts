import { Extension, type AnyExtension } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { BlockNode, type BlockWords, FootnoteNode, FormulaNode, InlineFormulaNode, MediaNode, SubMark, SupMark } from './nodes/atoms.ts'
import { CallOutNode, DetailsNode, DetailsSummaryNode, PictureNode } from './nodes/containers.ts'

/** Places that links lead to, and the language of a part, stay where they were. */
const Kept = Extension.create({
  name: 'kept',
  addGlobalAttributes: () => [
    { types: ['heading', 'paragraph', 'listItem'], attributes: { id: { default: null, keepOnSplit: false }, lang: { default: null } } },
  ],
})

/** What a lesson is made of, for the editor. @param words name the blocks of other rooms */
export function lessonExtensions(words: BlockWords): AnyExtension[] {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3, 4, 5, 6] },
      link: {
        openOnClick: false,
        autolink: true,
        linkOnPaste: true,
        defaultProtocol: 'https',
        HTMLAttributes: { target: null, rel: null, class: null },
      },
      codeBlock: { HTMLAttributes: { spellcheck: 'false' } },
    }),
    // the portal's own look: no widths in the text
    Table.extend({ renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]] }).configure({ resizable: false, View: null }),
    TableRow,
    TableHeader.extend({
      addAttributes() {
        return { ...this.parent?.(), colwidth: { default: null, rendered: false }, scope: { default: 'col' } }
      },
    }),
    TableCell.extend({
      addAttributes() {
        return { ...this.parent?.(), colwidth: { default: null, rendered: false } }
      },
    }),
    CallOutNode,
    DetailsNode,
    DetailsSummaryNode,
    PictureNode,
    MediaNode,
    FormulaNode,
    InlineFormulaNode,
    FootnoteNode,
    BlockNode.configure(words),
    SubMark,
    SupMark,
    Kept,
  ]
}
