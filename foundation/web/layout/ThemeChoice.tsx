import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Icon } from '../kit/Icon.tsx'
import { useColourScheme } from '../theme/colour-scheme.ts'
import styles from './MenuItems.module.css'

const schemes = [
  ['light', 'sun'],
  ['dark', 'moon'],
  ['auto', 'device'],
] as const

/** Light, dark, or as the device has it. */
export function ThemeChoice(): ReactNode {
  const t = useText('foundation')
  const [scheme, choose] = useColourScheme()
  return (
    <div className={styles['themes']} role="group" aria-label={t('theme.label')}>
      {schemes.map(([one, icon]) => (
        <button key={one} type="button" aria-pressed={scheme === one} onClick={() => choose(one)}>
          <Icon name={icon} size={18} />
          {t(`theme.${one}`)}
        </button>
      ))}
    </div>
  )
}
