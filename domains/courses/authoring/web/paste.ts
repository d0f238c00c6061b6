import type { Editor } from '@tiptap/core'
import { uploadFile } from '../../../../foundation/web/api/upload-file.ts'
import type { FileView } from '../../contract.ts'
import { cleanPaste, isOfficeHtml } from '../shared/clean-paste.ts'
import { atText } from './at-text.ts'

/** What pictures still need: those that did not come, and those of which nobody has told what they show. */
export interface PasteResult {
  lost: number
  untold: number
}
type Begin = (work: () => Promise<PasteResult>) => void

/**
 * Takes what comes from an office program or as a picture into its own hands; ordinary text is left to the editor.
 * Pictures become files of the course before they stand in the text.
 */
export function pasteInto(
  editor: Editor,
  clipboard: DataTransfer | null,
  offeringId: string,
  begin: Begin,
  onPicture: (src: string) => void,
): boolean {
  const html = clipboard?.getData('text/html') ?? ''
  const files = [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
  const foreign = /<img[^>]+src=["']?(data:|https?:|file:)/i.test(html)
  if (files.length > 0 && !/<(p|table|li|h\d)\b/i.test(html)) {
    begin(() => uploadPictures(files, offeringId, onPicture))
    return true
  }
  if (!isOfficeHtml(html) && !foreign) return false
  begin(async () => {
    const pasted = cleanPaste(html)
    let text = pasted.html
    for (const [number, data] of pasted.pictures.entries()) {
      const file = fileOf(data, `picture-${number + 1}`)
      const { href } = await uploadFile<FileView>(`/api/offerings/${offeringId}/files`, file)
      text = text.replace(`pasted:${number}"`, `${href}"`)
    }
    atText(editor).insertContent(text).run()
    return { lost: pasted.lost, untold: text.match(/<img [^>]*alt=""/g)?.length ?? 0 }
  })
  return true
}

/** Makes pictures files of the course; `onPicture` asks what they show before they stand in the text. */
export async function uploadPictures(files: File[], offeringId: string, onPicture: (src: string) => void): Promise<PasteResult> {
  const [first] = files
  if (first) onPicture((await uploadFile<FileView>(`/api/offerings/${offeringId}/files`, first)).href)
  return { lost: Math.max(0, files.length - 1), untold: 0 }
}

function fileOf(data: string, name: string): File {
  const [head = '', body = ''] = data.split(',', 2)
  const type = /^data:([\w/+.-]+)/.exec(head)?.[1] ?? 'image/png'
  const bytes = Uint8Array.from(atob(body.replace(/\s/g, '')), (sign) => sign.charCodeAt(0))
  return new File([bytes], `${name}.${type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'png'}`, { type })
}
