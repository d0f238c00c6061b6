import '@mantine/core/styles/Input.layer.css'
import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { formatNumber } from '../../i18n/format.ts'
import { useLocale, useText } from '../i18n/use-text.ts'
import { useField, type Bound } from './form-context.ts'

export interface NumberFieldProps extends Bound<number | null> {
  label: string
  hint?: ReactNode
  required?: boolean
  min?: number
  max?: number
  /** Digits after the comma that may be written; 0 for whole numbers. */
  decimals?: number
  /** Written at the right: 'сом', '%'. */
  unit?: string
  disabled?: boolean
}

/** Reads a number with a comma or a point; null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text
    .replace(/[\s\u00a0]/g, '')
    .replace('−', '-')
    .replace(',', '.')
  return /^-?\d+(\.\d*)?$/.test(plain) ? Number(plain) : null
}

/** A field for a number as people write it: «42 500,5». */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, hint, required, min, max, decimals = 2, unit, name } = props
  const t = useText('foundation')
  const locale = useLocale()
  const { value, change, error, disabled } = useField<number | null>(props, null)
  const [typed, setTyped] = useState<string | null>(null)
  const number = typed === null ? value : readNumber(typed)
  const wrong =
    typed && number === null
      ? t('field.not-number')
      : number !== null && min !== undefined && number < min
        ? t('field.at-least', { min: formatNumber(min, locale) })
        : number !== null && max !== undefined && number > max
          ? t('field.at-most', { max: formatNumber(max, locale) })
          : undefined
  return (
    <TextInput
      label={label}
      description={hint}
      error={error ?? wrong}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      inputMode={decimals > 0 ? 'decimal' : 'numeric'}
      value={typed ?? (value === null ? '' : formatNumber(value, locale, { maxDigits: decimals }))}
      disabled={(props.disabled ?? false) || disabled}
      {...(name ? { name } : {})}
      {...(unit ? { rightSection: unit, rightSectionWidth: 16 + unit.length * 10 } : {})}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        change(event.currentTarget.value.trim() ? readNumber(event.currentTarget.value) : null)
      }}
      onBlur={() => {
        if (!wrong) setTyped(null)
      }}
    />
  )
}
