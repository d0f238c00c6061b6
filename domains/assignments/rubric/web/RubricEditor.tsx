import { ActionIcon, Button } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import type { Locale } from '../../../../foundation/i18n/localized.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { RubricView } from '../contract.ts'
import { mostPoints, type Criterion, type Level } from '../shared/rubric.ts'
import styles from './Rubric.module.css'

const store = deviceStore<RubricView>('portal-rubric-drafts')
const newId = (): string => crypto.randomUUID().slice(0, 8)
const blankLevel = (points: number): Level => ({ id: newId(), title: {}, points })

/** Criteria by levels, written by the teacher; what is written stays on the device until it is saved. */
export function RubricEditor({ itemId }: { itemId: string }): ReactNode {
  const t = useText('assignments-rubric')
  const found = useApi<RubricView>('/api/items/{itemId}/rubric', { path: { itemId } })
  const count = found.data?.criteria.length ?? 0
  return (
    <details>
      <summary>
        {t('title')}
        {count > 0 ? ` (${count})` : ''}
      </summary>
      <Loaded from={found}>{(view: RubricView) => <Editor key={view.version} itemId={itemId} view={view} />}</Loaded>
    </details>
  )
}

function Editor({ itemId, view }: { itemId: string; view: RubricView }): ReactNode {
  const t = useText('assignments-rubric')
  const format = useFormat()
  const [criteria, setCriteria] = useState<Criterion[]>(view.criteria)
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    void store.get(itemId).then((kept) => {
      if (!kept || kept.version !== view.version) return
      setCriteria(kept.criteria)
      setTouched(true)
    })
  }, [itemId, view.version])
  const change = (next: Criterion[]): void => {
    setCriteria(next)
    setTouched(true)
    void store.put(itemId, { version: view.version, criteria: next })
  }
  const save = useAct('put', '/api/items/{itemId}/rubric', {
    refreshes: [`/api/items/${itemId}`],
    onDone: () => {
      void store.remove(itemId)
      setTouched(false)
      notify(t('saved'), 'good')
    },
  })
  const put = (index: number, one: Criterion): void => change(criteria.map((had, at) => (at === index ? one : had)))
  return (
    <div className={styles['editor']}>
      <p className={styles['soft']}>{t('hint')}</p>
      {criteria.map((one, index) => (
        <CriterionFields
          key={one.id}
          one={one}
          number={index + 1}
          onChange={(next) => put(index, next)}
          onRemove={() => change(criteria.filter((had) => had.id !== one.id))}
        />
      ))}
      <div className={styles['foot']}>
        <Button variant="default" onClick={() => change([...criteria, { id: newId(), title: {}, levels: [blankLevel(0), blankLevel(5)] }])}>
          {t('add')}
        </Button>
        <Button
          loading={save.isPending}
          disabled={!touched}
          onClick={() => save.mutate({ path: { itemId }, body: { base: view.version, criteria } })}
        >
          {t('save')}
        </Button>
        <span role="status">
          {t('most', { count: mostPoints({ criteria }), points: format.number(mostPoints({ criteria })) })}
          {touched ? ` · ${t('unsaved')}` : ''}
        </span>
      </div>
      {save.error && <ProblemNotice problem={save.error} />}
    </div>
  )
}

interface FieldsProps {
  one: Criterion
  number: number
  onChange: (next: Criterion) => void
  onRemove: () => void
}

function CriterionFields({ one, number, onChange, onRemove }: FieldsProps): ReactNode {
  const t = useText('assignments-rubric')
  const pick = usePick()
  const locale: Locale = useLocale()
  const setLevel = (id: string, part: Partial<Level>): void =>
    onChange({ ...one, levels: one.levels.map((level) => (level.id === id ? { ...level, ...part } : level)) })
  return (
    <fieldset className={styles['criterion']}>
      <legend>{t('criterion', { number })}</legend>
      <div className={styles['row']}>
        <TextField
          label={t('name')}
          value={pick(one.title)}
          onChange={(text) => onChange({ ...one, title: { ...one.title, [locale]: text } })}
          maxLength={300}
          required
        />
        <ActionIcon variant="subtle" color="red" size="lg" aria-label={t('remove', { number })} onClick={onRemove}>
          <Icon name="trash" />
        </ActionIcon>
      </div>
      {one.levels.map((level, index) => (
        <div key={level.id} className={styles['level']}>
          <TextField
            label={t('level', { number: index + 1 })}
            value={pick(level.title)}
            onChange={(text) => setLevel(level.id, { title: { ...level.title, [locale]: text } })}
            maxLength={500}
            required
          />
          <NumberField
            label={t('points')}
            value={level.points}
            onChange={(points) => setLevel(level.id, { points: points ?? 0 })}
            min={0}
            max={1000}
          />
          <ActionIcon
            variant="subtle"
            color="red"
            size="lg"
            disabled={one.levels.length <= 2}
            aria-label={t('remove-level', { number: index + 1 })}
            onClick={() => onChange({ ...one, levels: one.levels.filter((had) => had.id !== level.id) })}
          >
            <Icon name="close" />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => onChange({ ...one, levels: [...one.levels, blankLevel(Math.max(0, ...one.levels.map((level) => level.points)))] })}
      >
        {t('add-level')}
      </Button>
    </fieldset>
  )
}
