import '@mantine/core/styles/Input.layer.css'
import { ActionIcon, Textarea, TextInput } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'
import { useField, type Bound } from './form-context.ts'

export interface TextFieldProps extends Bound<string> {
  label: string
  hint?: ReactNode
  required?: boolean
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'password'
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel'
  /** More than one makes a big field. */
  lines?: number
  maxLength?: number
  /** What others wrote here; anything else may be written too. */
  suggestions?: readonly string[]
  placeholder?: string
  autoFocus?: boolean
  disabled?: boolean
}

/** A field for text, in a form by its `name` or alone by `value`. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, hint, required, type = 'text', lines = 1, ...rest } = props
  const t = useText('foundation')
  const [shown, setShown] = useState(false)
  const list = useId()
  const { value, change, error, disabled } = useField(props, '')
  const common = {
    label,
    description: hint,
    error,
    withAsterisk: required ?? false,
    'aria-required': required ?? false,
    value,
    disabled: (rest.disabled ?? false) || disabled,
    onChange: (event: { currentTarget: { value: string } }) => change(event.currentTarget.value),
    ...(rest.name ? { name: rest.name } : {}),
    ...(rest.autoComplete ? { autoComplete: rest.autoComplete } : {}),
    ...(rest.inputMode ? { inputMode: rest.inputMode } : {}),
    ...(rest.maxLength ? { maxLength: rest.maxLength } : {}),
    ...(rest.placeholder ? { placeholder: rest.placeholder } : {}),
    ...(rest.autoFocus ? { 'data-autofocus': true, autoFocus: true } : {}),
  }
  if (lines > 1) return <Textarea {...common} rows={lines} />
  if (type === 'password') {
    return (
      <TextInput
        {...common}
        type={shown ? 'text' : 'password'}
        rightSection={
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('field.show-password')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'hidden' : 'shown'} />
          </ActionIcon>
        }
      />
    )
  }
  if (!rest.suggestions || rest.suggestions.length === 0) return <TextInput {...common} type={type} />
  return (
    <>
      <TextInput {...common} type={type} list={list} />
      <datalist id={list}>
        {rest.suggestions.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  )
}
