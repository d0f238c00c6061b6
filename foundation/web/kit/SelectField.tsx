import '@mantine/core/styles/Input.layer.css'
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useField, type Bound } from './form-context.ts'

export interface Choice {
  value: string
  label: string
  note?: string
  disabled?: boolean
}

export interface SelectFieldProps extends Bound<string> {
  label: string
  hint?: ReactNode
  required?: boolean
  options: readonly Choice[]
  /** The first line, with an empty value. */
  placeholder?: string
  disabled?: boolean
}

/** One of a list, by the device's own chooser. For long lists use SearchField. */
export function SelectField(props: SelectFieldProps): ReactNode {
  const { label, hint, required, options, placeholder, name } = props
  const { value, change, error, disabled } = useField(props, '')
  return (
    <NativeSelect
      label={label}
      description={hint}
      error={error}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      value={value}
      disabled={(props.disabled ?? false) || disabled}
      {...(name ? { name } : {})}
      onChange={(event) => change(event.currentTarget.value)}
      data={[
        ...(placeholder === undefined ? [] : [{ value: '', label: placeholder }]),
        ...options.map((option) => ({ value: option.value, label: option.label, disabled: option.disabled ?? false })),
      ]}
    />
  )
}
