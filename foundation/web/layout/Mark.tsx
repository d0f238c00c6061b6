import type { ReactNode } from 'react'

/**
 * The mark: the crown ring of a yurt, whose crossing bars are also the plus of the name. It takes the colour of the
 * text around it.
 */
export function Mark({ size = 32 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true">
      <circle cx="32" cy="32" r="27" strokeWidth="5" />
      <g strokeWidth="3.2">
        <path d="M23 7.5Q27.5 32 23 56.500M32 6V58M41 7.500Q36.500 32 41 56.500" />
        <path d="M7.500 23Q32 27.500 56.500 23M6 32H58M7.500 41Q32 36.500 56.500 41" />
      </g>
    </svg>
  )
}
