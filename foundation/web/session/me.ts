import { useApi } from '../api/use-api.ts'
import type { Localized } from '../../i18n/localized.ts'
import type { PersonNameParts } from '../../i18n/format.ts'
import { meAddress } from './current-account.ts'
import { can, type AbilityRule, type AbilityTarget } from './can.ts'

export { meAddress } from './current-account.ts'

/** A role of the person, with the unit or group for which it was given. */
export interface MyRole {
  role: string
  unitId?: string | null
  groupId?: string | null
  scopeName?: Localized | null
}

/** Who is signed in: GET /api/me. */
export interface Me {
  account: {
    id: string
    login: string
    email?: string | null
    locale?: string | null
    theme?: string | null
    dataSaver?: boolean
    secondFactor?: boolean
  }
  person: PersonNameParts & { id: string; photoUrl?: string | null }
  roles: MyRole[]
  abilities: AbilityRule[]
  /** The roles demand a second factor that is not set up yet: nothing else opens before. */
  needsSecondFactor?: boolean
}

/** The signed-in person; null when nobody is, undefined while it is not known yet. */
export function useMe(): Me | null | undefined {
  const { data, error } = useApi<Me | null>(meAddress)
  if (data !== undefined) return data
  return error?.status === 401 ? null : undefined
}

/** A question function: `const may = useMay(); may('grade.write', { offeringId })`. */
export function useMay(): (ability: string, target?: AbilityTarget) => boolean {
  const me = useMe()
  return (ability, target) => can(me?.abilities ?? [], ability, target)
}
