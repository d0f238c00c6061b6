import type { ReactNode } from 'react'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'

/** The fields of a title in three languages, in a form. */
export function TitleFields(): ReactNode {
  const t = useText('courses')
  return (
    <>
      {(['ky', 'ru', 'en'] as const).map((language) => (
        <TextField key={language} name={`title.${language}`} maxLength={300} label={t('title-in', { language: t(`languages.${language}`) })} />
      ))}
    </>
  )
}

/** A title as the form's values. */
export function titleValues(title: Localized = {}): Record<string, string> {
  return { 'title.ky': title.ky ?? '', 'title.ru': title.ru ?? '', 'title.en': title.en ?? '' }
}

/** The form's values as a title; empty languages are left out. */
export function titleOf(values: Record<string, unknown>): Localized {
  return Object.fromEntries(
    (['ky', 'ru', 'en'] as const).map((language) => [language, String(values[`title.${language}`] ?? '').trim()]).filter(([, text]) => text),
  )
}
