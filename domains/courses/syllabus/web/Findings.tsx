import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'

interface Finding {
  key: string
  clause?: string | undefined
  params?: Record<string, string | number> | undefined
}

/** What the syllabus still lacks, each line naming its place; or that it is whole. */
export function Findings({ findings }: { findings: readonly Finding[] }): ReactNode {
  const t = useText('courses-syllabus')
  const format = useFormat()
  if (findings.length === 0) return <Notice tone="good" title={t('whole')} />
  const words = (params: Finding['params'] = {}): Record<string, string> =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        name === 'kind' ? t(`hours.${value}`) : typeof value === 'number' ? format.number(value) : value,
      ]),
    )
  return (
    <Notice tone="warn" title={t('lacks', { count: findings.length })}>
      <ul>
        {findings.map((one, at) => (
          <li key={`${one.key} ${at}`}>
            {t(`findings.${one.key}`, words(one.params))} {one.clause && <ClauseTag clause={one.clause} />}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
