import type { Editor } from '@tiptap/core'
import { uploadFile } from '../../../../foundation/web/api/upload-file.ts'
import type { FileView } from '../../contract.ts'
import { cleanPaste, isOfficeHtml } from '../shared/clean-paste.ts'

type Begin = (work: () => Promise<{ lost: number }>) => void

/**
 * Takes what comes from an office program or as a picture into its own hands; ordinary text is left to the editor.
 * Pictures become files of the course before they stand in the text.
 */
export function pasteInto(editor: Editor, clipboard: DataTransfer | null, offeringId: string, begin: Begin): boolean {
  const html = clipboard?.getData('text/html') ?? ''
  const files = [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
  const foreign = /<img[^>]+src=["']?(data:|https?:|file:)/i.test(html)
  if (files.length > 0 && !/<(p|table|li|h\d)\b/i.test(html)) {
    begin(() => uploadPictures(editor, files, offeringId))
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
    editor.chain().focus().insertContent(text).run()
    return { lost: pasted.lost }
  })
  return true
}

/** Puts pictures into the text as files of the course; what they show is then to be told. */
export async function uploadPictures(editor: Editor, files: File[], offeringId: string): Promise<{ lost: number }> {
  for (const file of files) {
    const { href, name } = await uploadFile<FileView>(`/api/offerings/${offeringId}/files`, file)
    editor
      .chain()
      .focus()
      .insertContent({ type: 'picture', attrs: { src: href, alt: name.replace(/\.\w+$/, '') } })
      .run()
  }
  return { lost: 0 }
}

function fileOf(data: string, name: string): File {
  const [head = '', body = ''] = data.split(',', 2)
  const type = /^data:([\w/+.-]+)/.exec(head)?.[1] ?? 'image/png'
  const bytes = Uint8Array.from(atob(body.replace(/\s/g, '')), (sign) => sign.charCodeAt(0))
  return new File([bytes], `${name}.${type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'png'}`, { type })
}
