/** What the server and the page both know of an exam sheet. */
export const sheetKinds = ['first', 'retake', 'second_retake', 'commission', 'correction'] as const
export type SheetKind = (typeof sheetKinds)[number]

export const sheetStates = ['open', 'filled', 'teacher_signed', 'closed', 'void'] as const
export type SheetState = (typeof sheetStates)[number]

/** Why a student is not admitted to the exam; words in the texts. */
export const refusals = ['debts', 'leave', 'contract'] as const
export type Refusal = (typeof refusals)[number]

export const signerRoles = ['teacher', 'commission', 'office'] as const
export type SignerRole = (typeof signerRoles)[number]

/** What hinders the first signature. */
export const obstacles = ['empty', 'waits', 'changed', 'nobody'] as const
export type Obstacle = (typeof obstacles)[number]

/** Points of the exam are typed where the grade book does not give them. */
export const isTyped = (kind: SheetKind): boolean => kind !== 'first'

/** Who signs first: before a commission its member, else the teacher. */
export const firstSigner = (kind: SheetKind): 'teacher' | 'commission' => (kind === 'commission' ? 'commission' : 'teacher')

/** Sorts of sheets that are numbered apart: the grade book's, retakes of all kinds, corrections. */
export const sortOf = (kind: SheetKind): 1 | 2 | 3 => (kind === 'first' ? 1 : kind === 'correction' ? 3 : 2)

/** `2026/27`, a first sheet, 42 → `2026-1/0042`. */
export const numberOf = (series: string, sequence: number): string => `${series}/${String(sequence).padStart(4, '0')}`
export const seriesOf = (academicYear: string, kind: SheetKind): string => `${academicYear.slice(0, 4)}-${sortOf(kind)}`
