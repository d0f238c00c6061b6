import { ActionIcon, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import type { AskedProps } from './AskedField.tsx'
import { usePlainWords, Words } from './Words.tsx'
import styles from './Asked.module.css'

/** Things are put in order by buttons. The order on the paper is nobody's answer until it is moved, or kept on purpose. */
export function OrderField({ paper, label, answer, onChange, disabled }: AskedProps<'ordering'>): ReactNode {
  const t = useText('exams')
  const plain = usePlainWords()
  const given = answer?.kind === 'ordering' ? answer.order : null
  const order = given ?? paper.items.map(({ id }) => id)
  const move = (from: number, to: number): void => {
    const next = order.toSpliced(from, 1)
    onChange({ kind: 'ordering', order: next.toSpliced(to, 0, order[from] ?? '') })
  }
  return (
    <>
      {label}
      <ol className={styles['order']}>
        {order.map((id, at) => {
          const text = paper.items.find((one) => one.id === id)?.text ?? {}
          const button = (to: number, name: 'up' | 'down'): ReactNode => (
            <ActionIcon
              variant="default"
              size="lg"
              disabled={disabled || to < 0 || to >= order.length}
              aria-label={t(`asked.${name}`, { text: plain(text) })}
              onClick={() => move(at, to)}
            >
              <Icon name={name} />
            </ActionIcon>
          )
          return (
            <li key={id}>
              <span className={styles['place']}>{at + 1}.</span>
              <Words text={text} />
              <span className={styles['buttons']}>
                {button(at - 1, 'up')}
                {button(at + 1, 'down')}
              </span>
            </li>
          )
        })}
      </ol>
      {given === null && !disabled && (
        <Button variant="default" size="compact-md" onClick={() => onChange({ kind: 'ordering', order })}>
          {t('asked.keep-order')}
        </Button>
      )}
    </>
  )
}
