import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import type { EssayContent } from '../shared/question.ts'
import { WordsField } from './WordsField.tsx'

/** Limits of a long text, what it begins with, and what its marker is to look at. */
export function EssayEditor({ content, onChange }: { content: EssayContent; onChange: (content: EssayContent) => void }): ReactNode {
  const t = useText('exams')
  const set = (part: Partial<EssayContent>): void => onChange({ ...content, ...part })
  return (
    <>
      <FieldPair>
        <NumberField
          label={t('edit.essay-min')}
          hint={t('edit.essay-empty')}
          min={0}
          decimals={0}
          value={content.minWords}
          onChange={(minWords: number | null) => set({ minWords })}
        />
        <NumberField
          label={t('edit.essay-max')}
          hint={t('edit.essay-empty')}
          min={1}
          decimals={0}
          value={content.maxWords}
          onChange={(maxWords: number | null) => set({ maxWords })}
        />
      </FieldPair>
      <NumberField
        label={t('edit.essay-characters')}
        hint={t('edit.essay-empty')}
        min={1}
        max={200_000}
        decimals={0}
        value={content.maxCharacters ?? null}
        onChange={(maxCharacters: number | null) => set({ maxCharacters })}
      />
      <WordsField
        label={t('edit.essay-guidance')}
        hint={t('edit.essay-guidance-hint')}
        lines={3}
        value={content.guidance}
        onChange={(guidance) => set({ guidance })}
      />
      <WordsField label={t('edit.essay-template')} lines={2} value={content.template} onChange={(template) => set({ template })} />
    </>
  )
}
