import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'
import styles from './Stepper.module.css'

/** The steps of a longer work and where one is; `current` counts from 0. */
export function Stepper({ steps, current, label }: { steps: readonly string[]; current: number; label: string }): ReactNode {
  const t = useText('foundation')
  return (
    <ol className={styles['steps']} aria-label={label}>
      {steps.map((step, index) => {
        const state = index < current ? 'done' : index === current ? 'now' : 'later'
        return (
          <li key={step} data-state={state} {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}>
            <span className={styles['dot']}>{state === 'done' ? <Icon name="check" size={16} /> : index + 1}</span>
            <span>{step}</span>
            {state === 'done' && <span className="unseen">{t('step.done')}</span>}
          </li>
        )
      })}
    </ol>
  )
}
