import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ChoiceField, ManyField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { QuestionAnswer, QuestionPaper } from '../shared/paper.ts'
import { ClozeField } from './ClozeField.tsx'
import { EssayField } from './EssayField.tsx'
import { HotspotField } from './HotspotField.tsx'
import { LabelsField } from './LabelsField.tsx'
import { MatchField } from './MatchField.tsx'
import { OrderField } from './OrderField.tsx'
import { Words } from './Words.tsx'

export interface AskedProps<K extends QuestionPaper['kind'] = QuestionPaper['kind']> {
  paper: Extract<QuestionPaper, { kind: K }>
  /** The number and the words of the question. */
  label: ReactNode
  answer: QuestionAnswer | null
  onChange: (answer: QuestionAnswer) => void
  disabled: boolean
}

/** Where a question is answered, by its kind. With `disabled` the same shows an answer in the review. */
export function AskedField(props: AskedProps): ReactNode {
  const { paper, label, answer, onChange, disabled } = props
  const t = useText('exams')
  switch (paper.kind) {
    case 'single': {
      const options = paper.choices.map(({ id, text }) => ({ value: id, label: <Words text={text} /> }))
      const value = answer?.kind === 'single' ? (answer.choice ?? '') : ''
      return (
        <ChoiceField label={label} options={options} value={value} onChange={(choice) => onChange({ kind: 'single', choice })} disabled={disabled} />
      )
    }
    case 'multiple': {
      const options = paper.choices.map(({ id, text }) => ({ value: id, label: <Words text={text} /> }))
      const value = answer?.kind === 'multiple' ? answer.choices : []
      const change = (choices: readonly string[]): void => onChange({ kind: 'multiple', choices: [...choices] })
      return <ManyField label={label} options={options} value={value} onChange={change} disabled={disabled} />
    }
    case 'true-false': {
      const options = (['true', 'false'] as const).map((value) => ({ value, label: t(`asked.${value}`) }))
      const value = answer?.kind === 'true-false' && answer.value !== null ? String(answer.value) : ''
      const change = (given: string): void => onChange({ kind: 'true-false', value: given === 'true' })
      return <ChoiceField label={label} options={options} value={value} onChange={change} disabled={disabled} />
    }
    case 'short-text': {
      const text = answer?.kind === 'short-text' ? answer.text : ''
      return (
        <>
          {label}
          <TextField
            label={t('asked.text')}
            maxLength={2000}
            value={text}
            disabled={disabled}
            onChange={(next: string) => onChange({ kind: 'short-text', text: next })}
          />
        </>
      )
    }
    case 'numeric':
    case 'calculated':
      return <NumberAnswer {...props} paper={paper} />
    case 'matching':
      return <MatchField {...props} paper={paper} />
    case 'ordering':
      return <OrderField {...props} paper={paper} />
    case 'cloze':
      return <ClozeField {...props} paper={paper} />
    case 'hotspot':
      return <HotspotField {...props} paper={paper} />
    case 'drag-into-picture':
      return <LabelsField {...props} paper={paper} />
    case 'essay':
      return <EssayField {...props} paper={paper} />
    // not asked in tests yet
    case 'file':
    case 'code':
      return label
  }
}

function NumberAnswer({ paper, label, answer, onChange, disabled }: AskedProps<'numeric' | 'calculated'>): ReactNode {
  const t = useText('exams')
  const { number, unit } = answer && 'number' in answer ? answer : { number: '', unit: '' }
  const set = (part: { number?: string; unit?: string }): void => onChange({ kind: paper.kind, number, unit, ...part })
  const field = (
    <TextField
      label={t('paper.number')}
      inputMode="decimal"
      maxLength={60}
      value={number}
      disabled={disabled}
      onChange={(next: string) => set({ number: next })}
    />
  )
  return (
    <>
      {label}
      {paper.units.length === 0 ? (
        field
      ) : (
        <FieldPair>
          {field}
          <SelectField
            label={t('asked.unit')}
            required={paper.unitAsked}
            placeholder={t('asked.choose')}
            options={paper.units.map((name) => ({ value: name, label: name }))}
            value={unit}
            disabled={disabled}
            onChange={(next: string) => set({ unit: next })}
          />
        </FieldPair>
      )}
    </>
  )
}
