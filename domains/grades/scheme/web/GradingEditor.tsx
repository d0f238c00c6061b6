import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { GradingView, PreviewView } from '../contract.ts'
import { bonusPart, faultsOf, partKinds, placeOf as placeWork, sumOfWeights, type NamedPart } from '../shared/scheme.ts'
import { PreviewDialog } from './PreviewDialog.tsx'

const nowhere = ''

/** Writing a version of the scheme: parts, shares, places of works; what it changes is shown before it is published. */
export function GradingEditor({ view, onClose }: { view: GradingView; onClose: () => void }): ReactNode {
  const t = useText('grades-scheme')
  const format = useFormat()
  const say = usePick()
  const locale = useLocale()
  const [began] = useState(view.version)
  const [parts, setParts] = useState<NamedPart[]>(view.parts)
  const [bonusMost, setBonusMost] = useState<number>(view.bonusMost)
  const [rounding, setRounding] = useState(view.rounding)
  const [places, setPlaces] = useState<Record<string, string | null>>(() => Object.fromEntries(view.items.map((one) => [one.id, one.partId])))
  const [reason, setReason] = useState('')
  const path = { offeringId: view.offering.id }
  const preview = useAct<PreviewView>('post', '/api/offerings/{offeringId}/grading/preview')
  const publish = useAct<{ version: number }>('put', '/api/offerings/{offeringId}/grading', {
    refreshes: [`/api/offerings/${view.offering.id}/grad`, `/api/offerings/${view.offering.id}/students`],
    onDone: ({ version }) => {
      notify(t('published', { version }), 'good')
      onClose()
    },
  })
  const known = new Set([...parts.map(({ id }) => id), ...(bonusMost > 0 ? [bonusPart] : [])])
  const placeOf = (itemId: string): string | null => {
    const place = places[itemId] ?? null
    return place !== null && known.has(place) ? place : null
  }
  const content = {
    parts,
    bonusMost,
    rounding,
    items: Object.fromEntries(view.items.map(({ id }) => [id, placeOf(id)])),
  }
  const sum = sumOfWeights(parts)
  const usable = faultsOf(content).length === 0 && parts.every(({ title }) => say(title)) && reason.trim().length >= 5
  const edit = (id: string, change: Partial<NamedPart>): void => setParts(parts.map((one) => (one.id === id ? { ...one, ...change } : one)))
  const takeSyllabus = (): void => {
    if (!view.syllabus) return
    setParts(view.syllabus)
    const stated = { ...content, parts: view.syllabus }
    const left = new Set([bonusPart, ...view.syllabus.map(({ id }) => id)])
    const had = (id: string): string | null => content.items[id] ?? null
    setPlaces(
      Object.fromEntries(
        view.items.map((one) => [one.id, left.has(had(one.id) ?? '') ? had(one.id) : placeWork({ ...stated, items: {} }, one).partId]),
      ),
    )
  }
  return (
    <Stack gap="l">
      {view.syllabus && (
        <Notice tone="warn">
          {t('syllabus-differs', {
            shares: view.syllabus.map((one) => `${say(one.title)} ${format.percent(one.weight / 100, { maxDigits: 2 })}`).join(' · '),
          })}{' '}
          <Button size="compact-sm" variant="default" onClick={takeSyllabus}>
            {t('take-syllabus')}
          </Button>
        </Notice>
      )}
      {parts.map((part, at) => (
        <Card
          key={part.id}
          title={say(part.title) || t('part-number', { number: at + 1 })}
          actions={
            parts.length > 1 && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                leftSection={<Icon name="close" size={16} />}
                onClick={() => setParts(parts.filter((one) => one.id !== part.id))}
              >
                {t('remove-part', { part: say(part.title) || t('part-number', { number: at + 1 }) })}
              </Button>
            )
          }
        >
          <FieldPair>
            <TextField
              label={t('part-name')}
              required
              maxLength={300}
              value={part.title[locale] ?? say(part.title)}
              onChange={(text) => edit(part.id, { title: { ...part.title, [locale]: text } })}
            />
            <SelectField
              label={t('part-kind')}
              value={part.kind}
              onChange={(kind) => edit(part.id, { kind: kind as NamedPart['kind'] })}
              options={partKinds.map((value) => ({ value, label: t(`part-kinds.${value}`) }))}
            />
          </FieldPair>
          <FieldPair>
            <NumberField
              label={t('weight')}
              unit="%"
              required
              min={0}
              max={100}
              value={part.weight}
              onChange={(weight) => edit(part.id, { weight: Math.round((weight ?? 0) * 100) / 100 })}
            />
            <SelectField
              label={t('works-count')}
              value={part.works}
              onChange={(works) => edit(part.id, works === 'alike' ? { works } : { works: 'by-points', dropLowest: 0 })}
              options={(['by-points', 'alike'] as const).map((value) => ({ value, label: t(`works.${value}`) }))}
            />
            {part.works === 'alike' && (
              <NumberField
                label={t('drop')}
                decimals={0}
                min={0}
                max={50}
                value={part.dropLowest}
                onChange={(dropLowest) => edit(part.id, { dropLowest: Math.max(0, Math.round(dropLowest ?? 0)) })}
              />
            )}
          </FieldPair>
        </Card>
      ))}
      <Row apart>
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          onClick={() =>
            setParts([
              ...parts,
              { id: crypto.randomUUID().slice(0, 8), kind: 'current', title: {}, weight: Math.max(0, 100 - sum), works: 'by-points', dropLowest: 0 },
            ])
          }
        >
          {t('add-part')}
        </Button>
        <Notice tone={sum === 100 ? 'good' : 'bad'} role="status">
          {t(sum === 100 ? 'sum' : 'sum-wrong', { sum: format.number(sum) })}
        </Notice>
      </Row>
      <FieldPair>
        <NumberField
          label={t('bonus-most')}
          unit="%"
          min={0}
          max={100}
          value={bonusMost}
          onChange={(most) => setBonusMost(Math.round((most ?? 0) * 100) / 100)}
        />
        <SelectField
          label={t('rounding')}
          value={rounding}
          onChange={(value) => setRounding(value as typeof rounding)}
          options={(['half-up', 'down'] as const).map((value) => ({ value, label: t(`roundings.${value}`) }))}
        />
      </FieldPair>
      {view.items.length > 0 && (
        <Card title={t('items')}>
          {view.items.map((one) => (
            <SelectField
              key={one.id}
              label={`${say(one.title)} (${t(`item-kinds.${one.kind}`)}, ${t('max', { points: format.number(one.maxPoints) })})`}
              {...(one.guessed && placeOf(one.id) === one.partId ? { hint: t('guessed') } : {})}
              value={placeOf(one.id) ?? nowhere}
              onChange={(place) => setPlaces({ ...places, [one.id]: place || null })}
              placeholder={t('outside')}
              options={[
                ...parts.map((part, at) => ({ value: part.id, label: say(part.title) || t('part-number', { number: at + 1 }) })),
                ...(bonusMost > 0 ? [{ value: bonusPart, label: t('bonus') }] : []),
              ]}
            />
          ))}
        </Card>
      )}
      <TextField label={t('reason')} hint={t('reason-hint')} required lines={2} maxLength={500} value={reason} onChange={setReason} />
      {preview.error && <ProblemNotice problem={preview.error} />}
      <Row>
        <Button loading={preview.isPending} disabled={!usable} onClick={() => preview.mutate({ path, body: { content } })}>
          {t('check')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
      </Row>
      {preview.data && (
        <PreviewDialog
          view={preview.data}
          pending={publish.isPending}
          problem={publish.error}
          onConfirm={() => publish.mutate({ path, body: { began, content, reason } })}
          onClose={() => {
            preview.reset()
            publish.reset()
          }}
        />
      )}
    </Stack>
  )
}
