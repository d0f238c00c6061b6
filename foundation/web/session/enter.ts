import { queryClient } from '../api/query-client.ts'

/**
 * Goes on after a sign-in: everything known of the visitor is dropped and the page begins anew, so that nothing of
 * another account remains on the screen.
 * @param next the address that was wanted (`?next=`); only addresses of the portal itself are followed
 */
export function enter(next?: string | null): void {
  queryClient().clear()
  const own = next && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
  location.assign(own)
}
