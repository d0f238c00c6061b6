import { useId, type ReactNode } from 'react'
import { useField, type Bound } from './form-context.ts'
import styles from './Form.module.css'

/** Yes or no. */
export function CheckField(props: Bound<boolean> & { label: ReactNode; hint?: ReactNode; disabled?: boolean }): ReactNode {
  const id = useId()
  const { value, change, error, disabled } = useField(props, false)
  return (
    <label className={styles['check']}>
      <input
        type="checkbox"
        checked={value}
        disabled={(props.disabled ?? false) || disabled}
        aria-invalid={error ? true : undefined}
        {...(props.name ? { name: props.name } : {})}
        {...(error ? { 'aria-describedby': id } : {})}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      <span>
        {props.label}
        {props.hint && (
          <>
            <br />
            <span className={styles['hint']}>{props.hint}</span>
          </>
        )}
        {error && (
          <>
            <br />
            <span id={id} className={styles['error']}>
              {error}
            </span>
          </>
        )}
      </span>
    </label>
  )
}
