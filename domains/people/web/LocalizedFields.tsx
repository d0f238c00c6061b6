import type { ReactNode } from 'react'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'

const languages = ['ky', 'ru', 'en'] as const

/** A text in three languages as flat values of a form: `name.ky` … */
export function flatText(prefix: string, text: Localized | null | undefined): Record<string, string> {
  return Object.fromEntries(languages.map((one) => [`${prefix}.${one}`, text?.[one] ?? '']))
}

/** The text of the flat values; languages left empty are absent. */
export function readFlatText(prefix: string, values: Record<string, unknown>): Localized {
  const pairs = languages.map((one) => [one, String(values[`${prefix}.${one}`] ?? '').trim()] as const)
  return Object.fromEntries(pairs.filter(([, text]) => text))
}

/** Fields for a text in Kyrgyz, Russian and English. */
export function LocalizedFields({
  prefix,
  label,
  required = false,
  lines = 1,
}: {
  prefix: string
  label: string
  required?: boolean
  lines?: number
}): ReactNode {
  const t = useText('people')
  return (
    <Stack gap="s">
      {languages.map((one) => (
        <TextField
          key={one}
          name={`${prefix}.${one}`}
          label={`${label} (${t(`languages.${one}`)})`}
          required={required && one === 'ky'}
          lines={lines}
        />
      ))}
    </Stack>
  )
}
