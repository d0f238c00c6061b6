import type { Locale, Localized } from '../../../../foundation/i18n/localized.ts'
import { sanitizePrompt } from '../../sanitize-prompt.ts'

/** Largest text file of questions that is read. */
export const maxTextBytes = 20_000_000

/**
 * The text of a file, whatever it was saved as: UTF-8 and UTF-16 with or without their marks, else windows-1251, which old
 * Russian and Kyrgyz files are in.
 */
export function decodeText(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content)
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder('utf-16be').decode(content)
  const start = content.subarray(0, 400)
  const zeros = (from: number): number => start.filter((byte, index) => index % 2 === from && byte === 0).length
  // Without a mark, Latin letters and spaces of UTF-16 still leave zeros in one half of the bytes.
  if (start.length > 8 && zeros(1) + zeros(0) > start.length / 20)
    return new TextDecoder(zeros(1) > zeros(0) ? 'utf-16le' : 'utf-16be').decode(content)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('windows-1251').decode(content)
  }
}

export type TextFormat = 'html' | 'moodle' | 'plain' | 'markdown'

const tag = /<\/?[a-z][^<>]*>|&(#\d+|#x[\da-f]+|[a-z]+\d*);/i

/** A text of a file as clean HTML. */
export function htmlOf(text: string, format: TextFormat): string {
  const trimmed = text.replace(/\r\n?/g, '\n').trim()
  if (format === 'html') return sanitizePrompt(trimmed).trim()
  if (format === 'moodle' && tag.test(trimmed)) return sanitizePrompt(trimmed.replaceAll('\n', '<br>')).trim()
  const escaped = escapeHtml(trimmed)
  return sanitizePrompt((format === 'markdown' ? simpleMarkdown(escaped) : escaped).replaceAll('\n', '<br>')).trim()
}

/** Emphasis, code and nothing more of Markdown; the rest stays readable as it was typed. */
function simpleMarkdown(escaped: string): string {
  return escaped
    .replace(/`([^`\n]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*\n]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[\s(])[*_]([^*_\n]+)[*_](?=$|[\s).,;:!?])/gm, '$1<em>$2</em>')
}

/** The words of clean HTML, lines kept. */
export function plainOf(html: string): string {
  return html
    .replace(/<br ?\/?>|<\/(p|li|tr|h\d)>(?=.)/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/&amp;/g, '&')
    .trim()
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

export function escapeXml(text: string): string {
  // XML cannot hold control characters, whichever way they are written.
  const held = [...text].filter((letter) => letter >= ' ' || letter === '\n' || letter === '\t' || letter === '\r').join('')
  return escapeHtml(held)
    .replace(/"/g, '&quot;')
    .replace(/[\ufffe\uffff]/g, '')
}

/** A text in the language of the file; {} when it is empty. */
export function inLanguage(html: string, language: Locale): Localized {
  return html === '' ? {} : { [language]: html }
}

/** The text to be written: that of the question's language, else what there is. */
export function textIn(text: Localized, language: Locale): string {
  return text[language] ?? text.ky ?? text.ru ?? text.en ?? ''
}

/** Whether a text has more languages than a file of one language can hold. */
export function manyLanguages(value: unknown): boolean {
  return /"(ky|ru|en)":"(?:[^"\\]|\\.)*","(ky|ru|en)":/.test(JSON.stringify(value))
}

/** A name for a list, from the words of the question. */
export function titleOf(html: string): string {
  const words = plainOf(html).replace(/\s+/g, ' ')
  return words.length > 80 ? `${words.slice(0, 79)}…` : words
}
