import { defineRoutes } from '../../foundation/server/http/route.ts'

export const routes = defineRoutes('assignments', () => {})
