import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { ChoiceField } from '../../../foundation/web/kit/ChoiceField.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { FileDrop } from '../../../foundation/web/kit/FileDrop.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Split, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import { useGo } from '../../../foundation/web/navigation/use-go.ts'
import type { ImportView } from '../contract.ts'
import { SheetLink } from './SheetLink.tsx'
import styles from './people.module.css'

const kinds = ['students', 'staff'] as const

/** Import of people, first step: a file; beside it templates, the export and what was imported before. */
export default function ImportPage(): ReactNode {
  const t = useText('people')
  const format = useFormat()
  const go = useGo()
  const locale = useLocale()
  const may = useMay()
  const [kind, setKind] = useState<string>('students')
  const imports = useApi<{ imports: ImportView[] }>('/api/people-imports')
  const links = (path: 'people-export' | 'people-imports/template') =>
    kinds.flatMap((one) =>
      (['xlsx', 'csv'] as const).map((as) => (
        <li key={`${one} ${as}`}>
          <SheetLink address={`/api/${path}?kind=${one}&format=${as}`} name={`${one}-${locale}.${as}`}>
            {t(`import.kinds.${one}`)}, {as.toUpperCase()}
          </SheetLink>
        </li>
      )),
    )
  return (
    <Page
      title={t('nav.import')}
      lead={t('import.lead')}
      savedAt={imports.savedAt}
      actions={
        may('group.manage') && (
          <Button variant="default" onClick={() => go('/groups/import')}>
            {t('import.groups')}
          </Button>
        )
      }
    >
      <Split
        aside={
          <>
            <Card title={t('import.templates')} note={t('import.templates-note')}>
              <ul className={styles['lines']}>{links('people-imports/template')}</ul>
            </Card>
            <Card title={t('import.export')} note={t('import.export-note')}>
              <ul className={styles['lines']}>{links('people-export')}</ul>
            </Card>
          </>
        }
      >
        <Stack gap="l">
          <ChoiceField
            label={t('import.kind')}
            value={kind}
            onChange={setKind}
            options={kinds.map((value) => ({ value, label: t(`import.kinds.${value}`), note: t(`import.kind-notes.${value}`) }))}
          />
          <FileDrop<{ id: string }>
            key={kind}
            label={t('import.file')}
            hint={t('import.file-hint')}
            accept=".xlsx,.csv,.txt,.tsv"
            maxBytes={20 * 1024 * 1024}
            fields={{ kind }}
            uploadTo="/api/people-imports"
            onUploaded={({ id }) => go(`/people/import/${id}`)}
          />
          <Card title={t('import.before')} flush>
            <Loaded from={imports}>
              {({ imports: rows }) => (
                <DataTable
                  caption={t('import.before')}
                  rows={rows}
                  rowKey={(one) => one.id}
                  rowTo={(one) => `/people/import/${one.id}`}
                  empty={<EmptyState icon="import" title={t('import.none')} />}
                  columns={[
                    { key: 'name', title: t('import.file'), phone: 'title', render: (one) => one.fileName },
                    { key: 'kind', title: t('import.kind'), render: (one) => t(`import.kinds.${one.kind}`) },
                    { key: 'rows', title: t('import.rows'), align: 'end', render: (one) => format.number(one.rows) },
                    {
                      key: 'state',
                      title: t('import.state'),
                      render: (one) => (
                        <StatusBadge tone={one.state === 'done' ? 'good' : one.state === 'failed' ? 'bad' : 'neutral'}>
                          {t(`import.states.${one.state}`)}
                        </StatusBadge>
                      ),
                    },
                    { key: 'at', title: t('looks.when'), nowrap: true, render: (one) => format.dateTime(one.createdAt) },
                  ]}
                />
              )}
            </Loaded>
          </Card>
        </Stack>
      </Split>
    </Page>
  )
}
