import { useDeferredValue, type ReactNode } from 'react'
import { useApi } from '../api/use-api.ts'
import { usePick, useText } from '../i18n/use-text.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { Stack } from '../kit/Stack.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useQueryValue } from '../navigation/use-go.ts'
import { groupsOf, type Description, type Entry } from './description.ts'
import { OperationView } from './OperationView.tsx'
import styles from './ApiDocs.module.css'

const address = '/api/openapi.json'

/** The API for people: every operation by domain, made from the description that programs read. */
export default function ApiDocsPage(): ReactNode {
  const t = useText('api-docs')
  const described = useApi<Description>(address as never)
  return (
    <Page title={t('nav.title')} lead={t('lead')}>
      <Loaded from={described}>{(description: Description) => <Operations description={description} />}</Loaded>
    </Page>
  )
}

function Operations({ description }: { description: Description }): ReactNode {
  const t = useText('api-docs')
  const [words, setWords] = useQueryValue('q')
  const wanted = useDeferredValue(words ?? '')
  const groups = groupsOf(description, wanted)
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0)
  return (
    <Stack gap="l">
      <div className={styles['search']}>
        <TextField label={t('filter')} hint={t('filter-hint')} type="search" value={words ?? ''} onChange={setWords} />
        <p role="status" className={styles['kind']}>
          {t('found', { count })}
        </p>
      </div>
      {count === 0 && <EmptyState icon="not-found" title={t('nothing')} />}
      <div>
        {!wanted && <How version={description.openapi} />}
        {groups.map(({ domain, entries }) => (
          // another key when the filter begins or ends: then the group opens or closes by itself
          <Group key={`${domain} ${wanted !== ''}`} domain={domain} entries={entries} description={description} open={wanted !== ''} />
        ))}
      </div>
    </Stack>
  )
}

/** What every call has in common; closed, because who comes again looks for an operation. */
function How({ version }: { version: string }): ReactNode {
  const t = useText('api-docs')
  return (
    <details className={styles['group']}>
      <summary>
        <h2>{t('how.title')}</h2>
      </summary>
      <ul className={styles['how']}>
        {['session', 'csrf', 'language', 'problems', 'limits'].map((key) => (
          <li key={key}>{t(`how.${key}`)}</li>
        ))}
        <li>
          {t('how.programs')} <a href={address}>{address}</a> (OpenAPI {version})
        </li>
      </ul>
    </details>
  )
}

function Group({ domain, entries, description, open }: { domain: string; entries: Entry[]; description: Description; open: boolean }): ReactNode {
  const t = useText('api-docs')
  const pick = usePick()
  const name = t(`domain.${domain}`)
  const problems = (description['x-problems'] ?? []).filter((one) => one.domain === domain)
  return (
    <details className={styles['group']} open={open}>
      <summary>
        {/* a domain that has no name here yet is called as in the API */}
        <h2>{name.startsWith('domain.') ? domain : name}</h2>
        <span className={styles['count']}>{entries.length}</span>
      </summary>
      {entries.map((entry) => (
        <OperationView key={entry.key} entry={entry} description={description} />
      ))}
      {problems.length > 0 && (
        <details className={styles['operation']}>
          <summary>
            <span className={styles['summary']}>{t('problems', { count: problems.length })}</span>
          </summary>
          <ul className={styles['fields']}>
            {problems.map(({ type, title }) => (
              <li key={type}>
                <code className={styles['name']}>{type.split(':').at(-1)}</code> <span className={styles['kind']}>{pick(title)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </details>
  )
}
