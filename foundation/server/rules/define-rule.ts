import type { Localized } from '../../i18n/localized.ts'

/** A rule's parameter as it held from a day on, with the act it comes from (R1.4, R11.1). */
export interface RuleParameter<Value> {
  value: Value
  /** The act or clause the value comes from. */
  basis: Localized
  /** First day on which it holds: `YYYY-MM-DD`. */
  validFrom: string
}

export interface RuleDefinition<Subject, Value, Finding> {
  /** Clause of the regulation, e.g. `R4.2b`. */
  clause: string
  /** Newest or oldest first: they are sorted here. At least one. */
  parameters: RuleParameter<Value>[]
  /** What of the subject breaks the clause, given the parameter of that day; empty when nothing does. */
  check: (subject: Subject, parameter: RuleParameter<Value>, on: string) => Finding[]
}

export interface Rule<Subject, Value, Finding> {
  clause: string
  parameters: readonly RuleParameter<Value>[]
  /** The parameter that holds on a day; before the first one, the first. */
  parameterOn: (on: string) => RuleParameter<Value>
  /** What breaks the clause, judged by the rule of that day (R11.1). */
  findings: (subject: Subject, on: string) => Finding[]
}

const known = new Map<string, Rule<never, unknown, unknown>>()

/**
 * Declares the rule of a clause: a guard calls it at the act, an overview calls the same one for what there is already.
 * @throws when a clause is declared twice or without a parameter
 */
export function defineRule<Subject, Value, Finding>(definition: RuleDefinition<Subject, Value, Finding>): Rule<Subject, Value, Finding> {
  const { clause, check } = definition
  if (known.has(clause)) throw new Error(`rule ${clause} is declared twice`)
  const parameters = definition.parameters.toSorted((left, right) => (left.validFrom < right.validFrom ? -1 : 1))
  const first = parameters[0]
  if (!first) throw new Error(`rule ${clause} has no parameter`)
  const parameterOn = (on: string) => parameters.findLast((parameter) => parameter.validFrom <= on) ?? first
  const rule = { clause, parameters, parameterOn, findings: (subject: Subject, on: string) => check(subject, parameterOn(on), on) }
  known.set(clause, rule as unknown as Rule<never, unknown, unknown>)
  return rule
}

/** Every declared rule by clause, in the order of the clauses. */
export function allRules(): Rule<never, unknown, unknown>[] {
  return [...known.values()].toSorted((left, right) => left.clause.localeCompare(right.clause, 'en', { numeric: true }))
}
