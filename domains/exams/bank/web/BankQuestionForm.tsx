import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ManyField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { BankInput, BankQuestionView } from '../../catalogue/contract.ts'
import { difficulties, type Difficulty } from '../shared/question.ts'
import { QuestionBody } from './QuestionBody.tsx'
import { TryQuestion } from './TryQuestion.tsx'
import styles from './Asked.module.css'

/** What is written of a question, and the version that it began with; null for a new one. */
export interface QuestionDraft extends BankInput {
  expects: number | null
}

/** A question with its place in the bank. Its author tries it as a student would before anybody is asked. */
export function BankQuestionForm(props: {
  offeringId: string
  draft: QuestionDraft
  onChange: (draft: QuestionDraft) => void
  syllabus: BankQuestionView['syllabus'] | null
  topics: readonly string[]
  pending: boolean
  problem: ApiProblem | null
  onSave: () => void
}): ReactNode {
  const { offeringId, draft, onChange, syllabus, topics, pending, problem, onSave } = props
  const t = useText('exams-bank')
  const pick = usePick()
  const { content } = draft
  const [tags, setTags] = useState(content.tags.join(', '))
  const set = (part: Partial<QuestionDraft>): void => onChange({ ...draft, ...part })
  const known = [...new Set([...topics, ...(syllabus?.topics ?? []).map((title) => pick(title))])].filter(Boolean)
  return (
    <Stack gap="l">
      <Card title={t('words', { kind: t(`exams:edit.kind-${content.kind}`) })}>
        <Stack>
          <QuestionBody content={content} onChange={(next) => set({ content: next })} />
        </Stack>
      </Card>
      <Card title={t('place')} note={t('place-note')}>
        <Stack>
          <TextField
            label={t('name')}
            hint={t('name-hint')}
            maxLength={500}
            value={content.title}
            onChange={(title: string) => set({ content: { ...content, title } })}
          />
          <FieldPair>
            <TextField
              label={t('topic')}
              hint={t('topic-hint')}
              maxLength={200}
              suggestions={known}
              value={draft.topic}
              onChange={(topic: string) => set({ topic })}
            />
            <SelectField
              label={t('difficulty.title')}
              placeholder={t('difficulty.none')}
              value={draft.difficulty ?? ''}
              onChange={(value: string) => set({ difficulty: difficulties.includes(value as Difficulty) ? (value as Difficulty) : null })}
              options={difficulties.map((value) => ({ value, label: t(`difficulty.${value}`) }))}
            />
          </FieldPair>
          <TextField
            label={t('tags')}
            hint={t('tags-hint')}
            value={tags}
            onChange={(words: string) => {
              setTags(words)
              set({ content: { ...content, tags: tagsOf(words) } })
            }}
          />
          {(syllabus?.outcomes.length ?? 0) > 0 && (
            <ManyField
              label={t('outcomes')}
              options={(syllabus?.outcomes ?? []).map(({ id, text }) => ({ value: id, label: pick(text) }))}
              value={draft.outcomes}
              onChange={(outcomes: readonly string[]) => set({ outcomes: [...outcomes] })}
            />
          )}
        </Stack>
      </Card>
      <TryQuestion offeringId={offeringId} content={content} />
      {problem && <ProblemNotice problem={problem} />}
      <Row>
        <Button loading={pending} onClick={onSave}>
          {t(draft.expects === null ? 'save-new' : 'save')}
        </Button>
        <span className={styles['soft']}>{t('save-note')}</span>
      </Row>
    </Stack>
  )
}

function tagsOf(words: string): string[] {
  const parts = words.split(',').map((one) => one.trim().slice(0, 100))
  return [...new Set(parts.filter(Boolean))].slice(0, 50)
}
