import { useId, type ReactNode } from 'react'
import { useField, type Bound } from './form-context.ts'
import type { Choice } from './SelectField.tsx'
import styles from './Form.module.css'

/** A choice in sight: its label may hold formulas and pictures. */
export type ShownChoice = Omit<Choice, 'label'> & { label: ReactNode }

/** One of a few, all in sight (radio buttons). */
export function ChoiceField(props: Bound<string> & { label: ReactNode; options: readonly ShownChoice[]; disabled?: boolean }): ReactNode {
  const id = useId()
  const { value, change, error, disabled } = useField(props, '')
  return (
    <fieldset
      className={styles['choices']}
      disabled={(props.disabled ?? false) || disabled}
      {...(error ? { 'aria-describedby': `${id}-error` } : {})}
    >
      <legend>{props.label}</legend>
      {props.options.map((option) => (
        <label key={option.value} className={styles['choice']}>
          <input
            type="radio"
            name={props.name ?? id}
            value={option.value}
            checked={value === option.value}
            disabled={option.disabled}
            aria-invalid={error ? true : undefined}
            onChange={() => change(option.value)}
          />
          <span>
            {option.label}
            {option.note && (
              <span className={styles['hint']}>
                <br />
                {option.note}
              </span>
            )}
          </span>
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className={styles['error']}>
          {error}
        </p>
      )}
    </fieldset>
  )
}

/** Several of a few, all in sight (check boxes). */
export function ManyField(props: Bound<readonly string[]> & { label: ReactNode; options: readonly ShownChoice[]; disabled?: boolean }): ReactNode {
  const id = useId()
  const { value, change, error, disabled } = useField<readonly string[]>(props, [])
  return (
    <fieldset
      className={styles['choices']}
      disabled={(props.disabled ?? false) || disabled}
      {...(error ? { 'aria-describedby': `${id}-error` } : {})}
    >
      <legend>{props.label}</legend>
      {props.options.map((option) => (
        <label key={option.value} className={styles['choice']}>
          <input
            type="checkbox"
            value={option.value}
            checked={value.includes(option.value)}
            disabled={option.disabled}
            aria-invalid={error ? true : undefined}
            onChange={(event) => change(event.currentTarget.checked ? [...value, option.value] : value.filter((one) => one !== option.value))}
          />
          <span>
            {option.label}
            {option.note && (
              <span className={styles['hint']}>
                <br />
                {option.note}
              </span>
            )}
          </span>
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className={styles['error']}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
