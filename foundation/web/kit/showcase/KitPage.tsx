import { Button } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { usePortal } from '../../session/portal-facts.ts'
import { NotFound } from '../../layout/NotFound.tsx'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import { Icon } from '../Icon.tsx'
import { notify } from '../notify.ts'
import { Page } from '../Page.tsx'
import { PrintButton } from '../PrintButton.tsx'
import { StatusBadge } from '../StatusBadge.tsx'
import { Tabs } from '../Tabs.tsx'
import { KitCharts } from './KitCharts.tsx'
import { KitFields } from './KitFields.tsx'
import { KitStates } from './KitStates.tsx'
import { KitTables } from './KitTables.tsx'
import { KitTexts } from './KitTexts.tsx'

/** All components on one page, in the demonstration only: for those who build pages, and for checks of the look. */
export default function KitPage() {
  const t = useText('kit')
  const portal = usePortal()
  const [asking, setAsking] = useState(false)
  if (portal && !portal.demonstration) return <NotFound />
  return (
    <Page
      title={t('nav.title')}
      lead={t('lead')}
      crumbs={[{ label: t('crumb'), to: '/' }]}
      facts={
        <>
          <StatusBadge tone="info">{t('badge.info')}</StatusBadge>
          <span>{t('facts')}</span>
        </>
      }
      actions={
        <>
          <PrintButton />
          <Button variant="default" onClick={() => notify(t('toast'), 'good')}>
            {t('show-toast')}
          </Button>
          <Button leftSection={<Icon name="trash" size={18} />} onClick={() => setAsking(true)}>
            {t('show-dialog')}
          </Button>
        </>
      }
    >
      <Tabs
        label={t('nav.title')}
        tabs={[
          { key: 'texts', label: t('tab.texts'), render: () => <KitTexts /> },
          { key: 'fields', label: t('tab.fields'), render: () => <KitFields /> },
          { key: 'tables', label: t('tab.tables'), count: 12, render: () => <KitTables /> },
          { key: 'charts', label: t('tab.charts'), render: () => <KitCharts /> },
          { key: 'states', label: t('tab.states'), render: () => <KitStates /> },
        ]}
      />
      <ConfirmDialog
        open={asking}
        danger
        title={t('dialog.title')}
        confirmLabel={t('dialog.confirm')}
        onConfirm={() => setAsking(false)}
        onClose={() => setAsking(false)}
      >
        <p>{t('dialog.text')}</p>
      </ConfirmDialog>
    </Page>
  )
}
