import { useEffect, useRef, type ReactNode } from 'react'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import type { Sources } from './open-sources.ts'
import styles from './Studio.module.css'

/** What the camera or the screen shows at this moment, without its sound. */
export function Live({
  sources,
  label,
  mirrored = false,
  count = null,
}: {
  sources: Sources
  label: string
  mirrored?: boolean
  count?: number | null
}): ReactNode {
  const film = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (film.current) film.current.srcObject = sources.stream
  }, [sources])
  const digit = count !== null && (
    <span className={styles['count']} aria-hidden="true">
      {count}
    </span>
  )
  if (!sources.hasPicture) return <div className={styles['silent']}>{digit || <Icon name="headphones" size={32} />}</div>
  return (
    <div className={styles['stage']}>
      <video
        ref={film}
        className={styles['screen']}
        aria-label={label}
        muted
        autoPlay
        playsInline
        data-testid="studio-live"
        {...(mirrored ? { style: { transform: 'scaleX(-1)' } } : {})}
      />
      {digit}
    </div>
  )
}
