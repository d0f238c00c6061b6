import { registerGroupsWithPeople } from './people-import.ts'
import { curriculumRoutes } from './routes/curricula.ts'
import { candidateRoutes, myRoutes, offeringRoutes } from './routes/offerings.ts'
import { programmeRoutes } from './routes/programmes.ts'
import { registryRoutes } from './routes/registry.ts'
import { groupRoutes, termRoutes } from './routes/terms.ts'
import { registerProgrammeSearch } from './search.ts'

registerGroupsWithPeople()
registerProgrammeSearch()

/** The domain's whole policy, by the things it is about. */
export const routes = [
  ...registryRoutes,
  ...programmeRoutes,
  ...curriculumRoutes,
  ...termRoutes,
  ...groupRoutes,
  ...offeringRoutes,
  ...candidateRoutes,
  ...myRoutes,
]
