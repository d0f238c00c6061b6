import { definePermissions } from '../../foundation/server/permissions/define.ts'

/** Who may what with the material of an offering. */
export const permissions = definePermissions({
  'course.read': {
    student: 'enrolled',
    partner_student: 'enrolled',
    teacher: 'teaches',
    curator: 'group',
    methodist: 'unit',
    head_of_department: 'unit',
    registrar: 'all',
    exam_commission: 'all',
    quality_office: 'all',
    methodical_council: 'all',
    auditor: 'all',
    rectorate: 'all',
  },
  'course.edit': { teacher: 'teaches', methodist: 'unit', head_of_department: 'unit' },
  'course.import': { teacher: 'teaches', methodist: 'unit', head_of_department: 'unit' },
  'complex.read': {
    teacher: 'teaches',
    methodist: 'unit',
    head_of_department: 'unit',
    methodical_council: 'all',
    quality_office: 'all',
    auditor: 'all',
    rectorate: 'all',
  },
  'complex.review': { methodical_council: 'all' },
  'complex.assign': { methodical_council: 'all' },
  'discussion.post': { student: 'enrolled', partner_student: 'enrolled', teacher: 'teaches' },
  'discussion.moderate': { teacher: 'teaches', head_of_department: 'unit' },
  'package.attempt': { student: 'enrolled', partner_student: 'enrolled' },
  'package.results': { teacher: 'teaches', methodist: 'unit', head_of_department: 'unit' },
  'coding.attempt': { student: 'enrolled', partner_student: 'enrolled' },
  'coding.results': { teacher: 'teaches', methodist: 'unit', head_of_department: 'unit' },
})
