import type { Locale, Localized } from '../../../../foundation/i18n/localized.ts'

const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': '\u00a0' }

/** Typed words as the clean HTML that questions hold: one line stays bare, several become paragraphs. */
export function htmlOfTyped(text: string): string {
  const safe = text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
  if (!/\n/.test(safe)) return safe
  return safe
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll('\n', '<br />')}</p>`)
    .join('')
}

/** The words of a question as they were typed; null when it holds more than words (a picture, a table), which typing would lose. */
export function typedOfHtml(html: string): string | null {
  if (/<(?!\/?p>|br ?\/?>)/i.test(html)) return null
  return html
    .replace(/<br ?\/?>/gi, '\n')
    .replace(/<\/p>\s*<p>/gi, '\n\n')
    .replace(/<\/?p>/gi, '')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (sign) => signs[sign] ?? sign)
}

/** A text with its words in one language set; empty words leave no trace. */
export function withWords(text: Localized, locale: Locale, html: string): Localized {
  const { [locale]: _before, ...others } = text
  return html ? { ...others, [locale]: html } : others
}
