import '@mantine/core/styles/Input.layer.css'
import { TextInput } from '@mantine/core'
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { sortKey } from '../../i18n/format.ts'
import { useLocale, useText } from '../i18n/use-text.ts'
import { useField, type Bound } from './form-context.ts'
import type { Choice } from './SelectField.tsx'
import styles from './SearchField.module.css'

export interface SearchFieldProps extends Bound<string> {
  label: string
  hint?: ReactNode
  required?: boolean
  /** Everything to choose from, or what the server found for `onSearch`. */
  options: readonly Choice[]
  /** Told what is typed; then `options` are taken as found already. */
  onSearch?: (text: string) => void
  loading?: boolean
  placeholder?: string
  disabled?: boolean
}

/** One of a long list, found by typing; the value is the option's `value`. */
export function SearchField(props: SearchFieldProps): ReactNode {
  const { label, hint, required, options, onSearch, loading, placeholder, name } = props
  const t = useText('foundation')
  const locale = useLocale()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { value, change, error, disabled } = useField(props, '')
  const [picked, setPicked] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const wanted = sortKey(typed ?? '', locale)
  const found = onSearch ? options : options.filter((option) => sortKey(option.label, locale).includes(wanted))
  const shown = found.slice(0, 50)
  const open = typed !== null
  const take = (option: Choice): void => {
    setPicked(option.label)
    setTyped(null)
    change(option.value)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      if (!open) setTyped('')
      else if (shown.length > 0) setAt((Math.min(at, shown.length - 1) + step + shown.length) % shown.length)
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      const option = shown[Math.min(at, shown.length - 1)]
      if (option) take(option)
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setTyped(null)
    }
  }
  const written = options.find((option) => option.value === value)?.label ?? (value ? picked : '')
  return (
    <div className={styles['place']}>
      <TextInput
        ref={input}
        label={label}
        description={hint}
        error={error}
        withAsterisk={required ?? false}
        aria-required={required ?? false}
        role="combobox"
        aria-expanded={open}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={open && shown.length > 0 ? `${id}-${Math.min(at, shown.length - 1)}` : undefined}
        autoComplete="off"
        disabled={(props.disabled ?? false) || disabled}
        value={typed ?? written}
        {...(name ? { name } : {})}
        {...(placeholder ? { placeholder } : {})}
        onClick={() => setTyped((before) => before ?? '')}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
          if (!event.currentTarget.value) change('')
          onSearch?.(event.currentTarget.value)
        }}
      />
      <ul id={id} role="listbox" aria-label={label} className={styles['list']} hidden={!open}>
        {open &&
          shown.map((option, index) => (
            <li
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === Math.min(at, shown.length - 1)}
              onPointerDown={(event) => {
                event.preventDefault()
                take(option)
              }}
              onPointerMove={() => setAt(index)}
            >
              {option.label}
              {option.note && <span>{option.note}</span>}
            </li>
          ))}
        {open && shown.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled>
            {loading ? t('state.loading') : t('table.empty')}
          </li>
        )}
      </ul>
    </div>
  )
}
