import { definePermissions } from '../permissions/define.ts'

/** Who keeps accounts (R3.6a, R5.2c). Signing up is closed. */
export const permissions = definePermissions({
  'account.read': { registrar: 'all', administrator: 'all' },
  'account.create': { registrar: 'all', administrator: 'all' },
  'account.reset': { registrar: 'all', administrator: 'all' },
  'account.disable': { registrar: 'all', administrator: 'all' },
  /** Over accounts of those who keep accounts themselves, and to strip a mandatory second factor. */
  'account.keepers': { administrator: 'all' },
})
