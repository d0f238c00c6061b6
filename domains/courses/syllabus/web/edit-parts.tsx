import type { ReactNode } from 'react'
import type { Locale, Localized } from '../../../../foundation/i18n/localized.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ManyField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { SyllabusView } from '../contract.ts'
import {
  controlKinds,
  hourKinds,
  noHours,
  sourceKinds,
  totalHours,
  type Control,
  type Outcome,
  type Source,
  type SyllabusContent,
  type Topic,
} from '../shared/syllabus.ts'
import { ListEditor } from './ListEditor.tsx'
import styles from './Syllabus.module.css'

interface PartProps {
  content: SyllabusContent
  edit: (part: Partial<SyllabusContent>) => void
}

const newKey = (): string => crypto.randomUUID().slice(0, 8)

/** A text in the language that is written now; the text of another language shows what it is about. */
export function WordsField({
  label,
  language,
  value,
  lines,
  onChange,
}: {
  label: string
  language: Locale
  value: Localized
  lines?: number
  onChange: (value: Localized) => void
}): ReactNode {
  const t = useText('courses-syllabus')
  const other = (['ky', 'ru', 'en'] as const).find((one) => one !== language && value[one]?.trim())
  return (
    <div lang={language}>
      <TextField
        label={`${label} (${t(`languages.${language}`)})`}
        {...(lines ? { lines } : {})}
        value={value[language] ?? ''}
        onChange={(text) => onChange({ ...value, [language]: text })}
        {...(other && !value[language] ? { hint: <span lang={other}>{(value[other] ?? '').slice(0, 300)}</span> } : {})}
      />
    </div>
  )
}

/** Learning outcomes, each mapped to the programme's competences. */
export function OutcomeList({ content, edit, view, language }: PartProps & { view: SyllabusView; language: Locale }): ReactNode {
  const t = useText('courses-syllabus')
  const pick = usePick()
  const change = (outcomes: Outcome[]): void => {
    const left = new Set(outcomes.map(({ id }) => id))
    // a topic forgets an outcome that was removed
    edit({ outcomes, topics: content.topics.map((topic) => ({ ...topic, outcomes: topic.outcomes.filter((id) => left.has(id)) })) })
  }
  return (
    <ListEditor
      entries={content.outcomes}
      onChange={change}
      make={(): Outcome => ({ id: newKey(), text: {}, competences: [] })}
      addLabel={t('add-outcome')}
      name={(number) => t('outcome-number', { number })}
    >
      {(one, set) => (
        <>
          <WordsField label={t('outcome')} language={language} value={one.text} onChange={(text) => set({ text })} />
          {view.competences.length > 0 && (
            <ManyField
              label={t('competences')}
              value={one.competences}
              onChange={(competences) => set({ competences: [...competences] })}
              options={view.competences.map(({ code, text }) => ({ value: code, label: `${code} · ${pick(text)}` }))}
            />
          )}
        </>
      )}
    </ListEditor>
  )
}

/** Topics with hours by kind and mode; the sums stand against the plan. */
export function TopicList({ content, edit, view, language }: PartProps & { view: SyllabusView; language: Locale }): ReactNode {
  const t = useText('courses-syllabus')
  const pick = usePick()
  const format = useFormat()
  const totals = totalHours(content.topics)
  const kinds = hourKinds.filter((kind) => view.planned[kind] > 0 || totals.byKind[kind].live + totals.byKind[kind].own > 0)
  const sums = [
    ...kinds.map((kind) => ({ key: kind as string, given: totals.byKind[kind].live + totals.byKind[kind].own, planned: view.planned[kind] })),
    { key: 'independent', given: totals.independent, planned: view.planned.independent },
  ]
  return (
    <>
      <ul className="plain-list" aria-label={t('sums')}>
        {sums.map(({ key, given, planned }) => (
          <li key={key} className={styles['sums']} data-wrong={given !== planned}>
            {t('sum-of', { kind: t(`hours.${key}`), given: format.number(given), planned: format.number(planned) })}
          </li>
        ))}
      </ul>
      <ListEditor
        entries={content.topics}
        onChange={(topics) => edit({ topics })}
        make={(): Topic => ({ id: newKey(), title: {}, week: null, hours: noHours(), independent: 0, outcomes: [] })}
        addLabel={t('add-topic')}
        name={(number) => t('topic-number', { number })}
      >
        {(one, set) => (
          <>
            <WordsField label={t('topic')} language={language} value={one.title} onChange={(title) => set({ title })} />
            <div className={styles['hours']}>
              <NumberField label={t('week')} decimals={0} min={1} max={60} value={one.week} onChange={(week) => set({ week })} />
              {kinds.flatMap((kind) =>
                (['live', 'own'] as const).map((mode) => (
                  <NumberField
                    key={`${kind} ${mode}`}
                    label={`${t(`hours.${kind}`)}: ${t(`mode.${mode}`)}`}
                    decimals={1}
                    min={0}
                    max={500}
                    value={one.hours[kind][mode]}
                    onChange={(value) => set({ hours: { ...one.hours, [kind]: { ...one.hours[kind], [mode]: half(value) } } })}
                  />
                )),
              )}
              <NumberField
                label={t('independent')}
                decimals={1}
                min={0}
                max={500}
                value={one.independent}
                onChange={(value) => set({ independent: half(value) })}
              />
            </div>
            {content.outcomes.length > 0 && (
              <ManyField
                label={t('topic-outcomes')}
                value={one.outcomes}
                onChange={(outcomes) => set({ outcomes: [...outcomes] })}
                options={content.outcomes.map(({ id, text }, at) => ({ value: id, label: `${at + 1}. ${pick(text)}` }))}
              />
            )}
          </>
        )}
      </ListEditor>
    </>
  )
}

/** Hours go by halves; what is not a number counts as none until it is. */
const half = (value: number | null): number => Math.max(0, Math.min(500, Math.round((value ?? 0) * 2) / 2))

/** Forms of control with their weights. */
export function ControlList({ content, edit, language }: PartProps & { language: Locale }): ReactNode {
  const t = useText('courses-syllabus')
  return (
    <ListEditor
      entries={content.controls}
      onChange={(controls) => edit({ controls })}
      make={(): Control => ({ id: newKey(), kind: 'current', title: {}, weight: 0, week: null })}
      addLabel={t('add-control')}
      name={(number) => t('control-number', { number })}
    >
      {(one, set) => (
        <>
          <WordsField label={t('control')} language={language} value={one.title} onChange={(title) => set({ title })} />
          <FieldPair>
            <SelectField
              label={t('control-kind')}
              value={one.kind}
              onChange={(kind) => set({ kind: kind as Control['kind'] })}
              options={controlKinds.map((value) => ({ value, label: t(`control-kinds.${value}`) }))}
            />
            <NumberField
              label={t('weight')}
              unit="%"
              min={0}
              max={100}
              value={one.weight}
              onChange={(weight) => set({ weight: Math.max(0, Math.min(100, Math.round((weight ?? 0) * 100) / 100)) })}
            />
            <NumberField label={t('week')} decimals={0} min={1} max={60} value={one.week} onChange={(week) => set({ week })} />
          </FieldPair>
        </>
      )}
    </ListEditor>
  )
}

/** Literature and online sources. */
export function SourceList({ content, edit }: PartProps): ReactNode {
  const t = useText('courses-syllabus')
  return (
    <ListEditor
      entries={content.sources}
      onChange={(sources) => edit({ sources })}
      make={(): Source => ({ id: newKey(), kind: 'main', text: '', url: null })}
      addLabel={t('add-source')}
      name={(number) => t('source-number', { number })}
    >
      {(one, set) => (
        <>
          <TextField label={t('source')} value={one.text} maxLength={2000} onChange={(text) => set({ text })} />
          <FieldPair>
            <SelectField
              label={t('source-kind')}
              value={one.kind}
              onChange={(kind) => set({ kind: kind as Source['kind'] })}
              options={sourceKinds.map((value) => ({ value, label: t(`source-kinds.${value}`) }))}
            />
            <TextField
              label={t('source-url')}
              type="url"
              placeholder="https://"
              value={one.url ?? ''}
              onChange={(url) => set({ url: url.trim() || null })}
            />
          </FieldPair>
        </>
      )}
    </ListEditor>
  )
}
