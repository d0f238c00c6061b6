import { useState, type ReactNode } from 'react'
import { useStorageRefused } from '../../../foundation/web/api/storage-state.ts'
import { pickWithLocale, type Localized } from '../../../foundation/i18n/localized.ts'
import { useFormat, useLocale, useText } from '../../../foundation/web/i18n/use-text.ts'
import { ChoiceField, ManyField } from '../../../foundation/web/kit/ChoiceField.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { RichText } from '../../../foundation/web/kit/RichText.tsx'
import { SavedState } from '../../../foundation/web/kit/SavedState.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { AskedField } from '../bank/web/AskedField.tsx'
import type { AnswerValue, PaperQuestionView } from '../contract.ts'
import type { AnswerOnPage } from './answer-queue.ts'
import styles from './Test.module.css'

/** A text of a question in the reader's language, marked when it is another one; HTML was made clean by the server. */
export function QuestionText({ text, html }: { text: Localized; html: boolean }): ReactNode {
  const locale = useLocale()
  const found = pickWithLocale(text, locale)
  const lang = found.locale === locale ? undefined : found.locale
  if (html) return <RichText html={found.text} {...(lang ? { lang } : {})} />
  return (
    <span className={styles['text']} {...(lang ? { lang } : {})}>
      {found.text}
    </span>
  )
}

/** One question with its field and the truth about whether the answer is safe. */
export function QuestionField({
  number,
  question,
  answer,
  onChange,
  disabled,
}: {
  number: number
  question: PaperQuestionView
  answer: AnswerOnPage | undefined
  onChange: (value: AnswerValue) => void
  disabled: boolean
}): ReactNode {
  const refused = useStorageRefused()
  const t = useText('exams')
  const format = useFormat()
  const [typed, setTyped] = useState(answer?.value.number ?? '')
  const head = (
    <span className={styles['prompt']}>
      <span className={styles['number']}>
        {t('paper.question', { number })} <small>{t('paper.points', { count: question.points, points: format.number(question.points) })}</small>
      </span>
      {question.paper?.kind !== 'cloze' && <QuestionText text={question.prompt} html={question.html} />}
    </span>
  )
  const options = question.choices.map((choice) => ({ value: choice.id, label: <QuestionText text={choice.text} html={question.html} /> }))
  return (
    <li className={styles['question']}>
      {question.paper && (
        <AskedField
          paper={question.paper}
          label={head}
          answer={answer?.value.answer ?? null}
          onChange={(given) => onChange({ answer: given })}
          disabled={disabled}
        />
      )}
      {!question.paper && question.kind === 'single' && (
        <ChoiceField
          label={head}
          options={options}
          value={answer?.value.choices?.[0] ?? ''}
          onChange={(id: string) => onChange({ choices: [id] })}
          disabled={disabled}
        />
      )}
      {!question.paper && question.kind === 'multiple' && (
        <>
          <ManyField
            label={head}
            options={options}
            value={answer?.value.choices ?? []}
            onChange={(ids: readonly string[]) => onChange({ choices: [...ids] })}
            disabled={disabled}
          />
          <p className={styles['hint']}>{t('paper.several')}</p>
        </>
      )}
      {!question.paper && question.kind === 'numeric' && (
        <>
          {head}
          <TextField
            label={question.unit ? t('paper.number-in', { unit: question.unit }) : t('paper.number')}
            inputMode="decimal"
            value={answer?.value.number ?? typed}
            maxLength={60}
            disabled={disabled}
            onChange={(text: string) => {
              setTyped(text)
              onChange({ number: text })
            }}
          />
        </>
      )}
      <p className={styles['state']}>
        {answer?.state === 'kept' ? (
          <span role="status">
            <Icon name="device" size={16} /> {t(refused ? 'paper.in-memory' : 'paper.kept')}
          </span>
        ) : answer && answer.state !== 'none' ? (
          <SavedState state={answer.state} at={answer.at} />
        ) : null}
      </p>
    </li>
  )
}
