import { definePermissions } from '../../foundation/server/permissions/define.ts'

export const permissions = definePermissions({})
