import '@mantine/core/styles/Input.layer.css'
import { ActionIcon, TextInput } from '@mantine/core'
import { useId, useRef, useState, type ReactNode } from 'react'
import { parseDate } from '../../i18n/format.ts'
import { useFormat, useText } from '../i18n/use-text.ts'
import { Calendar } from './Calendar.tsx'
import { useField, type Bound } from './form-context.ts'
import { Icon } from './Icon.tsx'
import styles from './DateField.module.css'

export interface DateFieldProps extends Bound<string> {
  label: string
  hint?: ReactNode
  required?: boolean
  /** Plain dates 'YYYY-MM-DD'. */
  min?: string
  max?: string
  disabled?: boolean
}

/** A date, typed as дд.мм.гггг or chosen in a calendar. Its value is a plain date 'YYYY-MM-DD', '' when empty. */
export function DateField(props: DateFieldProps): ReactNode {
  const { label, hint, required, min, max, name } = props
  const t = useText('foundation')
  const format = useFormat()
  const id = useId()
  const calendar = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(false)
  const { value, change, error, disabled } = useField(props, '')
  const [typed, setTyped] = useState<string | null>(null)
  const off = (props.disabled ?? false) || disabled
  const read = typed ? parseDate(typed) : null
  const wrong =
    typed && !read
      ? t('field.not-date')
      : value && min && value < min
        ? t('field.date-from', { date: format.date(min) })
        : value && max && value > max
          ? t('field.date-to', { date: format.date(max) })
          : undefined
  return (
    <div className={styles['place']}>
      <TextInput
        label={label}
        description={hint}
        error={error ?? (typed && typed.length < 8 ? undefined : wrong)}
        withAsterisk={required ?? false}
        aria-required={required ?? false}
        placeholder={t('field.date-form')}
        inputMode="numeric"
        autoComplete="off"
        disabled={off}
        {...(name ? { name } : {})}
        value={typed ?? (value ? format.date(value) : '')}
        onChange={(event) => {
          const text = withDots(event.currentTarget.value, typed ?? '')
          setTyped(text)
          change(text ? (parseDate(text) ?? '') : '')
        }}
        onBlur={() => {
          if (!typed || read) setTyped(null)
        }}
        rightSection={
          <ActionIcon variant="subtle" size="lg" disabled={off} aria-label={t('field.open-calendar', { label })} popoverTarget={id}>
            <Icon name="calendar" />
          </ActionIcon>
        }
      />
      <div id={id} ref={calendar} popover="auto" className={styles['calendar']} onToggle={(event) => setShown(event.newState === 'open')}>
        {shown && (
          <Calendar
            value={value}
            {...(min ? { min } : {})}
            {...(max ? { max } : {})}
            onPick={(date) => {
              setTyped(null)
              change(date)
              calendar.current?.hidePopover()
            }}
          />
        )}
      </div>
    </div>
  )
}

/** Puts the dots in while digits are typed: 2005 → 20.05. */
function withDots(text: string, before: string): string {
  if (text.length < before.length || !/^[\d.]*$/.test(text)) return text
  if (/^\d{2}$/.test(text) || /^\d{2}\.\d{2}$/.test(text)) return `${text}.`
  if (/^\d{8}$/.test(text)) return `${text.slice(0, 2)}.${text.slice(2, 4)}.${text.slice(4)}`
  return text.replace(/\.{2,}/g, '.')
}
