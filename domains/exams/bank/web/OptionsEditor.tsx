import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import { multipleRules, type MultipleContent, type Option, type SingleContent } from '../shared/question.ts'
import { Remove } from './Remove.tsx'
import { WordsField } from './WordsField.tsx'
import styles from './Asked.module.css'

type Choices = SingleContent | MultipleContent

/** Options of a question: which are right; the share of each only where the author wants shares. */
export function OptionsEditor({ content, onChange }: { content: Choices; onChange: (content: Choices) => void }): ReactNode {
  const t = useText('exams-bank')
  const whole = content.options.every(({ credit }) => credit === 0 || credit === 1)
  const [partial, setPartial] = useState(content.kind === 'single' && !whole)
  const shares = content.kind === 'multiple' ? content.rule === 'weights' : partial
  const put = (options: Option[]): void => onChange({ ...content, options })
  const set = (index: number, part: Partial<Option>): void => put(content.options.map((one, at) => (at === index ? { ...one, ...part } : one)))
  /** One right answer moves; of several, all right ones share alike. */
  const setRight = (index: number, right: boolean): void => {
    const rights = content.options.map(({ credit }, at) => (at === index ? right : content.kind === 'multiple' && credit > 0))
    const count = rights.filter(Boolean).length
    const credit = content.kind === 'single' ? 1 : 1 / Math.max(1, count)
    put(content.options.map((one, at) => ({ ...one, credit: rights[at] ? credit : 0 })))
  }
  return (
    <>
      {content.options.map((one, index) => (
        <div key={one.id} className={styles['option']}>
          <WordsField label={t('option.text', { number: index + 1 })} value={one.text} onChange={(text) => set(index, { text })} />
          {shares ? (
            <NumberField
              label={t('option.share')}
              min={-100}
              max={100}
              decimals={2}
              unit="%"
              value={Math.round(one.credit * 10_000) / 100}
              onChange={(percent: number | null) => set(index, { credit: (percent ?? 0) / 100 })}
            />
          ) : (
            <CheckField label={t('option.right')} value={one.credit > 0} onChange={(right: boolean) => setRight(index, right)} />
          )}
          <Remove name={t('option.remove', { number: index + 1 })} onClick={() => put(content.options.toSpliced(index, 1))} />
        </div>
      ))}
      <Row>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => put([...content.options, { id: crypto.randomUUID(), text: {}, credit: 0, feedback: {} }])}
        >
          {t('option.add')}
        </Button>
      </Row>
      <CheckField label={t('option.shuffle')} value={content.shuffle} onChange={(shuffle: boolean) => onChange({ ...content, shuffle })} />
      {content.kind === 'multiple' ? (
        <SelectField
          label={t('option.rule')}
          options={multipleRules.map((value) => ({ value, label: t(`option.rule-${value}`) }))}
          value={content.rule}
          onChange={(rule: string) => onChange({ ...content, rule: rule as MultipleContent['rule'] })}
        />
      ) : (
        <CheckField label={t('option.partial')} value={partial} onChange={setPartial} disabled={!whole} />
      )}
    </>
  )
}
