import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ChoiceField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import { orderingCredits, type MatchingContent, type OrderingContent, type QuestionContent } from '../shared/question.ts'
import { ClozeEditor } from './ClozeEditor.tsx'
import { EssayEditor } from './EssayEditor.tsx'
import { LinesField, textsOfLines } from './LinesField.tsx'
import { CalculatedEditor, NumericEditor } from './NumberEditors.tsx'
import { OptionsEditor } from './OptionsEditor.tsx'
import { Remove } from './Remove.tsx'
import { WordsField } from './WordsField.tsx'
import styles from './Asked.module.css'

interface EditorOf<T extends QuestionContent> {
  content: T
  onChange: (content: T) => void
}

/** What a question of each kind holds besides its words and points. What has no editor here stays as its file brought it. */
export function ContentEditor({ content, onChange }: EditorOf<QuestionContent>): ReactNode {
  const t = useText('exams')
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return <OptionsEditor content={content} onChange={onChange} />
    case 'numeric':
      return <NumericEditor content={content} onChange={onChange} />
    case 'calculated':
      return <CalculatedEditor content={content} onChange={onChange} />
    case 'true-false':
      return (
        <ChoiceField
          label={t('edit.statement')}
          options={(['true', 'false'] as const).map((value) => ({ value, label: t(`asked.${value}`) }))}
          value={String(content.right)}
          onChange={(value: string) => onChange({ ...content, right: value === 'true' })}
        />
      )
    case 'short-text':
      return (
        <>
          <LinesField
            label={t('edit.accepted')}
            hint={t('edit.accepted-hint')}
            lines={content.accepted.map(({ pattern }) => pattern)}
            onChange={(lines) => onChange({ ...content, accepted: textsOfLines(lines, content.accepted) })}
          />
          <SelectField
            label={t('edit.slips')}
            options={['0', '1', '2'].map((value) => ({ value, label: t(`edit.slips-${value}`) }))}
            value={String(content.compare.distance)}
            onChange={(value: string) => onChange({ ...content, compare: { ...content.compare, distance: Number(value) as 0 | 1 | 2 } })}
          />
        </>
      )
    case 'matching':
      return <PairsEditor content={content} onChange={onChange} />
    case 'ordering':
      return <ItemsEditor content={content} onChange={onChange} />
    case 'cloze':
      return <ClozeEditor content={content} onChange={onChange} />
    case 'essay':
      return <EssayEditor content={content} onChange={onChange} />
    default:
      return <Notice>{t('edit.as-brought')}</Notice>
  }
}

const newId = (): string => crypto.randomUUID()

function PairsEditor({ content, onChange }: EditorOf<MatchingContent>): ReactNode {
  const t = useText('exams')
  const { pairs, distractors } = content
  const set = (index: number, part: Partial<MatchingContent['pairs'][number]>): void =>
    onChange({ ...content, pairs: pairs.map((one, at) => (at === index ? { ...one, ...part } : one)) })
  return (
    <>
      {pairs.map((one, index) => (
        <div key={one.id} className={styles['pair']}>
          <WordsField label={t('edit.pair-left', { number: index + 1 })} value={one.prompt} onChange={(prompt) => set(index, { prompt })} />
          <WordsField label={t('edit.pair-right', { number: index + 1 })} value={one.match} onChange={(match) => set(index, { match })} />
          <Remove name={t('edit.remove-part', { number: index + 1 })} onClick={() => onChange({ ...content, pairs: pairs.toSpliced(index, 1) })} />
        </div>
      ))}
      {distractors.map((one, index) => (
        <div key={one.id} className={styles['pair']}>
          <WordsField
            label={t('edit.distractor', { number: index + 1 })}
            value={one.text}
            onChange={(text) => onChange({ ...content, distractors: distractors.with(index, { ...one, text }) })}
          />
          <span />
          <Remove
            name={t('edit.remove-part', { number: pairs.length + index + 1 })}
            onClick={() => onChange({ ...content, distractors: distractors.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <Row>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => onChange({ ...content, pairs: [...pairs, { id: newId(), prompt: {}, match: {} }] })}
        >
          {t('edit.add-pair')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => onChange({ ...content, distractors: [...distractors, { id: newId(), text: {} }] })}>
          {t('edit.add-distractor')}
        </Button>
      </Row>
    </>
  )
}

function ItemsEditor({ content, onChange }: EditorOf<OrderingContent>): ReactNode {
  const t = useText('exams')
  const { items } = content
  return (
    <>
      {items.map((one, index) => (
        <div key={one.id} className={styles['pair']}>
          <WordsField
            label={t('edit.in-order', { number: index + 1 })}
            value={one.text}
            onChange={(text) => onChange({ ...content, items: items.with(index, { ...one, text }) })}
          />
          <span />
          <Remove name={t('edit.remove-part', { number: index + 1 })} onClick={() => onChange({ ...content, items: items.toSpliced(index, 1) })} />
        </div>
      ))}
      <Row>
        <Button size="compact-sm" variant="subtle" onClick={() => onChange({ ...content, items: [...items, { id: newId(), text: {} }] })}>
          {t('edit.add-item')}
        </Button>
      </Row>
      <SelectField
        label={t('edit.order-credit')}
        options={orderingCredits.map((value) => ({ value, label: t(`edit.order-${value}`) }))}
        value={content.credit}
        onChange={(value: string) => onChange({ ...content, credit: value as OrderingContent['credit'] })}
      />
    </>
  )
}
