import { useApi } from '../api/use-api.ts'
import type { Localized } from '../../i18n/localized.ts'

/** What the portal says of itself at GET /api/portal. */
export interface PortalFacts {
  name: Localized
  /** Only the demonstration university has demonstration pages. */
  demonstration: boolean
  version: string
  signIn?: { oidc: { id: string; name: string | null } | null }
}

/** The university's name and what kind of installation this is. */
export function usePortal(): PortalFacts | undefined {
  return useApi<PortalFacts>('/api/portal').data
}
