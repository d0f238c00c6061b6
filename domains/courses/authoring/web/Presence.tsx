import { useEffect, useState, type ReactNode } from 'react'
import { personName } from '../../../../foundation/i18n/format.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import type { EditorsView } from '../contract.ts'

const every = 20_000

/** Who else has this item open for editing. The page gives a sign of itself meanwhile. */
export function Presence({ itemId, language }: { itemId: string; language: string }): ReactNode {
  const t = useText('courses-authoring')
  const [others, setOthers] = useState<EditorsView['others']>([])
  useEffect(() => {
    let gone = false
    const sign = (leaving: boolean): void =>
      void act<EditorsView>('post', '/api/items/{itemId}/editors', { path: { itemId }, body: { language, leaving } })
        .then((answer) => !gone && setOthers(answer.others))
        // without a line nobody can be told of; the text itself says that it waits
        .catch(() => !gone && setOthers([]))
    sign(false)
    const timer = setInterval(() => sign(false), every)
    return () => {
      gone = true
      clearInterval(timer)
      sign(true)
    }
  }, [itemId, language])
  if (others.length === 0) return null
  return (
    <Notice role="status" title={t('presence.title')}>
      {others.map((one) => t('presence.one', { name: personName(one, 'full'), language: t(`languages.${one.language}`) })).join('; ')}.{' '}
      {t('presence.text')}
    </Notice>
  )
}
