import { curriculumRoutes } from './routes/curricula.ts'
import { myRoutes, offeringRoutes } from './routes/offerings.ts'
import { programmeRoutes } from './routes/programmes.ts'
import { registryRoutes } from './routes/registry.ts'
import { groupRoutes, termRoutes } from './routes/terms.ts'

/** The domain's whole policy, by the things it is about. */
export const routes = [...registryRoutes, ...programmeRoutes, ...curriculumRoutes, ...termRoutes, ...groupRoutes, ...offeringRoutes, ...myRoutes]
