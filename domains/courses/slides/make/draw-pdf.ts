import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium'
import { encode } from 'jpeg-js'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { mostPages } from '../shared/seen.ts'
import { cleanWords, type MadePage } from './page.ts'

const widest = 1280
/** A page as tall as a poster is drawn no larger than this. */
const tallest = 2400
const quality = { large: 84, small: 72 }

/**
 * Draws every page of a PDF as two JPEGs into the folder and takes its words out (PDFium in WebAssembly).
 * @throws 422 `courses.slides-locked` behind a password, `courses.slides-broken`, `courses.slides-too-many`
 */
export async function drawPdf(path: string, folder: string, onPage: (page: MadePage, of: number) => void): Promise<void> {
  const library = await PDFiumLibrary.init()
  const document = await open(library, await readFile(path))
  const of = document.getPageCount()
  if (of === 0) throw problem('courses.slides-none', { status: 422 })
  if (of > mostPages) throw problem('courses.slides-too-many', { status: 422, params: { count: mostPages } })
  for (let at = 0; at < of; at++) onPage(await drawPage(document, at, folder), of)
}

async function open(library: PDFiumLibrary, content: Buffer): Promise<PDFiumDocument> {
  try {
    return await library.loadDocument(content)
  } catch (error) {
    const locked = /password|security/i.test(String(error))
    throw problem(locked ? 'courses.slides-locked' : 'courses.slides-broken', { status: 422 })
  }
}

async function drawPage(document: PDFiumDocument, at: number, folder: string): Promise<MadePage> {
  const page = document.getPage(at)
  // drawing closes the page: its words come first
  const text = cleanWords(page.getText())
  const { originalWidth, originalHeight } = page.getOriginalSize()
  if (!(originalWidth > 0 && originalHeight > 0)) throw problem('courses.slides-broken', { status: 422 })
  const scale = Math.min(widest / originalWidth, tallest / originalHeight)
  // even sides, so that the small picture is made of whole squares of four
  const even = (side: number): number => Math.max(2, 2 * Math.round((side * scale) / 2))
  const drawn = await page.render({
    width: even(originalWidth),
    height: even(originalHeight),
    // form fields are part of what the author sees
    renderFormFields: true,
    render: ({ data }) => Promise.resolve(data),
  })
  const large = `large-${at + 1}.jpg`
  const small = `small-${at + 1}.jpg`
  await writeFile(join(folder, large), encode(drawn, quality.large).data)
  await writeFile(join(folder, small), encode(halve(drawn), quality.small).data)
  const title = text.split('\n')[0]?.slice(0, 120) ?? ''
  return { page: at + 1, title, text, notes: '', lines: [], pictures: [], width: drawn.width, height: drawn.height, large, small }
}

interface Raw {
  width: number
  height: number
  data: Uint8Array
}

/** Half as wide and high: each dot the mean of four. */
function halve({ width, height, data }: Raw): Raw {
  const half = { width: width / 2, height: height / 2, data: new Uint8Array(width * height) }
  for (let y = 0, to = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2)
      for (let part = 0; part < 4; part++, to++) {
        const from = (y * width + x) * 4 + part
        const below = from + width * 4
        half.data[to] = ((data[from] ?? 0) + (data[from + 4] ?? 0) + (data[below] ?? 0) + (data[below + 4] ?? 0) + 2) >> 2
      }
  return half
}
