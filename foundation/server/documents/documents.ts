import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

export interface Documents {
  /**
   * Renders a Typst template to PDF.
   * @param template absolute path of a `.typ` file; it reads its data with `json(bytes(sys.inputs.data))`
   * @param data anything JSON can carry; texts come in the reader's language, templates hold none
   */
  renderPdf: (template: string, data: unknown) => Buffer
}

/** Opens the PDF renderer (Typst; its built-in faces have Ң Ө Ү). Templates are read once. */
export function openDocuments(): Documents {
  const compiler = NodeCompiler.create({})
  const templates = new Map<string, string>()
  return {
    renderPdf(template, data) {
      const source = templates.get(template) ?? readFileSync(template, 'utf8')
      templates.set(template, source)
      const pdf = compiler.pdf({ mainFileContent: source, inputs: { data: JSON.stringify(data) } })
      // Typst keeps what it compiled; documents of different people never meet again.
      compiler.evictCache(10)
      return pdf
    },
  }
}

declare module '../services.ts' {
  interface Services {
    documents: Documents
  }
}
