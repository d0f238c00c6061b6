import { mergeAttributes, Node } from '@tiptap/core'

/** Kinds of call-outs: classes that the sanitizer keeps. */
export const callOuts = ['note', 'warning', 'example', 'definition', 'summary', 'task'] as const
export type CallOut = (typeof callOuts)[number]

const kindOf = (element: HTMLElement): CallOut | null => callOuts.find((kind) => element.classList.contains(kind)) ?? null

/** A call-out: `<div class="note" role="note">`. */
export const CallOutNode = Node.create({
  name: 'callOut',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({ kind: { default: 'note', parseHTML: kindOf, renderHTML: ({ kind }) => ({ class: kind as string }) } }),
  parseHTML: () => [{ tag: 'aside' }, { tag: 'div', getAttrs: (element) => (kindOf(element) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { role: 'note' }), 0],
})

/** A part that opens and closes. While it is written it stands open. */
export const DetailsNode = Node.create({
  name: 'details',
  group: 'block',
  content: 'detailsSummary block+',
  defining: true,
  parseHTML: () => [{ tag: 'details' }],
  renderHTML: () => ['details', 0],
  addNodeView: () => () => {
    const dom = document.createElement('div')
    dom.dataset['part'] = 'details'
    return { dom, contentDOM: dom }
  },
})

/** The line that is seen while the part is closed. */
export const DetailsSummaryNode = Node.create({
  name: 'detailsSummary',
  content: 'inline*',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: 'summary' }],
  renderHTML: () => ['summary', 0],
  addNodeView: () => () => {
    const dom = document.createElement('div')
    dom.dataset['part'] = 'summary'
    return { dom, contentDOM: dom }
  },
  addKeyboardShortcuts() {
    return {
      // Enter leads from the line into the part
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection
        if ($from.parent.type.name !== this.name) return false
        return editor.commands.setTextSelection($from.after() + 1)
      },
    }
  },
})

/** A picture with what it says to those who do not see it, and a caption. */
export const PictureNode = Node.create({
  name: 'picture',
  group: 'block',
  content: 'inline*',
  isolating: true,
  addAttributes: () => ({ src: { default: '' }, alt: { default: '' }, width: { default: null }, height: { default: null } }),
  parseHTML: () => [
    { tag: 'figure', getAttrs: (element) => picture(element.querySelector('img')), contentElement: (element) => caption(element as HTMLElement) },
    { tag: 'img[src]', getAttrs: (element) => picture(element as HTMLImageElement), contentElement: () => document.createElement('div') },
  ],
  renderHTML: ({ HTMLAttributes }) => ['figure', ['img', HTMLAttributes], ['figcaption', 0]],
  addKeyboardShortcuts() {
    return {
      // Enter leads out of the caption; a picture is not split in two
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection
        if ($from.parent.type.name !== this.name) return false
        const after = $from.after()
        return editor
          .chain()
          .insertContentAt(after, { type: 'paragraph' })
          .setTextSelection(after + 1)
          .run()
      },
    }
  },
})

function picture(image: HTMLImageElement | null): Record<string, string | null> | false {
  if (!image) return false
  return Object.fromEntries(['src', 'alt', 'width', 'height'].map((name) => [name, image.getAttribute(name)]))
}

function caption(figure: HTMLElement): HTMLElement {
  return figure.querySelector('figcaption') ?? document.createElement('div')
}
