import { openDocuments } from '../../../foundation/server/documents/documents.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipOf, type MadeEntry } from '../import-course/cartridge.fixture.ts'

/** Presentations as programs would write them, made in the test. Browser tests stand on them too. */

/** A real PDF of so many slides. */
export function pdfOf(titles: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'slides-'))
  const template = join(folder, 'slides.typ')
  writeFileSync(
    template,
    `#let data = json(bytes(sys.inputs.data))
#set page(width: 16cm, height: 9cm, margin: 1cm, fill: rgb("#f4f1e6"))
#set text(size: 18pt, lang: "ky")
#for (at, title) in data.titles.enumerate() {
  if at > 0 { pagebreak() }
  heading(title)
  [Өзгөрмө чоңдуктар жана алардын чектери: #(at + 1)]
  v(1fr)
  rect(width: 40%, height: 1.5cm, fill: rgb("#b23a2e"))
}`,
  )
  try {
    return openDocuments().renderPdf(template, { titles })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A PDF behind a password: its keys fit no empty one. */
export function lockedPdf(): Buffer {
  const key = 'ab'.repeat(32)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>',
    `<< /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`,
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = text.length
  text += `xref\n0 5\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`
  return Buffer.from(`${text}trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<${key}> <${key}>] >>\nstartxref\n${table}\n%%EOF\n`)
}

const relations = (list: [id: string, type: string, target: string, more?: string][]): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(
      ([id, type, target, more = '']) =>
        `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${more}/>`,
    )
    .join('')}</Relationships>`

const spaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
const box = (place: string, paragraphs: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/><p:nvPr>${place}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${paragraphs}</p:txBody></p:sp>`
const line = (text: string, level = 0): string => `<a:p><a:pPr lvl="${level}"/><a:r><a:t>${text}</a:t></a:r></a:p>`

/** The smallest PNG there is: one dot. */
export const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** The parts of a PPTX of three slides: words with lists, notes, a picture and a table; a hidden one; and one of words alone, told out of order. */
export function pptxParts(change: Record<string, string | Buffer> = {}): MadeEntry[] {
  const slide = (shapes: string, attributes = ''): string =>
    `<?xml version="1.0"?><p:sld ${spaces}${attributes}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': `<?xml version="1.0"?><p:presentation ${spaces}><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId r:id="rId9" id="258"/><p:sldId id="257" r:id="rId1"/></p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations([
      ['rId1', 'slide', 'slides/slide1.xml'],
      ['rId2', 'slide', '/ppt/slides/slide2.xml'],
      ['rId9', 'slide', 'slides/slide3.xml'],
    ]),
    'ppt/slides/slide1.xml': slide(box('<p:ph type="title"/>', line('Экинчи')) + box('', line('Жөн сөз &amp; белги &lt;b&gt;'))),
    'ppt/slides/slide2.xml': slide(
      box('<p:ph type="ctrTitle"/>', line('Чектер')) +
        `<p:grpSp>${box('<p:ph idx="1"/>', line('Аныктама') + line('Мисал', 1) + '<a:p/>' + line('Жыйынтык'))}</p:grpSp>` +
        box('<p:ph type="sldNum"/>', line('7')) +
        '<p:pic><p:nvPicPr><p:cNvPr id="4" name="p" descr="Кызыл чекит"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId3"/></p:blipFill></p:pic>' +
        '<p:pic><p:nvPicPr><p:cNvPr id="5" name="q"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId5"/></p:blipFill></p:pic>' +
        `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody>${line('x')}</a:txBody></a:tc><a:tc><a:txBody>${line('y')}</a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
    ),
    'ppt/slides/slide3.xml': slide(box('<p:ph type="title"/>', line('Жашыруун')), ' show="0"'),
    'ppt/slides/_rels/slide2.xml.rels': relations([
      ['rId3', 'image', '../media/image1.png'],
      ['rId4', 'notesSlide', '../notesSlides/notes1.xml'],
      ['rId5', 'image', 'https://example.org/spy.png', ' TargetMode="External"'],
    ]),
    'ppt/notesSlides/notes1.xml': `<?xml version="1.0"?><p:notes ${spaces}><p:cSld><p:spTree>${box('<p:ph type="sldImg"/>', '')}${box('<p:ph type="body" idx="1"/>', line('Бул жерде мисал келтириңиз'))}</p:spTree></p:cSld></p:notes>`,
    'ppt/media/image1.png': dot,
    ...change,
  }
  return Object.entries(parts).map(([name, content]) => ({ name, content }))
}

export const pptxOf = (change: Record<string, string | Buffer> = {}): Buffer => zipOf(pptxParts(change))

/** An ODP of two slides. */
export function odpOf(change: Record<string, string> = {}): Buffer {
  const parts: Record<string, string | Buffer> = {
    mimetype: 'application/vnd.oasis.opendocument.presentation',
    'META-INF/manifest.xml': '<?xml version="1.0"?><manifest:manifest xmlns:manifest="m"/>',
    'content.xml': `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:draw="d" xmlns:text="t" xmlns:presentation="p" xmlns:xlink="x" xmlns:svg="s"><office:body><office:presentation>
<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Ысык-Көл</text:p></draw:text-box></draw:frame>
<draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item><text:p>Терең<text:s/>көл</text:p><text:list><text:list-item><text:p>668 м</text:p></text:list-item></text:list></text:list-item></text:list></draw:text-box></draw:frame>
<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>Көл</svg:desc></draw:frame>
<presentation:notes><draw:frame><draw:text-box><text:p>Картаны көрсөтүңүз</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Соң-Көл</text:p></draw:text-box></draw:frame></draw:page>
</office:presentation></office:body></office:document-content>`,
    'Pictures/a.png': dot,
    ...change,
  }
  return zipOf(Object.entries(parts).map(([name, content]) => ({ name, content })))
}
