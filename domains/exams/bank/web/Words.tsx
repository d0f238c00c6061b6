import type { ReactNode } from 'react'
import { pick, pickWithLocale, type Localized } from '../../../../foundation/i18n/localized.ts'
import { useLocale } from '../../../../foundation/web/i18n/use-text.ts'
import { RichText } from '../../../../foundation/web/kit/RichText.tsx'

/** A text of a question in the reader's language, marked when it is another one; its HTML was made clean by the server. */
export function Words({ text }: { text: Localized }): ReactNode {
  const locale = useLocale()
  const found = pickWithLocale(text, locale)
  return <RichText html={found.text} {...(found.locale && found.locale !== locale ? { lang: found.locale } : {})} />
}

/** The same without marks, for lists of the device and for names of buttons. */
export function usePlainWords(): (text: Localized) => string {
  const locale = useLocale()
  return (text) => {
    const page = new DOMParser().parseFromString(pick(text, locale), 'text/html')
    const pictures = [...page.querySelectorAll('img')].map((one) => one.alt)
    return [page.body.textContent?.trim(), ...pictures].filter(Boolean).join(' ')
  }
}
