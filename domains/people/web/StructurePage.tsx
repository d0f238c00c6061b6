import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { May } from '../../../foundation/web/session/May.tsx'
import { useMe } from '../../../foundation/web/session/me.ts'
import type { StructureView } from '../contract.ts'
import { Contacts } from './Contacts.tsx'
import { UnitDialog } from './UnitDialog.tsx'
import styles from './people.module.css'

type Unit = StructureView['units'][number]

/** The structure of the university, open to everybody (R3.6c, R8.1). */
export default function StructurePage(): ReactNode {
  const t = useText('people')
  const [adding, setAdding] = useState(false)
  const structure = useApi<StructureView>('/api/structure')
  return (
    <Page
      title={t('nav.structure')}
      lead={t('structure.lead')}
      savedAt={structure.savedAt}
      actions={
        <May I="structure.edit">
          <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
            {t('structure.add')}
          </Button>
        </May>
      }
    >
      <Loaded from={structure}>
        {({ units }) => (units.length === 0 ? <EmptyState icon="structure" title={t('structure.none')} /> : <Branch units={units} parentId={null} />)}
      </Loaded>
      {adding && <UnitDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

/** Units under one, and those under them. A unit whose parent is closed stands at the top. */
function Branch({ units, parentId }: { units: readonly Unit[]; parentId: string | null }): ReactNode {
  const known = new Set(units.map((unit) => unit.id))
  const here = units.filter((unit) => (unit.parentId && known.has(unit.parentId) ? unit.parentId : null) === parentId)
  if (here.length === 0) return null
  return (
    <ul className={parentId === null ? styles['tree'] : undefined}>
      {here.map((unit) => (
        <li key={unit.id}>
          <UnitLine unit={unit} />
          <Branch units={units} parentId={unit.id} />
        </li>
      ))}
    </ul>
  )
}

function UnitLine({ unit }: { unit: Unit }): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const format = useFormat()
  const me = useMe()
  const name = pick(unit.name)
  return (
    <div className={styles['unit']}>
      <span className={styles['unit-name']}>{me ? <AppLink to={`/structure/${unit.id}`}>{name}</AppLink> : name}</span>
      {unit.heads.map((head) => (
        <span key={head.postId}>
          {pick(head.title)}: {format.name(head)}
        </span>
      ))}
      <span className={styles['quiet']}>
        {t(`unit-kinds.${unit.kind}`)}
        {unit.staffCount > 0 && (
          <>
            {' '}
            · <AppLink to={`/staff?unit=${unit.id}`}>{t('structure.staff', { count: unit.staffCount })}</AppLink>
          </>
        )}
      </span>
      {(unit.email || unit.phone) && <Contacts email={unit.email} phone={unit.phone} />}
    </div>
  )
}
