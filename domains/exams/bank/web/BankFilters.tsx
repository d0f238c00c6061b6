import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { BankView } from '../../catalogue/contract.ts'
import { difficulties, questionKinds } from '../shared/question.ts'
import styles from './Asked.module.css'

export interface BankFilter {
  q: string
  kind: string
  topic: string
  difficulty: string
  tag: string
  state: string
}

export const noFilter: BankFilter = { q: '', kind: '', topic: '', difficulty: '', tag: '', state: '' }

/** The query of a list or a file for these filters. */
export function queryOf(filter: BankFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))
}

/** What is looked for in the bank. */
export function BankFilters(props: {
  filter: BankFilter
  onChange: (filter: BankFilter) => void
  bank: BankView | undefined
  states?: boolean
}): ReactNode {
  const { filter, onChange, bank, states = true } = props
  const t = useText('exams-bank')
  const set = (part: Partial<BankFilter>): void => onChange({ ...filter, ...part })
  const topics = (bank?.topics ?? []).filter(({ topic }) => topic !== '')
  return (
    <>
      <TextField type="search" label={t('find')} value={filter.q} onChange={(q: string) => set({ q })} />
      <div className={styles['filters']}>
        <SelectField
          label={t('topic')}
          placeholder={t('any')}
          value={filter.topic}
          onChange={(topic: string) => set({ topic })}
          options={topics.map(({ topic, ready }) => ({ value: topic, label: t('topic-ready', { topic, ready }) }))}
        />
        <SelectField
          label={t('difficulty.title')}
          placeholder={t('any')}
          value={filter.difficulty}
          onChange={(difficulty: string) => set({ difficulty })}
          options={[...difficulties, 'none'].map((value) => ({ value, label: t(`difficulty.${value}`) }))}
        />
        <SelectField
          label={t('kind')}
          placeholder={t('any')}
          value={filter.kind}
          onChange={(kind: string) => set({ kind })}
          options={questionKinds.map((value) => ({ value, label: t(`exams:edit.kind-${value}`) }))}
        />
        {(bank?.tags.length ?? 0) > 0 && (
          <SelectField
            label={t('tag')}
            placeholder={t('any')}
            value={filter.tag}
            onChange={(tag: string) => set({ tag })}
            options={(bank?.tags ?? []).map((value) => ({ value, label: value }))}
          />
        )}
        {states && (
          <SelectField
            label={t('state.title')}
            placeholder={t('state.all')}
            value={filter.state}
            onChange={(state: string) => set({ state })}
            options={(['ready', 'wanting', 'archived'] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
          />
        )}
      </div>
    </>
  )
}
