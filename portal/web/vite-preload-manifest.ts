import { relative } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

interface PageFacts {
  path: string
  module: string
  public: boolean
  namespaces: string[]
  data: string[]
}

/** The minimal shape of a parsed node that is looked at here. */
interface Node {
  type: string
  [field: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

function* walk(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child)
  }
}

const literal = (node: unknown): unknown => {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal') return node['value']
  // a minifier-free transform may write true as !0
  if (node.type === 'UnaryExpression') return node['operator'] === '!' && literal(node['argument']) === 0
  if (node.type === 'ArrayExpression') return (node['elements'] as unknown[]).map(literal)
  return undefined
}

/** Page definitions in a parsed `pages.tsx`: objects with a literal `path` and a `load` that imports a file. */
export function findPages(program: Node): PageFacts[] {
  const found: PageFacts[] = []
  for (const node of walk(program)) {
    if (node.type !== 'ObjectExpression') continue
    const fields = new Map<string, unknown>()
    for (const property of node['properties'] as Node[]) {
      const key = property['key']
      if (isNode(key)) fields.set(String(key['name'] ?? key['value']), property['value'])
    }
    const load = fields.get('load')
    const path = literal(fields.get('path'))
    if (typeof path !== 'string' || !isNode(load)) continue
    const imported = [...walk(load)].find(({ type }) => type === 'ImportExpression')
    const module = literal(imported?.['source'])
    if (typeof module !== 'string') continue
    found.push({
      path,
      module,
      public: literal(fields.get('public')) === true,
      namespaces: (literal(fields.get('namespaces')) as string[] | undefined) ?? [],
      data: (literal(fields.get('data')) as string[] | undefined) ?? [],
    })
  }
  return found
}

/**
 * Writes `preload.json`: for every page, the files and the API answers with which its first HTML should come, so
 * that a first visit on a slow line makes one journey and not four.
 */
export function preloadManifest(root: string): Plugin {
  const pages: (PageFacts & { id: string })[] = []
  return {
    name: 'portal-preload-manifest',
    apply: 'build',
    // after the entry's own style file: it tells in which order the layers of all others stand
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace(/\s*<!--preload-->/, '').replace('</head>', '<!--preload-->\n  </head>'),
    },
    async transform(code, id) {
      if (!/[\\/](own-)?pages\.tsx$/.test(id)) return null
      const tree: unknown = this.parse(code)
      for (const page of isNode(tree) ? findPages(tree) : []) {
        const resolved = await this.resolve(page.module, id)
        if (resolved) pages.push({ ...page, id: resolved.id })
      }
      return null
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file): file is Rolldown.OutputChunk => file.type === 'chunk')
      const holding = (id: string): Rolldown.OutputChunk | undefined =>
        chunks.find(({ facadeModuleId }) => facadeModuleId === id) ?? chunks.find(({ moduleIds }) => moduleIds.includes(id))
      const withImports = (chunk: Rolldown.OutputChunk | undefined, seen = new Set<string>()): Set<string> => {
        if (!chunk || seen.has(chunk.fileName)) return seen
        seen.add(chunk.fileName)
        for (const name of chunk.imports)
          withImports(
            chunks.find(({ fileName }) => fileName === name),
            seen,
          )
        return seen
      }
      const cssOf = (names: Iterable<string>): string[] => [
        ...new Set([...names].flatMap((name) => [...(chunks.find(({ fileName }) => fileName === name)?.viteMetadata?.importedCss ?? [])])),
      ]
      const entry = chunks.find(({ isEntry, name }) => isEntry && name !== 'sw')
      const entryFiles = withImports(entry)
      const texts = (locale: string, namespaces: string[]): string[] => {
        const folders = ['domains/*/web', 'foundation/web/*', 'foundation/web/*/showcase']
        // 'courses-video' is the room `video` of the domain `courses`
        const roomFolder = (one: string): string => `domains/${one.replace('-', '/')}/web`
        const wanted = namespaces.flatMap((one) =>
          [...folders.map((folder) => folder.replace('*', one)), roomFolder(one)].map((folder) => `${folder}/locales/${locale}.json`),
        )
        const found = chunks.filter(({ moduleIds }) => moduleIds.some((id) => wanted.includes(relative(root, id).replaceAll('\\', '/'))))
        return found.map(({ fileName }) => fileName)
      }
      const shellOf = (locale: string): string[] =>
        chunks.filter(({ moduleIds }) => moduleIds.includes(`\0virtual:shell-texts/${locale}`)).map(({ fileName }) => fileName)
      const locales = ['ky', 'ru', 'en']
      const manifest = {
        entry: { js: [...entryFiles], css: cssOf(entryFiles), texts: Object.fromEntries(locales.map((locale) => [locale, shellOf(locale)])) },
        // only what every page shows: the fonts of formulas and the editor's icons come with those
        fonts: Object.keys(bundle).filter((name) => /\/portal-[\w-]+\.woff2$/.test(name)),
        icons: Object.keys(bundle).filter((name) => /\/icons-[\w-]+\.svg$/.test(name)),
        pages: pages.map(({ path, public: open, namespaces, data, id }) => {
          const files = [...withImports(holding(id))].filter((name) => !entryFiles.has(name))
          return {
            path,
            public: open,
            data,
            js: files,
            css: cssOf(files),
            texts: Object.fromEntries(locales.map((locale) => [locale, texts(locale, namespaces)])),
          }
        }),
      }
      this.emitFile({ type: 'asset', fileName: 'preload.json', source: JSON.stringify(manifest, null, 1) })
    },
  }
}
