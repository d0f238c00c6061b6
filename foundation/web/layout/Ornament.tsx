import { useId, type ReactNode } from 'react'

/** A quiet line pattern of ram's horns, as felt carpets have it; only beside the sign-in. */
export function Ornament({ className }: { className?: string | undefined }): ReactNode {
  const id = useId()
  const horn = 'M60 108V66C60 46 44 36 32 42C20 48 22 66 35 67C44 67 46 56 39 53'
  return (
    <svg className={className} aria-hidden="true" width="100%" height="100%" preserveAspectRatio="xMidYMid slice">
      <defs>
        <pattern id={id} width="120" height="120" patternUnits="userSpaceOnUse" patternTransform="rotate(45) scale(0.9)">
          <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
            <path d={horn} />
            <path d={horn} transform="matrix(-1 0 0 1 120 0)" />
            <path d="M60 12L72 24L60 36L48 24Z" />
            <path d="M0 108H120" strokeDasharray="2 8" />
          </g>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  )
}
