import { useLocation, useParams, useRouter } from '@tanstack/react-router'

/** Goes to a page by its plain address. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const router = useRouter()
  return (to, options) => {
    if (options?.replace) router.history.replace(to)
    else router.history.push(to)
  }
}

/** The values in the page's path: `const { offeringId } = usePathValues()`. An absent one is ''. */
export function usePathValues(): Record<string, string> {
  const values: Record<string, string | undefined> = useParams({ strict: false })
  return new Proxy(values, { get: (target, name: string) => target[name] ?? '' }) as Record<string, string>
}

/** The value of `?name=` and a way to change it: filters and tabs live in the address, so a link shows the same. */
export function useQueryValue(name: string): [string, (value: string) => void] {
  const router = useRouter()
  const { searchStr, pathname } = useLocation()
  const value = new URLSearchParams(searchStr).get(name) ?? ''
  return [
    value,
    (next) => {
      const params = new URLSearchParams(router.history.location.search)
      if (next) params.set(name, next)
      else params.delete(name)
      const search = params.toString()
      router.history.replace(search ? `${pathname}?${search}` : pathname)
    },
  ]
}
