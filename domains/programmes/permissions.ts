import { definePermissions } from '../../foundation/server/permissions/define.ts'

/**
 * Who may what with programmes, plans, terms, groups and offerings (R4.6a, R8.1). Programmes, fields and specialities are
 * public. A plan is written by the department and the study office and approved by the methodical council or the
 * rectorate; who looks after quality, and auditors, read everything and change nothing here but the registry.
 */
export const permissions = definePermissions({
  'registry.manage': { registrar: 'all', quality_office: 'all', administrator: 'all' },
  'programme.manage': { registrar: 'unit', administrator: 'all' },
  'discipline.manage': { registrar: 'unit', methodist: 'unit', head_of_department: 'unit' },
  'curriculum.read': {
    teacher: 'all', curator: 'all', methodist: 'all', head_of_department: 'all', methodical_council: 'all', registrar: 'all', exam_commission: 'all', quality_office: 'all', administrator: 'all',
    international_office: 'all', rectorate: 'all', auditor: 'all', student: 'all', partner_student: 'all', student_council: 'all',
  },
  'curriculum.edit': { methodist: 'unit', head_of_department: 'unit', registrar: 'unit' },
  'curriculum.approve': { methodical_council: 'all', rectorate: 'all' },
  'term.manage': { registrar: 'all' },
  'group.read': {
    curator: 'group', methodist: 'unit', head_of_department: 'unit', registrar: 'unit', exam_commission: 'all', quality_office: 'all', administrator: 'all', accountant: 'all', international_office: 'all',
    psychologist: 'all', rectorate: 'all', auditor: 'all',
  },
  'group.manage': { registrar: 'unit', methodist: 'unit' },
  'offering.read': {
    student: 'enrolled', partner_student: 'enrolled', teacher: 'teaches', curator: 'group', methodist: 'unit', head_of_department: 'unit', methodical_council: 'all', registrar: 'unit', exam_commission: 'all',
    quality_office: 'all', administrator: 'all', international_office: 'all', rectorate: 'all', auditor: 'all',
  },
  'offering.students': {
    teacher: 'teaches', curator: 'group', methodist: 'unit', head_of_department: 'unit', registrar: 'unit', exam_commission: 'all', quality_office: 'all', international_office: 'all', rectorate: 'all', auditor: 'all',
  },
  'offering.create': { registrar: 'unit', methodist: 'unit' },
  'offering.manage': { registrar: 'unit', methodist: 'unit' },
  'teaching.assign': { registrar: 'unit', methodist: 'unit', head_of_department: 'unit' },
  'enrolment.manage': { registrar: 'unit', methodist: 'unit', international_office: 'all' },
  'elective.choose': { student: 'self', partner_student: 'self' },
})
