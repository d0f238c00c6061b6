import { useId, type ReactNode } from 'react'

/** A quiet line pattern of ram's horns, as felt carpets have it; only beside the sign-in. */
export function Ornament({ className }: { className?: string | undefined }): ReactNode {
  const id = useId()
  const horn = 'M0 0V-30C0 -56 24 -66 37 -53C48 -41 39 -23 26 -26C17 -28 18 -40 26 -41'
  const places = [
    [70, 80],
    [0, 0],
    [140, 0],
    [0, 160],
    [140, 160],
  ] as const
  return (
    <svg className={className} aria-hidden="true" width="100%" height="100%">
      <defs>
        <g id={`${id}-pair`}>
          {['', 'scale(-1 1)', 'scale(1 -1)', 'scale(-1 -1)'].map((turn) => (
            <path key={turn} d={horn} transform={turn} />
          ))}
          <path d="M0 -11L11 0L0 11L-11 0Z" />
        </g>
        <pattern id={id} width="140" height="160" patternUnits="userSpaceOnUse">
          <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
            {places.map(([x, y]) => (
              <use key={`${x} ${y}`} href={`#${id}-pair`} transform={`translate(${x} ${y})`} />
            ))}
          </g>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  )
}
