import type { ReactNode } from 'react'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import type { QuestionContent } from '../shared/question.ts'
import { Words } from './Words.tsx'
import styles from './Asked.module.css'

interface Line {
  key: string
  text: ReactNode
  right: boolean
}

/** A question to be read with its key: for lists of authors, older versions, and who may not change it. */
export function QuestionGlance({ content }: { content: QuestionContent }): ReactNode {
  const t = useText('exams-bank')
  const format = useFormat()
  const words = (text: Localized): ReactNode => <Words text={text} />
  const lines = linesOf(content, { words, number: (value) => format.number(value, { maxDigits: 10 }), truth: (value) => t(`exams:asked.${value}`) })
  return (
    <div className={styles['glance']}>
      <Words text={content.prompt} />
      {lines.length > 0 && (
        <ul className="plain-list">
          {lines.map(({ key, text, right }) => (
            <li key={key} data-right={right}>
              <Icon name={right ? 'check' : 'close'} size={16} />
              <span className="unseen">{t(right ? 'is-right' : 'is-wrong')}</span>
              {text}
            </li>
          ))}
        </ul>
      )}
      {content.kind === 'unknown' && <p className={styles['soft']}>{t('unknown-kept', { type: content.source.type })}</p>}
    </div>
  )
}

interface Say {
  words: (text: Localized) => ReactNode
  number: (value: number) => string
  truth: (value: boolean) => string
}

function linesOf(content: QuestionContent, say: Say): Line[] {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return content.options.map(({ id, text, credit }) => ({ key: id, text: say.words(text), right: credit > 0 }))
    case 'true-false':
      return [{ key: 'truth', text: say.truth(content.right), right: true }]
    case 'numeric':
      return content.accepted.flatMap(({ id, value, tolerance, credit }) =>
        value === null
          ? []
          : [{ key: id, text: `${say.number(value)}${tolerance.by > 0 ? ` ± ${say.number(tolerance.by)}` : ''}`, right: credit > 0 }],
      )
    case 'short-text':
      return content.accepted.map(({ id, pattern, credit }) => ({ key: id, text: pattern, right: credit > 0 }))
    case 'matching':
      return content.pairs.map(({ id, prompt, match }) => ({
        key: id,
        text: (
          <>
            {say.words(prompt)} → {say.words(match)}
          </>
        ),
        right: true,
      }))
    case 'ordering':
      return content.items.map(({ id, text }) => ({ key: id, text: say.words(text), right: true }))
    case 'calculated':
      return [{ key: 'formula', text: content.formula, right: true }]
    case 'cloze':
      return content.gaps.map((gap) => ({ key: gap.id, text: `${gap.id}: ${rightOfGap(gap)}`, right: true }))
    default:
      return []
  }
}

function rightOfGap(gap: Extract<QuestionContent, { kind: 'cloze' }>['gaps'][number]): string {
  if (gap.kind === 'list') return gap.options.flatMap(({ text, credit }) => (credit > 0 ? (text.ky ?? text.ru ?? text.en ?? '') : [])).join('; ')
  if (gap.kind === 'number') return gap.accepted.map(({ value }) => String(value ?? '*')).join('; ')
  return gap.accepted.map(({ pattern }) => pattern).join('; ')
}
