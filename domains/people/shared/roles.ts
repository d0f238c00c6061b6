/**
 * The roles of the regulation (R4.6a, R8.1). `scope` says what a grant may be narrowed to; `secondFactor` marks roles that
 * change grades, people or money, for which a second factor at sign-in is mandatory (R5.2c).
 */
export const roles = {
  applicant: { scope: 'none', secondFactor: false },
  student: { scope: 'none', secondFactor: false },
  partner_student: { scope: 'none', secondFactor: false },
  /** Takes part in an open course; studies nowhere. */
  learner: { scope: 'none', secondFactor: false },
  student_council: { scope: 'none', secondFactor: false },
  teacher: { scope: 'unit', secondFactor: true },
  curator: { scope: 'group', secondFactor: false },
  methodist: { scope: 'unit', secondFactor: true },
  head_of_department: { scope: 'unit', secondFactor: true },
  methodical_council: { scope: 'none', secondFactor: false },
  registrar: { scope: 'unit', secondFactor: true },
  exam_commission: { scope: 'none', secondFactor: true },
  quality_office: { scope: 'none', secondFactor: false },
  administrator: { scope: 'none', secondFactor: true },
  accountant: { scope: 'none', secondFactor: true },
  international_office: { scope: 'none', secondFactor: false },
  psychologist: { scope: 'none', secondFactor: false },
  support_agent: { scope: 'none', secondFactor: false },
  rectorate: { scope: 'none', secondFactor: true },
  auditor: { scope: 'none', secondFactor: false },
} as const satisfies Record<string, { scope: 'none' | 'unit' | 'group'; secondFactor: boolean }>

export type Role = keyof typeof roles

export const roleNames = Object.keys(roles) as Role[]

/** Whether a word names a role. */
export function isRole(word: string): word is Role {
  return Object.hasOwn(roles, word)
}

/** Whether any of these roles makes a second factor mandatory (R5.2c). */
export function demandsSecondFactor(held: string[]): boolean {
  return held.some((role) => isRole(role) && roles[role].secondFactor)
}
