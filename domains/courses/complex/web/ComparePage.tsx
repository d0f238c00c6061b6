import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { usePathValues, useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import type { ChangesView, ComplexView } from '../contract.ts'
import { ChangeList } from './ChangeList.tsx'
import styles from './Complex.module.css'

/** Two states of a complex, compared: the approved version with the draft, or any two versions. Both stand in the address. */
export default function ComparePage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses-complex')
  const pick = usePick()
  const format = useFormat()
  const [from, setFrom] = useQueryValue('from')
  const [to, setTo] = useQueryValue('to')
  const complex = useApi<ComplexView>('/api/offerings/{offeringId}/complex', { path: { offeringId } })
  const changes = useApi<ChangesView>('/api/offerings/{offeringId}/complex/changes', {
    path: { offeringId },
    query: { ...(from ? { from } : {}), ...(to ? { to } : {}) },
  })
  const own = complex.data
  const name = (one: ComplexView['versions'][number]): string => t('version', { number: format.number(one.number), date: format.date(one.createdAt) })
  const states = [{ value: 'draft', label: t('compare.draft') }, ...(own?.versions ?? []).map((one) => ({ value: one.id, label: name(one) }))]
  return (
    <Page
      title={t('compare.title')}
      crumbs={
        own
          ? [
              { label: pick(own.offering.name), to: `/courses/${offeringId}` },
              { label: t('title'), to: `/courses/${offeringId}/complex` },
            ]
          : []
      }
      savedAt={changes.savedAt}
      facts={changes.data && <StatusBadge>{t('compare.count', { count: changes.data.changes.length })}</StatusBadge>}
    >
      <Stack gap="l">
        {own && own.versions.length > 0 && (
          <div className={styles['states']}>
            <SelectField label={t('compare.from')} options={states} value={from || (own.versions[0]?.id ?? 'draft')} onChange={setFrom} />
            <SelectField label={t('compare.to')} options={states} value={to || 'draft'} onChange={setTo} />
          </div>
        )}
        <Loaded from={changes} skeleton={<SkeletonCards cards={3} />}>
          {(view: ChangesView) => (
            <ChangeList changes={view.changes} empty={t('compare.same')} linkTo={(itemId) => `/courses/${offeringId}/items/${itemId}`} />
          )}
        </Loaded>
      </Stack>
    </Page>
  )
}
