import { definePermissions } from '../../foundation/server/permissions/define.ts'

const readers = { head_of_department: 'unit', registrar: 'unit', exam_commission: 'all', auditor: 'all' } as const

/** Who may what with assignments and the work handed in. */
export const permissions = definePermissions({
  'assignment.read': {
    student: 'enrolled',
    partner_student: 'enrolled',
    learner: 'enrolled',
    teacher: 'teaches',
    methodist: 'unit',
    quality_office: 'all',
    ...readers,
  },
  'assignment.edit': { teacher: 'teaches' },
  'submission.make': { student: 'enrolled', partner_student: 'enrolled', learner: 'enrolled' },
  'submission.read': { student: 'self', partner_student: 'self', learner: 'self', teacher: 'teaches', ...readers },
  /** The queue of an offering's work with marks, for those who look after it and mark nothing. */
  'submission.review': { teacher: 'teaches', ...readers },
  'submission.mark': { teacher: 'teaches' },
  'answering.read-own': { teacher: 'teaches' },
  /** How soon teachers answer (R4.6a). */
  'answering.read': { head_of_department: 'unit', methodist: 'unit', registrar: 'unit', quality_office: 'all', rectorate: 'all', auditor: 'all' },
})
