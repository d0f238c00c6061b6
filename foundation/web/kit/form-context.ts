import { createContext, useContext } from 'react'
import type { FieldProblem } from '../api/api-problem.ts'

export type FormValues = Record<string, unknown>

export interface FormState {
  values: FormValues
  set: (name: string, value: unknown) => void
  errors: readonly FieldProblem[]
  pending: boolean
}

export const FormContext = createContext<FormState | null>(null)

/** What a field is bound to: its form by `name`, or its own `value` and `onChange`. */
export interface Bound<Value> {
  /** The field's name in the form and in the server's `fields[].path` ('email', 'items.0.title'). */
  name?: string
  value?: Value
  onChange?: (value: Value) => void
  error?: string | undefined
}

/** Binds a field to its form. */
export function useField<Value>(
  bound: Bound<Value>,
  empty: Value,
): { value: Value; change: (value: Value) => void; error: string | undefined; disabled: boolean } {
  const form = useContext(FormContext)
  const { name } = bound
  const value = bound.value !== undefined ? bound.value : ((name ? form?.values[name] : undefined) as Value | undefined)
  return {
    value: value ?? empty,
    change: (next) => {
      bound.onChange?.(next)
      if (name && bound.value === undefined) form?.set(name, next)
    },
    error: bound.error ?? form?.errors.find(({ path }) => path === name || path === `body.${name}`)?.message,
    disabled: form?.pending ?? false,
  }
}
