import { definePermissions } from '../../foundation/server/permissions/define.ts'

/** Who may see grades. A curator sees the whole record of the own group; a teacher the own discipline. */
export const permissions = definePermissions({
  'grade.read-own': { student: 'enrolled', partner_student: 'enrolled' },
  'grade.read': {
    teacher: 'teaches',
    head_of_department: 'unit',
    registrar: 'unit',
    quality_office: 'all',
    exam_commission: 'all',
    rectorate: 'all',
    auditor: 'all',
  },
  'record.read': {
    student: 'self',
    partner_student: 'self',
    curator: 'group',
    methodist: 'unit',
    head_of_department: 'unit',
    registrar: 'unit',
    exam_commission: 'all',
    rectorate: 'all',
    auditor: 'all',
  },
  'record.explain': {
    student: 'self',
    partner_student: 'self',
    teacher: 'teaches',
    curator: 'group',
    methodist: 'unit',
    head_of_department: 'unit',
    registrar: 'unit',
    quality_office: 'all',
    exam_commission: 'all',
    rectorate: 'all',
    auditor: 'all',
  },
  'record.read-group': {
    curator: 'group',
    head_of_department: 'unit',
    methodist: 'unit',
    registrar: 'unit',
    exam_commission: 'all',
    rectorate: 'all',
    auditor: 'all',
  },
})
