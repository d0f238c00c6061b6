import { Button } from '@mantine/core'
import { type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { limits, questionKinds, type CheckChoice, type CheckQuestion, type faultOfQuestion, type QuestionKind } from '../shared/checks.ts'
import styles from './Check.module.css'
import { MathWords } from './MathWords.tsx'

const emptyChoice = (): CheckChoice => ({ id: crypto.randomUUID(), text: '', right: false, note: '' })

/** A question as the form begins with it. */
export function emptyQuestion(): CheckQuestion {
  return {
    id: crypto.randomUUID(),
    kind: 'single',
    prompt: '',
    choices: [emptyChoice(), emptyChoice(), emptyChoice()],
    truth: true,
    number: 0,
    tolerance: 0,
    accepted: [],
    strict: false,
    explanation: '',
  }
}

interface Props {
  question: CheckQuestion
  number: number
  fault: ReturnType<typeof faultOfQuestion>
  onChange: (part: Partial<CheckQuestion>) => void
  onRemove: (() => void) | null
}

/** Writes one question. */
export function QuestionForm({ question, number, fault, onChange, onRemove }: Props): ReactNode {
  const t = useText('courses-checks')
  const { kind, choices } = question
  const turnInto = (next: QuestionKind): void => {
    const one = choices.findIndex(({ right }) => right)
    onChange({ kind: next, ...(next === 'single' ? { choices: choices.map((choice, at) => ({ ...choice, right: at === one })) } : {}) })
  }
  return (
    <fieldset className={styles['choice']}>
      <legend>{t('form.question', { number })}</legend>
      <SelectField
        label={t('form.kind')}
        options={questionKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        value={kind}
        onChange={(next) => turnInto(next as QuestionKind)}
      />
      <TextField
        label={t('form.prompt')}
        hint={t('form.prompt-hint')}
        lines={2}
        maxLength={limits.text}
        required
        value={question.prompt}
        onChange={(prompt) => onChange({ prompt })}
        error={fault === 'prompt' ? t('form.fault.prompt') : undefined}
      />
      {question.prompt.includes('$') && (
        <p className={styles['soft']}>
          <MathWords text={question.prompt} />
        </p>
      )}
      {kind === 'boolean' && (
        <SelectField
          label={t('right-answer')}
          options={['true', 'false'].map((value) => ({ value, label: t(value) }))}
          value={String(question.truth)}
          onChange={(next) => onChange({ truth: next === 'true' })}
        />
      )}
      {kind === 'numeric' && (
        <Row>
          <NumberField label={t('right-answer')} decimals={9} value={question.number} onChange={(next) => onChange({ number: next ?? 0 })} />
          <NumberField
            label={t('form.tolerance')}
            hint={t('form.tolerance-hint')}
            min={0}
            decimals={9}
            value={question.tolerance}
            onChange={(next) => onChange({ tolerance: Math.max(0, next ?? 0) })}
          />
        </Row>
      )}
      {kind === 'text' && (
        <Stack>
          <TextField
            label={t('form.accepted')}
            hint={t('form.accepted-hint')}
            lines={3}
            required
            value={question.accepted.join('\n')}
            onChange={(text) => onChange({ accepted: text.split('\n').slice(0, limits.accepted) })}
            error={fault === 'accepted' ? t('form.fault.accepted') : undefined}
          />
          <CheckField label={t('form.strict')} hint={t('form.strict-hint')} value={question.strict} onChange={(strict) => onChange({ strict })} />
        </Stack>
      )}
      {(kind === 'single' || kind === 'multiple' || kind === 'order') && <Choices question={question} onChange={onChange} />}
      {(fault === 'choices' || fault === 'right') && <Notice tone="bad">{t(`form.fault.${fault}`)}</Notice>}
      <TextField
        label={t('form.explanation')}
        lines={2}
        maxLength={limits.text}
        value={question.explanation}
        onChange={(explanation) => onChange({ explanation })}
      />
      {onRemove && (
        <Row>
          <Button variant="subtle" color="red" onClick={onRemove}>
            {t('form.drop-question', { number })}
          </Button>
        </Row>
      )}
    </fieldset>
  )
}

function Choices({ question, onChange }: { question: CheckQuestion; onChange: (part: Partial<CheckQuestion>) => void }): ReactNode {
  const t = useText('courses-checks')
  const { kind, choices } = question
  const edit = (id: string, part: Partial<CheckChoice>): void =>
    onChange({
      choices: choices.map((one) => {
        if (one.id === id) return { ...one, ...part }
        return kind === 'single' && part.right ? { ...one, right: false } : one
      }),
    })
  return (
    <Stack>
      {kind === 'order' && <p className={styles['soft']}>{t('form.order-hint')}</p>}
      {choices.map((choice, at) => (
        <div key={choice.id} className={styles['choice']}>
          <TextField
            label={t('form.choice', { number: at + 1 })}
            maxLength={limits.text}
            value={choice.text}
            onChange={(text) => edit(choice.id, { text })}
          />
          {kind !== 'order' && (
            <>
              <CheckField label={t('form.right')} value={choice.right} onChange={(right) => edit(choice.id, { right })} />
              <TextField label={t('form.note')} maxLength={limits.text} value={choice.note} onChange={(note) => edit(choice.id, { note })} />
            </>
          )}
          {choices.length > 2 && (
            <Row>
              <Button variant="subtle" color="red" onClick={() => onChange({ choices: choices.filter(({ id }) => id !== choice.id) })}>
                {t('form.drop-choice', { number: at + 1 })}
              </Button>
            </Row>
          )}
        </div>
      ))}
      {choices.length < limits.choices && (
        <Row>
          <Button variant="default" onClick={() => onChange({ choices: [...choices, emptyChoice()] })}>
            {t('form.add-choice')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}
