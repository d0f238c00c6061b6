import { useMemo, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { compareTexts } from '../shared/compare-texts.ts'
import styles from './Editor.module.css'

/** Two texts as one: what went is struck out, what came is underlined; paragraphs that are the same are pale. */
export function Compare({ before, after, language }: { before: string; after: string; language: string }): ReactNode {
  const t = useText('courses-authoring')
  const blocks = useMemo(() => compareTexts(before, after), [before, after])
  if (blocks.every(({ kind }) => kind === 'same')) return <p>{t('compare.same')}</p>
  return (
    <div className={styles['compare']} lang={language} role="region" aria-label={t('compare.label')} tabIndex={0}>
      {blocks.map((block, at) => (
        <p key={at} data-kind={block.kind}>
          {block.parts.map((part, place) =>
            part.kind === 'gone' ? <del key={place}>{part.text}</del> : part.kind === 'new' ? <ins key={place}>{part.text}</ins> : part.text,
          )}
        </p>
      ))}
    </div>
  )
}
