import type { ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { CheckField } from '../kit/CheckField.tsx'
import { meAddress } from '../session/current-account.ts'
import { useMe } from '../session/me.ts'

/** How the interface should behave for this person. */
export function InterfaceCard(): ReactNode {
  const t = useText('account')
  const me = useMe()
  const keep = useAct('put', '/api/me/settings', { refreshes: [meAddress] })
  const wanted = (keep.isPending ? (keep.variables.body as { dataSaver: boolean }).dataSaver : me?.account.dataSaver) ?? false
  return (
    <Card title={t('interface.title')}>
      <CheckField
        label={t('interface.data-saver')}
        hint={t('interface.data-saver-hint')}
        value={wanted}
        onChange={(dataSaver) => keep.mutate({ body: { dataSaver } })}
        error={keep.error?.title}
      />
    </Card>
  )
}
