import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getDocumentProxy, extractText } from 'unpdf'
import { expect, test } from 'vitest'
import { openDocuments } from './documents.ts'

test('a PDF carries Kyrgyz letters as text that can be copied', async () => {
  const template = join(mkdtempSync(join(tmpdir(), 'typ-')), 'x.typ')
  writeFileSync(template, '#let data = json(bytes(sys.inputs.data))\n#set text(lang: "ky")\n= #data.title\n#data.name')
  const pdf = openDocuments().renderPdf(template, { title: 'Ң Ө Ү ң ө ү', name: 'Өмүрбек уулу #let [x] Үсөн' })
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  expect(text).toContain('Ң Ө Ү ң ө ү')
  expect(text).toContain('Өмүрбек уулу #let [x] Үсөн')
})
