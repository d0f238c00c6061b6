import { registerPeopleSearch } from './search.ts'
import { routes as importRoutes } from './routes/import-routes.ts'
import { routes as personRoutes } from './routes/person-routes.ts'
import { routes as roleRoutes } from './routes/role-routes.ts'
import { routes as structureRoutes } from './routes/structure-routes.ts'

registerPeopleSearch()

export const routes = [...structureRoutes, ...personRoutes, ...roleRoutes, ...importRoutes]
