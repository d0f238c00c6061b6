import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { ApiProblem, FieldProblem } from '../api/api-problem.ts'
import { useText } from '../i18n/use-text.ts'
import { ClauseTag } from './ClauseTag.tsx'
import { FormContext, type FormValues } from './form-context.ts'
import { Notice } from './Notice.tsx'
import styles from './Form.module.css'

export interface FormProps<Values extends FormValues> {
  initial: Values
  onSubmit: (values: Values) => void
  /** The refusal of the last attempt: `act.error`. Its fields are shown at the fields, the first one takes the focus. */
  problem?: ApiProblem | null
  pending?: boolean
  /** The page's own checks before sending; what they return is shown like the server's. */
  check?: (values: Values) => FieldProblem[]
  submitLabel: string
  /** Beside the submit button: cancel. */
  actions?: ReactNode
  children: ReactNode
}

/** A form: values by field name, the server's refusals at their fields, one submit. */
export function Form<Values extends FormValues>(props: FormProps<Values>): ReactNode {
  const { initial, onSubmit, problem, pending = false, check, submitLabel, actions, children } = props
  const t = useText('foundation')
  const [values, setValues] = useState<Values>(initial)
  const [own, setOwn] = useState<FieldProblem[]>([])
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set())
  const form = useRef<HTMLFormElement>(null)
  const errors = [...own, ...(problem?.fields ?? [])].filter(({ path }) => !mended.has(path.replace(/^body\./, '')))

  useEffect(() => setMended(new Set()), [problem])
  useEffect(() => {
    if (!problem && own.length === 0) return
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form.current?.querySelector<HTMLElement>('[role="alert"]')
    first?.focus()
  }, [problem, own])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const found = check?.(values) ?? []
    setOwn(found)
    setMended(new Set())
    if (found.length === 0 && !pending) onSubmit(values)
  }
  const set = (name: string, value: unknown): void => {
    setValues((before) => ({ ...before, [name]: value }))
    setMended((before) => new Set(before).add(name))
  }
  return (
    <FormContext value={{ values, set, errors, pending }}>
      <form ref={form} className={styles['form']} onSubmit={submit} noValidate>
        {children}
        {problem && <ProblemNotice problem={problem} />}
        <div className={styles['actions']}>
          <Button type="submit" loading={pending}>
            {submitLabel}
          </Button>
          {actions}
        </div>
        {errors.length > 1 && (
          <p className="unseen" role="status">
            {t('form.errors', { count: errors.length })}
          </p>
        )}
      </form>
    </FormContext>
  )
}

/** A refusal as a whole: title, detail, clause. */
export function ProblemNotice({ problem }: { problem: ApiProblem }): ReactNode {
  const t = useText('foundation')
  const title = problem.title || t(problem.isOffline ? 'error.offline.title' : 'error.failed.title')
  return (
    <div role="alert" tabIndex={-1}>
      <Notice tone="bad" title={title}>
        {problem.detail ?? (problem.title ? null : t(problem.isOffline ? 'error.offline.text' : 'error.failed.text'))}
        {problem.clause && <ClauseTag clause={problem.clause} />}
      </Notice>
    </div>
  )
}
