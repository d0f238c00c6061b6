import { definePermissions } from '../../foundation/server/permissions/define.ts'

/** Who may what with the structure, persons and roles (R3.3a, R3.6c, R4.6a, R8.1). */
export const permissions = definePermissions({
  /** The structure as members see it, with rooms and all posts. */
  'structure.read': { '*': 'all' },
  'structure.edit': { administrator: 'all', registrar: 'all' },
  'post.edit': { administrator: 'all', registrar: 'unit' },
  /** Finding persons; each sees those of the own scope. */
  'person.find': {
    administrator: 'all',
    registrar: 'unit',
    rectorate: 'all',
    auditor: 'all',
    head_of_department: 'unit',
    methodist: 'unit',
    curator: 'group',
  },
  /** The card with personal data. Every look at another's card is traced. */
  'person.read': {
    '*': 'self',
    administrator: 'all',
    registrar: 'unit',
    rectorate: 'all',
    auditor: 'all',
    head_of_department: 'unit',
    methodist: 'unit',
    curator: 'group',
  },
  'person.create': { administrator: 'all', registrar: 'all' },
  'person.edit': { administrator: 'all', registrar: 'unit' },
  'person.import': { administrator: 'all', registrar: 'all' },
  'person.export': { administrator: 'all', registrar: 'all' },
  'profile.edit': { '*': 'self' },
  /** Who holds what. */
  'role.read': { administrator: 'all', registrar: 'all', rectorate: 'all', auditor: 'all' },
  'role.grant': { administrator: 'all', registrar: 'unit' },
})
