import { definePermissions } from '../../foundation/server/permissions/define.ts'

const readers = { head_of_department: 'unit', registrar: 'unit', exam_commission: 'all', auditor: 'all' } as const

/** Who may what with short tests. */
export const permissions = definePermissions({
  'test.read': {
    student: 'enrolled',
    partner_student: 'enrolled',
    learner: 'enrolled',
    teacher: 'teaches',
    methodist: 'unit',
    quality_office: 'all',
    ...readers,
  },
  'test.take': { student: 'enrolled', partner_student: 'enrolled', learner: 'enrolled' },
  'attempt.write': { student: 'self', partner_student: 'self', learner: 'self' },
  'attempt.read': { student: 'self', partner_student: 'self', learner: 'self', teacher: 'teaches', ...readers },
  'attempt.mark': { teacher: 'teaches' },
  'test.edit': { teacher: 'teaches' },
  'room.watch': { teacher: 'teaches', head_of_department: 'unit', registrar: 'unit', exam_commission: 'all', auditor: 'all' },
  'room.act': { teacher: 'teaches', exam_commission: 'all' },
  'bank.read': { teacher: 'teaches', head_of_department: 'unit', exam_commission: 'all' },
  'bank.edit': { teacher: 'teaches' },
  'test.results': { teacher: 'teaches', ...readers },
})
