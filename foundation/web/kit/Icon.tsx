import type { ReactNode } from 'react'
import type names from './icon-names.json'
import file from './icons.svg?url'

/** The icons that are called by name: the keys of icon-names.json. */
export type IconName = keyof typeof names

/** An icon beside words; alone it needs a `label`. */
export function Icon({
  name,
  size = 20,
  label,
  className,
}: {
  name: IconName | (string & {})
  size?: number
  label?: string
  className?: string | undefined
}): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(className ? { className } : {})}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <use href={`${file}#${name}`} />
    </svg>
  )
}
