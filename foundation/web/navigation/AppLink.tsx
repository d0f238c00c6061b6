import { Link, type LinkProps } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode } from 'react'

export interface AppLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** '/courses/7?tab=people' */
  to: string
  replace?: boolean
  children?: ReactNode
}

/** A link to a page of the portal, by its plain address: no reload, and its files are fetched when it is pointed at. */
export function AppLink({ to, replace, children, ...rest }: AppLinkProps): ReactNode {
  const [path = '/', hash] = to.split('#')
  const [pathname = '/', search = ''] = path.split('?')
  const params = Object.fromEntries(new URLSearchParams(search))
  const options = { to: pathname, search: params, ...(hash ? { hash } : {}), ...(replace ? { replace } : {}) }
  return (
    <Link {...(options as LinkProps)} preload="intent" {...rest}>
      {children}
    </Link>
  )
}
