import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { toleranceKinds, type CalculatedContent, type NumericContent, type Tolerance, type UnitRules } from '../shared/question.ts'
import { Remove } from './Remove.tsx'
import styles from './Asked.module.css'

/** Right numbers with their tolerances, and units. */
export function NumericEditor({ content, onChange }: { content: NumericContent; onChange: (content: NumericContent) => void }): ReactNode {
  const t = useText('exams-bank')
  const { accepted } = content
  const put = (next: NumericContent['accepted']): void => onChange({ ...content, accepted: next })
  const set = (index: number, part: Partial<NumericContent['accepted'][number]>): void =>
    put(accepted.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <>
      {accepted.map((one, index) => (
        <div key={one.id} className={styles['number']}>
          <NumberField label={t('number.value')} decimals={10} value={one.value} onChange={(value: number | null) => set(index, { value })} />
          <ToleranceFields tolerance={one.tolerance} onChange={(tolerance) => set(index, { tolerance })} />
          {accepted.length > 1 && (
            <>
              <NumberField
                label={t('option.share')}
                min={0}
                max={100}
                unit="%"
                value={Math.round(one.credit * 10_000) / 100}
                onChange={(percent: number | null) => set(index, { credit: (percent ?? 0) / 100 })}
              />
              <Remove name={t('number.remove', { number: index + 1 })} onClick={() => put(accepted.toSpliced(index, 1))} />
            </>
          )}
        </div>
      ))}
      <Row>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() =>
            put([...accepted, { id: crypto.randomUUID(), value: null, tolerance: { kind: 'absolute', by: 0 }, credit: 1, feedback: {} }])
          }
        >
          {t('number.add')}
        </Button>
      </Row>
      <UnitFields unit={content.unit} onChange={(unit) => onChange({ ...content, unit })} />
    </>
  )
}

function ToleranceFields({ tolerance, onChange }: { tolerance: Tolerance; onChange: (tolerance: Tolerance) => void }): ReactNode {
  const t = useText('exams-bank')
  const percent = tolerance.kind === 'relative'
  return (
    <>
      <SelectField
        label={t('number.tolerance-kind')}
        options={toleranceKinds.map((value) => ({ value, label: t(`number.tolerance-${value}`) }))}
        value={tolerance.kind}
        onChange={(kind: string) => onChange({ kind: kind as Tolerance['kind'], by: kind === 'significant' ? 3 : 0 })}
      />
      <NumberField
        label={t(tolerance.kind === 'significant' ? 'number.figures' : 'number.tolerance')}
        min={0}
        decimals={tolerance.kind === 'significant' ? 0 : 10}
        {...(percent ? { unit: '%' } : {})}
        value={percent ? Math.round(tolerance.by * 1e10) / 1e8 : tolerance.by}
        onChange={(by: number | null) => onChange({ ...tolerance, by: (by ?? 0) / (percent ? 100 : 1) })}
      />
    </>
  )
}

function UnitFields({ unit, onChange }: { unit: UnitRules; onChange: (unit: UnitRules) => void }): ReactNode {
  const t = useText('exams-bank')
  const { units } = unit
  const put = (next: UnitRules['units']): void => onChange({ ...unit, units: next })
  return (
    <>
      <SelectField
        label={t('unit.ask')}
        options={(['none', 'optional', 'required'] as const).map((value) => ({ value, label: t(`unit.ask-${value}`) }))}
        value={unit.ask}
        onChange={(value: string) => {
          const ask = value as UnitRules['ask']
          onChange({ ...unit, ask, units: ask !== 'none' && units.length === 0 ? [{ name: '', factor: 1 }] : units })
        }}
      />
      {unit.ask !== 'none' && (
        <>
          {units.map((one, index) => (
            // units are told apart by their place: their names change while they are typed
            <div key={index} className={styles['number']}>
              <TextField
                label={t('unit.name', { number: index + 1 })}
                maxLength={50}
                value={one.name}
                onChange={(name: string) => put(units.with(index, { ...one, name }))}
              />
              <NumberField
                label={t('unit.factor')}
                decimals={10}
                disabled={index === 0}
                value={one.factor}
                onChange={(factor: number | null) => put(units.with(index, { ...one, factor: factor ?? 0 }))}
              />
              {index > 0 && <Remove name={t('unit.remove', { number: index + 1 })} onClick={() => put(units.toSpliced(index, 1))} />}
            </div>
          ))}
          <Row>
            <Button size="compact-sm" variant="subtle" onClick={() => put([...units, { name: '', factor: 1 }])}>
              {t('unit.add')}
            </Button>
          </Row>
          {unit.ask === 'required' && (
            <NumberField
              label={t('unit.penalty')}
              min={0}
              max={100}
              unit="%"
              value={Math.round(unit.penalty * 10_000) / 100}
              onChange={(percent: number | null) => onChange({ ...unit, penalty: (percent ?? 0) / 100 })}
            />
          )}
        </>
      )}
    </>
  )
}

/** Variables that are drawn for each paper, and the formula of the answer. */
export function CalculatedEditor({ content, onChange }: { content: CalculatedContent; onChange: (content: CalculatedContent) => void }): ReactNode {
  const t = useText('exams-bank')
  const { variables } = content
  const put = (next: CalculatedContent['variables']): void => onChange({ ...content, variables: next })
  return (
    <>
      <Notice>{t('formula.hint')}</Notice>
      {content.datasets.length > 0 && <Notice>{t('formula.datasets', { count: content.datasets.length })}</Notice>}
      {content.datasets.length === 0 &&
        variables.map((one, index) => (
          // variables are told apart by their place: their names change while they are typed
          <div key={index} className={styles['number']}>
            <TextField
              label={t('formula.name', { number: index + 1 })}
              maxLength={50}
              value={one.name}
              onChange={(name: string) => put(variables.with(index, { ...one, name }))}
            />
            {'values' in one ? (
              <p className={styles['soft']}>{t('formula.values', { values: one.values.slice(0, 10).join('; ') })}</p>
            ) : (
              <>
                <NumberField
                  label={t('formula.from')}
                  decimals={10}
                  value={one.from}
                  onChange={(from: number | null) => put(variables.with(index, { ...one, from: from ?? 0 }))}
                />
                <NumberField
                  label={t('formula.to')}
                  decimals={10}
                  value={one.to}
                  onChange={(to: number | null) => put(variables.with(index, { ...one, to: to ?? 0 }))}
                />
                <NumberField
                  label={t('formula.decimals')}
                  min={0}
                  max={10}
                  decimals={0}
                  value={one.decimals}
                  onChange={(decimals: number | null) => put(variables.with(index, { ...one, decimals: decimals ?? 0 }))}
                />
              </>
            )}
            <Remove name={t('formula.remove', { number: index + 1 })} onClick={() => put(variables.toSpliced(index, 1))} />
          </div>
        ))}
      {content.datasets.length === 0 && (
        <Row>
          <Button size="compact-sm" variant="subtle" onClick={() => put([...variables, { name: '', from: 1, to: 10, decimals: 0 }])}>
            {t('formula.add')}
          </Button>
        </Row>
      )}
      <TextField
        label={t('formula.answer')}
        hint={t('formula.answer-hint')}
        required
        maxLength={2000}
        value={content.formula}
        onChange={(formula: string) => onChange({ ...content, formula })}
      />
      <FieldPair>
        <ToleranceFields tolerance={content.tolerance} onChange={(tolerance) => onChange({ ...content, tolerance })} />
      </FieldPair>
      <UnitFields unit={content.unit} onChange={(unit) => onChange({ ...content, unit })} />
    </>
  )
}
