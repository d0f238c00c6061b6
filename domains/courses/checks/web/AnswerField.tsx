import { ActionIcon } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ChoiceField, ManyField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { CheckQuestion } from '../shared/checks.ts'
import styles from './Check.module.css'
import { MathWords } from './MathWords.tsx'

interface Props {
  question: CheckQuestion
  label: ReactNode
  answer: string[]
  locked: boolean
  onChange: (answer: string[]) => void
}

/** Where a question is answered, by its kind. */
export function AnswerField({ question, label, answer, locked, onChange }: Props): ReactNode {
  const t = useText('courses-checks')
  const options = question.choices.map(({ id, text }) => ({ value: id, label: <MathWords text={text} /> }))
  if (question.kind === 'multiple')
    return <ManyField label={label} options={options} disabled={locked} value={answer} onChange={(next) => onChange([...next])} />
  if (question.kind === 'single' || question.kind === 'boolean') {
    const both = ['true', 'false'].map((value) => ({ value, label: t(value) }))
    return (
      <ChoiceField
        label={label}
        options={question.kind === 'boolean' ? both : options}
        disabled={locked}
        value={answer[0] ?? ''}
        onChange={(next) => onChange([next])}
      />
    )
  }
  if (question.kind === 'order') return <OrderField question={question} label={label} answer={answer} locked={locked} onChange={onChange} />
  return (
    <div>
      <div>{label}</div>
      <TextField
        label={t('your-answer')}
        maxLength={500}
        disabled={locked}
        value={answer[0] ?? ''}
        onChange={(next) => onChange([next])}
        {...(question.kind === 'numeric' ? { hint: t('number-hint') } : {})}
      />
    </div>
  )
}

function OrderField({ question, label, answer, locked, onChange }: Props): ReactNode {
  const t = useText('courses-checks')
  const id = useId()
  const move = (from: number, to: number): void => {
    const next = answer.filter((_one, at) => at !== from)
    next.splice(to, 0, answer[from] ?? '')
    onChange(next)
  }
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id}>{label}</div>
      <p className={styles['soft']}>{t('order-hint')}</p>
      <ol className={styles['order']}>
        {answer.map((choiceId, at) => {
          const text = question.choices.find((one) => one.id === choiceId)?.text ?? ''
          return (
            <li key={choiceId}>
              <span>
                {at + 1}. <MathWords text={text} />
              </span>
              <span className={styles['buttons']}>
                <ActionIcon variant="default" size="lg" disabled={locked || at === 0} aria-label={t('up', { text })} onClick={() => move(at, at - 1)}>
                  ↑
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size="lg"
                  disabled={locked || at === answer.length - 1}
                  aria-label={t('down', { text })}
                  onClick={() => move(at, at + 1)}
                >
                  ↓
                </ActionIcon>
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
