import type { SlideLine } from '../tables.ts'

/** What the child process tells of a page; names of files lie in its folder. */
export interface MadePage {
  page: number
  title: string
  text: string
  notes: string
  lines: SlideLine[]
  pictures: { file: string; alt: string }[]
  width: number | null
  height: number | null
  large: string | null
  small: string | null
}

export const limits = {
  /** Letters of a page's words. */
  text: 20_000,
  lines: 400,
  pictures: 6,
  pictureBytes: 8_000_000,
  /** All pictures of a presentation that is shown in words. */
  allPictures: 150_000_000,
}

/** Words as they may be kept and shown: one form, no control characters, not without end. */
export function cleanWords(words: string, most = limits.text): string {
  return (
    words
      .normalize('NFC')
      .replace(/\r\n?|[\v\u2028\u2029]/g, '\n')
      // oxlint-disable-next-line no-control-regex -- they are what is taken out
      .replace(/[\u0000-\u0008\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Cs}/gu, '')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
      .slice(0, most)
  )
}
