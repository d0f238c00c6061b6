import { ActionIcon, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLocale, useText } from '../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { Row } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { HeldQuestion } from '../bank/web/HeldQuestion.tsx'
import { QuestionBody } from '../bank/web/QuestionBody.tsx'
import type { QuestionInput } from '../contract.ts'
import styles from './Test.module.css'

/** One question of the editor. Texts are written in the language of the page; those of other languages stay. */
export function QuestionEditor({
  number,
  question,
  offeringId,
  newest,
  faults,
  onChange,
  onMove,
  first,
  last,
}: {
  number: number
  question: QuestionInput
  offeringId: string
  /** The newest version of a question that came from the bank. */
  newest: number | null
  faults: string[]
  onChange: (next: QuestionInput | null) => void
  onMove: (by: number) => void
  first: boolean
  last: boolean
}): ReactNode {
  const t = useText('exams')
  const locale = useLocale()
  const set = (part: Partial<QuestionInput>) => onChange({ ...question, ...part })
  const choice = (index: number, part: Partial<QuestionInput['choices'][number]>) =>
    set({
      choices: question.choices.map((one, at) =>
        at === index ? { ...one, ...part } : part.right && question.kind === 'single' ? { ...one, right: false } : one,
      ),
    })
  const label = t('paper.question', { number })
  const { content } = question
  if (content)
    return (
      <fieldset className={`${styles['question']} ${styles['editor']}`}>
        <legend className="unseen">{label}</legend>
        <Head label={label} number={number} question={question} first={first} last={last} onMove={onMove} onRemove={() => onChange(null)} />
        {question.bank ? (
          <HeldQuestion question={question} content={content} bank={question.bank} newest={newest} offeringId={offeringId} onChange={onChange} />
        ) : (
          <QuestionBody content={content} onChange={(next) => set({ content: next })} />
        )}
        <Faults faults={faults} />
      </fieldset>
    )
  return (
    <fieldset className={`${styles['question']} ${styles['editor']}`}>
      <legend className="unseen">{label}</legend>
      <Head label={label} number={number} question={question} first={first} last={last} onMove={onMove} onRemove={() => onChange(null)} />
      <TextField
        label={t('edit.prompt')}
        lines={3}
        required
        value={question.prompt[locale] ?? ''}
        onChange={(text: string) => set({ prompt: { ...question.prompt, [locale]: text } })}
      />
      {question.choices.map((one, index) => (
        <div key={one.id} className={styles['choice']}>
          <TextField
            label={t('edit.choice', { number: index + 1 })}
            value={one.text[locale] ?? ''}
            onChange={(text: string) => choice(index, { text: { ...one.text, [locale]: text } })}
          />
          <CheckField label={t('edit.right')} value={one.right} onChange={(right: boolean) => choice(index, { right })} />
        </div>
      ))}
      {question.kind === 'numeric' ? (
        <>
          <FieldPair>
            <NumberField
              label={t('edit.answer')}
              decimals={6}
              required
              value={question.answer}
              onChange={(answer: number | null) => set({ answer })}
            />
            <NumberField
              label={t('edit.tolerance')}
              decimals={6}
              min={0}
              value={question.tolerance}
              onChange={(tolerance: number | null) => set({ tolerance })}
            />
          </FieldPair>
          <TextField label={t('edit.unit')} maxLength={30} value={question.unit ?? ''} onChange={(unit: string) => set({ unit: unit || null })} />
        </>
      ) : (
        <Row>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => set({ choices: [...question.choices, { id: crypto.randomUUID(), text: {}, right: false }] })}
          >
            {t('edit.add-choice')}
          </Button>
          {question.choices.length > 2 && (
            <Button size="compact-sm" variant="subtle" onClick={() => set({ choices: question.choices.slice(0, -1) })}>
              {t('edit.remove-choice')}
            </Button>
          )}
        </Row>
      )}
      <FieldPair>
        <NumberField
          label={t('edit.question-points')}
          min={0}
          max={100}
          value={question.points}
          onChange={(points: number | null) => set({ points: points ?? 0 })}
        />
        <TextField
          label={t('edit.feedback')}
          value={question.feedback?.[locale] ?? ''}
          onChange={(text: string) => set({ feedback: { ...question.feedback, [locale]: text } })}
        />
      </FieldPair>
      <Faults faults={faults} />
    </fieldset>
  )
}

function Faults({ faults }: { faults: string[] }): ReactNode {
  if (faults.length === 0) return null
  return (
    <Notice tone="bad" role="alert">
      {[...new Set(faults)].join(' ')}
    </Notice>
  )
}

interface HeadProps {
  label: string
  number: number
  question: QuestionInput
  first: boolean
  last: boolean
  onMove: (by: number) => void
  onRemove: () => void
}

/** The question's number and kind, with the buttons that move it or take it away. */
function Head({ label, number, question, first, last, onMove, onRemove }: HeadProps): ReactNode {
  const t = useText('exams')
  return (
    <Row apart>
      <strong>
        {label} · {t(`edit.kind-${question.kind}`)}
      </strong>
      <Row>
        <ActionIcon variant="subtle" size="lg" aria-label={t('edit.up', { number })} disabled={first} onClick={() => onMove(-1)}>
          <Icon name="up" />
        </ActionIcon>
        <ActionIcon variant="subtle" size="lg" aria-label={t('edit.down', { number })} disabled={last} onClick={() => onMove(1)}>
          <Icon name="down" />
        </ActionIcon>
        <ActionIcon variant="subtle" size="lg" color="red" aria-label={t('edit.remove', { number })} onClick={onRemove}>
          <Icon name="trash" />
        </ActionIcon>
      </Row>
    </Row>
  )
}
