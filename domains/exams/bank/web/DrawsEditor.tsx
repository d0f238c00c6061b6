import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldProblem } from '../../../../foundation/web/api/api-problem.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { DrawInput } from '../../contract.ts'
import type { BankView } from '../../catalogue/contract.ts'
import { difficulties, type Difficulty } from '../shared/question.ts'
import { Remove } from './Remove.tsx'
import styles from './Asked.module.css'

/** Questions that each paper draws anew from the bank, by topic, difficulty and tag. */
export function DrawsEditor(props: {
  offeringId: string
  draws: DrawInput[]
  onChange: (draws: DrawInput[]) => void
  faults: readonly FieldProblem[]
}): ReactNode {
  const { offeringId, draws, onChange, faults } = props
  const t = useText('exams-bank')
  return (
    <Card title={t('draws.title', { count: draws.reduce((sum, { count }) => sum + count, 0) })} note={t('draws.note')}>
      <Stack>
        {draws.map((one, index) => (
          // draws have no names: their place tells them apart
          <OneDraw
            key={index}
            offeringId={offeringId}
            number={index + 1}
            draw={one}
            onChange={(next) => onChange(next ? draws.with(index, next) : draws.toSpliced(index, 1))}
            faults={faults.filter(({ path }) => path === `draws.${index}` || path.startsWith(`draws.${index}.`)).map(({ message }) => message)}
          />
        ))}
        <Row>
          <Button
            variant="default"
            leftSection={<Icon name="plus" />}
            onClick={() => onChange([...draws, { topics: [], difficulties: [], tags: [], count: 5, points: 1 }])}
          >
            {t('draws.add')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

function OneDraw(props: {
  offeringId: string
  number: number
  draw: DrawInput
  onChange: (draw: DrawInput | null) => void
  faults: string[]
}): ReactNode {
  const { offeringId, number, draw, onChange, faults } = props
  const t = useText('exams-bank')
  // what there is to draw from, counted by the server with the very filters of this draw
  const [topic = ''] = draw.topics
  const [difficulty = ''] = draw.difficulties
  const [tag = ''] = draw.tags
  const query = Object.fromEntries(Object.entries({ state: 'ready', topic, difficulty, tag }).filter(([, value]) => value !== ''))
  const bank = useApi<BankView>('/api/offerings/{offeringId}/bank', { path: { offeringId }, query, keepPrevious: true })
  const topics = (bank.data?.topics ?? []).filter((one) => one.topic !== '')
  const set = (part: Partial<DrawInput>): void => onChange({ ...draw, ...part })
  const many = draw.topics.length > 1 || draw.difficulties.length > 1 || draw.tags.length > 1
  return (
    <fieldset className={styles['one-draw']}>
      <legend className="unseen">{t('draws.one', { number })}</legend>
      <div className={styles['draw']}>
        <NumberField
          label={t('draws.count')}
          min={1}
          max={100}
          decimals={0}
          value={draw.count}
          onChange={(count: number | null) => set({ count: count ?? 1 })}
        />
        <SelectField
          label={t('topic')}
          placeholder={t('any')}
          value={topic}
          onChange={(value: string) => set({ topics: value ? [value] : [] })}
          options={topics.map((one) => ({ value: one.topic, label: t('topic-ready', { topic: one.topic, ready: one.ready }) }))}
        />
        <SelectField
          label={t('difficulty.title')}
          placeholder={t('any')}
          value={difficulty}
          onChange={(value: string) => set({ difficulties: value ? [value as Difficulty] : [] })}
          options={difficulties.map((value) => ({ value, label: t(`difficulty.${value}`) }))}
        />
        {(bank.data?.tags.length ?? 0) > 0 && (
          <SelectField
            label={t('tag')}
            placeholder={t('any')}
            value={tag}
            onChange={(value: string) => set({ tags: value ? [value] : [] })}
            options={(bank.data?.tags ?? []).map((value) => ({ value, label: value }))}
          />
        )}
        <NumberField
          label={t('draws.points')}
          min={0}
          max={100}
          value={draw.points}
          onChange={(points: number | null) => set({ points: points ?? 0 })}
        />
      </div>
      <Row apart>
        <span className={styles['soft']} role="status">
          {bank.data && !many && t('draws.there', { count: bank.data.total })}
        </span>
        <Remove name={t('draws.remove', { number })} onClick={() => onChange(null)} />
      </Row>
      {faults.length > 0 && (
        <Notice tone="bad" role="alert">
          {faults.join(' ')}
        </Notice>
      )}
    </fieldset>
  )
}
