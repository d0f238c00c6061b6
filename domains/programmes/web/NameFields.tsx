import type { ReactNode } from 'react'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useText } from '../../../foundation/web/i18n/use-text.ts'

/** A text in the three languages as flat values of a form: `nameKy`, `nameRu`, `nameEn`. */
export function spread(prefix: string, text: Localized | null | undefined): Record<string, string> {
  return { [`${prefix}Ky`]: text?.ky ?? '', [`${prefix}Ru`]: text?.ru ?? '', [`${prefix}En`]: text?.en ?? '' }
}

/** The text of a form's flat values; languages left empty are absent. */
export function gather(prefix: string, values: Record<string, unknown>): Localized {
  const pairs = (['ky', 'ru', 'en'] as const).map(
    (locale) => [locale, String(values[`${prefix}${locale[0]?.toUpperCase()}${locale[1]}`] ?? '').trim()] as const,
  )
  return Object.fromEntries(pairs.filter(([, text]) => text))
}

/** Nothing where the text is empty in every language. */
export function gatherOrNull(prefix: string, values: Record<string, unknown>): Localized | null {
  const text = gather(prefix, values)
  return Object.keys(text).length > 0 ? text : null
}

/** Fields for a text in Kyrgyz, Russian and English. */
export function NameFields({ prefix = 'name', label }: { prefix?: string; label: string }): ReactNode {
  const t = useText('programmes')
  return (
    <FieldPair>
      {(['Ky', 'Ru', 'En'] as const).map((locale) => (
        <TextField
          key={locale}
          name={`${prefix}${locale}`}
          label={t('in-language', { label, language: t(`languages.${locale.toLowerCase()}`) })}
          maxLength={500}
        />
      ))}
    </FieldPair>
  )
}
