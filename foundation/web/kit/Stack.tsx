import type { ReactNode } from 'react'
import styles from './Stack.module.css'

type Gap = 's' | 'm' | 'l'

/** Things one under another. */
export function Stack({ gap = 'm', children }: { gap?: Gap; children: ReactNode }): ReactNode {
  return <div className={`${styles['stack']} ${styles[gap]}`}>{children}</div>
}

/** Things in a row that breaks where the screen is narrow. */
export function Row({ gap = 's', apart = false, children }: { gap?: Gap; apart?: boolean; children: ReactNode }): ReactNode {
  return <div className={`${styles['row']} ${styles[gap]} ${apart ? styles['apart'] : ''}`}>{children}</div>
}

/** Equal boxes, as many in a row as fit; `min` is the narrowest a box may be. */
export function Boxes({ min = 'm', children }: { min?: Gap; children: ReactNode }): ReactNode {
  return <div className={`${styles['boxes']} ${styles[`boxes-${min}`]}`}>{children}</div>
}

/** A main column and a narrower one beside it (under it on narrow screens). */
export function Split({ aside, children }: { aside: ReactNode; children: ReactNode }): ReactNode {
  return (
    <div className={styles['split']}>
      <div className={`${styles['stack']} ${styles['l']}`}>{children}</div>
      <div className={`${styles['stack']} ${styles['l']}`}>{aside}</div>
    </div>
  )
}
