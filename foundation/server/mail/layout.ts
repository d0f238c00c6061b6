import type { Locale, Localized } from '../../i18n/localized.ts'
import { pick } from '../../i18n/localized.ts'

export interface Letter {
  heading: string
  /** Plain paragraphs; escaped here. */
  paragraphs: string[]
  button?: { label: string; url: string }
}

const escape = (raw: string): string => raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A letter as plain text and as HTML that mail programs show alike (MJML). */
export async function layLetter(locale: Locale, university: Localized, letter: Letter): Promise<{ text: string; html: string }> {
  const name = pick(university, locale) || 'Univer Plus'
  const plain = [letter.heading, ...letter.paragraphs, ...(letter.button ? [`${letter.button.label}: ${letter.button.url}`] : []), '—', name].join(
    '\n\n',
  )
  const button = letter.button
    ? `<mj-button href="${escape(letter.button.url)}" background-color="#1d4f6e" border-radius="8px" font-size="16px">${escape(letter.button.label)}</mj-button>`
    : ''
  // MJML is large; it is loaded with the first letter, not with the program.
  const { default: mjml2html } = await import('mjml')
  const { html } =
    await mjml2html(`<mjml lang="${locale}"><mj-head><mj-attributes><mj-all font-family="Golos Text, Segoe UI, Roboto, Arial, sans-serif" /></mj-attributes></mj-head>
    <mj-body background-color="#f5f3ee" width="560px"><mj-section><mj-column><mj-text color="#5c6470" font-size="14px">${escape(name)}</mj-text></mj-column></mj-section>
    <mj-section background-color="#ffffff" border-radius="12px"><mj-column><mj-text font-size="22px" font-weight="600">${escape(letter.heading)}</mj-text>
    ${letter.paragraphs.map((paragraph) => `<mj-text font-size="16px" line-height="1.5">${escape(paragraph)}</mj-text>`).join('')}${button}</mj-column></mj-section></mj-body></mjml>`)
  return { text: plain, html }
}
