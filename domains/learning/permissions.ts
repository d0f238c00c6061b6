import { definePermissions } from '../../foundation/server/permissions/define.ts'

/** Who may what with progress. A curator sees a group through the group's record, so not a whole offering's activity. */
export const permissions = definePermissions({
  'progress.write': { student: 'enrolled', partner_student: 'enrolled' },
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
})
