/** Kinds of units, as the page offers them and the contract takes them. */
export const unitKinds = ['rectorate', 'faculty', 'college', 'department', 'office', 'council', 'commission'] as const
export const sexes = ['female', 'male'] as const
