import { definePermissions } from '../../foundation/server/permissions/define.ts'

/** Who may what with progress. A curator sees a group through the group's record, so not a whole offering's activity. */
export const permissions = definePermissions({
  'progress.write': { student: 'enrolled', partner_student: 'enrolled', learner: 'enrolled' },
  // One's own and nobody else's: who does not study in an offering reads an empty one.
  'progress.read-own': { '*': 'all' },
  'activity.read': {
    teacher: 'teaches',
    head_of_department: 'unit',
    methodist: 'unit',
    registrar: 'unit',
    quality_office: 'all',
    rectorate: 'all',
    auditor: 'all',
  },
  'rating.write': { student: 'enrolled', partner_student: 'enrolled', learner: 'enrolled' },
  /** What students think of the material, with its authors and their department (R3.6e). */
  'rating.read': { teacher: 'teaches', methodist: 'unit', head_of_department: 'unit', quality_office: 'all', auditor: 'all' },
  'question.ask': { student: 'enrolled', partner_student: 'enrolled', learner: 'enrolled' },
  'question.read': { teacher: 'teaches', methodist: 'unit', head_of_department: 'unit', quality_office: 'all', auditor: 'all' },
  'mooc.manage': { teacher: 'teaches', methodist: 'unit', head_of_department: 'unit' },
  'mooc.participants': { teacher: 'teaches', methodist: 'unit', head_of_department: 'unit', quality_office: 'all', auditor: 'all' },
  'certificate.take': { learner: 'enrolled' },
  'certificate.revoke': { methodist: 'unit', head_of_department: 'unit', quality_office: 'all' },
  'question.answer': { teacher: 'teaches' },
})
