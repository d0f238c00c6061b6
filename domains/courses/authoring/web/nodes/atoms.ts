import { Mark, mergeAttributes, Node } from '@tiptap/core'

const texOf = (element: HTMLElement): string => element.dataset['tex'] ?? ''

/** Draws a formula where it stands; the drawing code is fetched with the first one. */
function drawn(tag: 'div' | 'span', tex: string): { dom: HTMLElement } {
  const dom = document.createElement(tag)
  dom.dataset['atom'] = 'formula'
  dom.textContent = tex
  void import('../formulas.ts').then(({ drawFormula }) => drawFormula(dom, tex, tag === 'div')).catch(() => undefined)
  return { dom }
}

/** A formula on a line of its own. */
export const FormulaNode = Node.create({
  name: 'formula',
  group: 'block',
  atom: true,
  priority: 200,
  addAttributes: () => ({ tex: { default: '', parseHTML: texOf, renderHTML: ({ tex }) => ({ 'data-tex': tex as string }) } }),
  parseHTML: () => [{ tag: 'figure[data-block="formula"]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['figure', mergeAttributes({ 'data-block': 'formula' }, HTMLAttributes), String(node.attrs['tex'])],
  addNodeView:
    () =>
    ({ node }) =>
      drawn('div', String(node.attrs['tex'])),
})

/** A formula in a line of words. */
export const InlineFormulaNode = Node.create({
  name: 'inlineFormula',
  group: 'inline',
  inline: true,
  atom: true,
  priority: 200,
  addAttributes: () => ({ tex: { default: '', parseHTML: texOf, renderHTML: ({ tex }) => ({ 'data-tex': tex as string }) } }),
  parseHTML: () => [{ tag: 'span[data-tex]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['span', HTMLAttributes, String(node.attrs['tex'])],
  addNodeView:
    () =>
    ({ node }) =>
      drawn('span', String(node.attrs['tex'])),
})

/** A footnote: its words stand where its number will be. */
export const FootnoteNode = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  priority: 200,
  addAttributes: () => ({ text: { default: '', rendered: false, parseHTML: (element: HTMLElement) => element.textContent?.trim() ?? '' } }),
  parseHTML: () => [{ tag: 'span[data-note]' }],
  renderHTML: ({ node }) => ['span', { 'data-note': '' }, String(node.attrs['text'])],
  addNodeView:
    () =>
    ({ node }) => {
      const dom = document.createElement('span')
      dom.dataset['atom'] = 'footnote'
      dom.textContent = String(node.attrs['text'])
      return { dom }
    },
})

/** A sound or a film that lies among the course's files. */
export const MediaNode = Node.create({
  name: 'media',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    tag: { default: 'audio', rendered: false, parseHTML: (element: HTMLElement) => element.tagName.toLowerCase() },
    src: { default: '' },
  }),
  parseHTML: () => [{ tag: 'audio[src]' }, { tag: 'video[src]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    node.attrs['tag'] === 'video' ? 'video' : 'audio',
    mergeAttributes(HTMLAttributes, { controls: 'controls', preload: 'none' }),
  ],
})

export interface BlockWords {
  /** Names a block while the text is written. */
  label: (kind: string) => string
  /** Tells more of one as it changes, e.g. how far a film is; returns what ends it. */
  follow?: (kind: string, id: string, tell: (words: string) => void) => (() => void) | undefined
}

/** A block of another room. */
export const BlockNode = Node.create<BlockWords>({
  // not 'block': that is the name of the group
  name: 'roomBlock',
  group: 'block',
  atom: true,
  priority: 150,
  addOptions: () => ({ label: (kind: string) => kind }),
  addAttributes: () => ({
    kind: attribute('block'),
    id: attribute('id'),
    spec: attribute('spec'),
  }),
  parseHTML: () => [{ tag: 'figure[data-block]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],
  addNodeView() {
    const { label, follow } = this.options
    return ({ node }) => {
      const dom = document.createElement('div')
      dom.dataset['atom'] = 'block'
      const kind = String(node.attrs['kind'])
      dom.textContent = label(kind)
      const { id } = node.attrs as { id: unknown }
      const end = typeof id === 'string' ? follow?.(kind, id, (words) => (dom.textContent = words)) : undefined
      return { dom, ignoreMutation: () => true, ...(end ? { destroy: end } : {}) }
    }
  },
})

function attribute(name: string) {
  return {
    default: null,
    parseHTML: (element: HTMLElement) => element.dataset[name] ?? null,
    renderHTML: (all: Record<string, unknown>) => {
      const value = all[name === 'block' ? 'kind' : name]
      return typeof value === 'string' ? { [`data-${name}`]: value } : {}
    },
  }
}

const smallMark = (name: 'sub' | 'sup') =>
  Mark.create({
    name,
    excludes: 'sub sup',
    parseHTML: () => [{ tag: name }],
    renderHTML: ({ HTMLAttributes }) => [name, HTMLAttributes, 0],
  })

export const SubMark = smallMark('sub')
export const SupMark = smallMark('sup')
