/** The domains, in the order of the architecture: each may stand on those before it. Loaded by assemble.ts. */
import { routes as peopleRoutes } from '../domains/people/routes.ts'
import { permissions as peoplePermissions } from '../domains/people/permissions.ts'
import { jobs as peopleJobs } from '../domains/people/jobs.ts'
import { listeners as peopleListeners } from '../domains/people/events.ts'
import { routes as programmesRoutes } from '../domains/programmes/routes.ts'
import { permissions as programmesPermissions } from '../domains/programmes/permissions.ts'
import { jobs as programmesJobs } from '../domains/programmes/jobs.ts'
import { listeners as programmesListeners } from '../domains/programmes/events.ts'
import { routes as coursesRoutes } from '../domains/courses/routes.ts'
import { permissions as coursesPermissions } from '../domains/courses/permissions.ts'
import { jobs as coursesJobs } from '../domains/courses/jobs.ts'
import { listeners as coursesListeners } from '../domains/courses/events.ts'
import { routes as learningRoutes } from '../domains/learning/routes.ts'
import { permissions as learningPermissions } from '../domains/learning/permissions.ts'
import { jobs as learningJobs } from '../domains/learning/jobs.ts'
import { listeners as learningListeners } from '../domains/learning/events.ts'
import { routes as assignmentsRoutes } from '../domains/assignments/routes.ts'
import { permissions as assignmentsPermissions } from '../domains/assignments/permissions.ts'
import { jobs as assignmentsJobs } from '../domains/assignments/jobs.ts'
import { listeners as assignmentsListeners } from '../domains/assignments/events.ts'
import { routes as examsRoutes } from '../domains/exams/routes.ts'
import { permissions as examsPermissions } from '../domains/exams/permissions.ts'
import { jobs as examsJobs } from '../domains/exams/jobs.ts'
import { listeners as examsListeners } from '../domains/exams/events.ts'
import { routes as gradesRoutes } from '../domains/grades/routes.ts'
import { permissions as gradesPermissions } from '../domains/grades/permissions.ts'
import { jobs as gradesJobs } from '../domains/grades/jobs.ts'
import { listeners as gradesListeners } from '../domains/grades/events.ts'
import type { Listener } from '../foundation/server/events/events.ts'
import type { AnyRoute } from '../foundation/server/http/route.ts'
import type { JobDefinition } from '../foundation/server/jobs/jobs.ts'
import type { PermissionTable } from '../foundation/server/permissions/define.ts'

export interface DomainParts {
  routes: AnyRoute[]
  permissions: PermissionTable
  jobs: JobDefinition<never>[]
  listeners: Listener[]
}

export const domains: Record<string, DomainParts> = {
  people: { routes: peopleRoutes, permissions: peoplePermissions, jobs: peopleJobs, listeners: peopleListeners },
  programmes: { routes: programmesRoutes, permissions: programmesPermissions, jobs: programmesJobs, listeners: programmesListeners },
  courses: { routes: coursesRoutes, permissions: coursesPermissions, jobs: coursesJobs, listeners: coursesListeners },
  learning: { routes: learningRoutes, permissions: learningPermissions, jobs: learningJobs, listeners: learningListeners },
  assignments: { routes: assignmentsRoutes, permissions: assignmentsPermissions, jobs: assignmentsJobs, listeners: assignmentsListeners },
  exams: { routes: examsRoutes, permissions: examsPermissions, jobs: examsJobs, listeners: examsListeners },
  grades: { routes: gradesRoutes, permissions: gradesPermissions, jobs: gradesJobs, listeners: gradesListeners },
}
