import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import type { QuestionContent } from '../shared/question.ts'
import { ContentEditor } from './ContentEditor.tsx'
import { WordsField } from './WordsField.tsx'

/** What every question has (words, points, a remark) around what its kind has. */
export function QuestionBody({ content, onChange }: { content: QuestionContent; onChange: (content: QuestionContent) => void }): ReactNode {
  const t = useText('exams')
  return (
    <>
      <WordsField
        label={t('edit.prompt')}
        lines={3}
        required
        value={content.prompt}
        onChange={(prompt) => onChange({ ...content, prompt })}
        {...(content.kind === 'cloze' ? { hint: t('edit.cloze-hint') } : {})}
      />
      <ContentEditor content={content} onChange={onChange} />
      <FieldPair>
        <NumberField
          label={t('edit.question-points')}
          min={0}
          max={100}
          value={content.points}
          onChange={(points: number | null) => onChange({ ...content, points: points ?? 0 })}
        />
        <WordsField
          label={t('edit.feedback')}
          value={content.generalFeedback}
          onChange={(generalFeedback) => onChange({ ...content, generalFeedback })}
        />
      </FieldPair>
    </>
  )
}
