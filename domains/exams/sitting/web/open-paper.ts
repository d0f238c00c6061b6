import type { PaperQuestionView } from '../../contract.ts'

interface Opened {
  questions: PaperQuestionView[]
  /** Pictures as data addresses, by file. */
  pictures: Record<string, string>
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

/**
 * Opens a sealed paper with its key (AES-256-GCM, base64), and puts its pictures where the paper names them.
 * @throws when the key is another one's, or a bit of the paper was changed
 */
export async function openPaper(sealed: { iv: string; data: string }, key: string): Promise<PaperQuestionView[]> {
  const own = await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['decrypt'])
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(sealed.iv) }, own, bytesOf(sealed.data))
  const { questions, pictures } = JSON.parse(new TextDecoder().decode(plain)) as Opened
  if (Object.keys(pictures).length === 0) return questions
  const text = JSON.stringify(questions).replace(
    /\/api\/(?:offerings|attempts)\/[0-9a-f-]{36}\/files\/([0-9a-f-]{36})/g,
    (address, fileId: string) => pictures[fileId] ?? address,
  )
  return JSON.parse(text) as PaperQuestionView[]
}
