import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLocale, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import { htmlOfTyped, typedOfHtml } from '../shared/plain-words.ts'
import { kindComparison, type ClozeContent, type Gap } from '../shared/question.ts'
import { LinesField, textsOfLines } from './LinesField.tsx'

/** The gaps of a text. The text itself holds `[[name]]` where a gap stands. */
export function ClozeEditor({ content, onChange }: { content: ClozeContent; onChange: (content: ClozeContent) => void }): ReactNode {
  const t = useText('exams')
  const locale = useLocale()
  const { gaps } = content
  const set = (index: number, gap: Gap): void => onChange({ ...content, gaps: gaps.with(index, gap) })
  const add = (): void => {
    const numbers = gaps.map(({ id }) => Number(id)).filter(Number.isFinite)
    const id = String(Math.max(0, ...numbers) + 1)
    const prompt = { ...content.prompt, [locale]: `${content.prompt[locale] ?? ''} [[${id}]]`.trimStart() }
    onChange({ ...content, prompt, gaps: [...gaps, emptyGap(id, 'text')] })
  }
  const remove = (index: number): void => {
    const mark = `[[${gaps[index]?.id}]]`
    const prompt = Object.fromEntries(Object.entries(content.prompt).map(([language, html]) => [language, html?.replaceAll(mark, '')]))
    onChange({ ...content, prompt, gaps: gaps.toSpliced(index, 1) })
  }
  return (
    <>
      {gaps.map((gap, index) => (
        <div key={gap.id}>
          <FieldPair>
            <SelectField
              label={t('edit.gap-kind', { name: `[[${gap.id}]]` })}
              options={(['text', 'number', 'list'] as const).map((value) => ({ value, label: t(`edit.gap-${value}`) }))}
              value={gap.kind}
              onChange={(kind: string) => set(index, emptyGap(gap.id, kind as Gap['kind']))}
            />
            <Row>
              <Button size="compact-md" variant="subtle" color="red" onClick={() => remove(index)}>
                {t('edit.gap-remove', { name: `[[${gap.id}]]` })}
              </Button>
            </Row>
          </FieldPair>
          <GapEditor gap={gap} onChange={(next) => set(index, next)} />
        </div>
      ))}
      <Row>
        <Button size="compact-sm" variant="subtle" onClick={add}>
          {t('edit.add-gap')}
        </Button>
      </Row>
    </>
  )
}

function emptyGap(id: string, kind: Gap['kind']): Gap {
  if (kind === 'text') return { id, weight: 1, kind, accepted: [], compare: kindComparison }
  if (kind === 'list') return { id, weight: 1, kind, options: [], shuffle: true }
  return { id, weight: 1, kind, accepted: [{ id: 'a1', value: null, tolerance: { kind: 'absolute', by: 0 }, credit: 1, feedback: {} }] }
}

function GapEditor({ gap, onChange }: { gap: Gap; onChange: (gap: Gap) => void }): ReactNode {
  const t = useText('exams')
  const locale = useLocale()
  if (gap.kind === 'text')
    return (
      <LinesField
        label={t('edit.accepted')}
        hint={t('edit.accepted-hint')}
        lines={gap.accepted.map(({ pattern }) => pattern)}
        onChange={(lines) => onChange({ ...gap, accepted: textsOfLines(lines, gap.accepted) })}
      />
    )
  if (gap.kind === 'list') {
    const shown = gap.options.map(({ text }) => typedOfHtml(text[locale] ?? '') ?? text[locale] ?? '')
    const set = (lines: string[]): void =>
      onChange({
        ...gap,
        options: lines.map((line, index) => {
          const before = gap.options[shown.indexOf(line)]
          const own = before ?? { id: crypto.randomUUID(), text: { [locale]: htmlOfTyped(line) }, feedback: {} }
          return { ...own, credit: index === 0 ? 1 : 0 }
        }),
      })
    return <LinesField label={t('edit.gap-options')} hint={t('edit.gap-options-hint')} lines={shown} onChange={set} />
  }
  const [first] = gap.accepted
  if (!first) return null
  const put = (part: Partial<typeof first>): void => onChange({ ...gap, accepted: gap.accepted.with(0, { ...first, ...part }) })
  return (
    <FieldPair>
      <NumberField label={t('edit.answer')} decimals={6} required value={first.value} onChange={(value: number | null) => put({ value })} />
      <NumberField
        label={t('edit.tolerance')}
        decimals={6}
        min={0}
        value={first.tolerance.by}
        onChange={(by: number | null) => put({ tolerance: { ...first.tolerance, by: by ?? 0 } })}
      />
    </FieldPair>
  )
}
