import { useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useText } from '../i18n/use-text.ts'
import { ClauseTag } from '../kit/ClauseTag.tsx'
import { notify } from '../kit/notify.ts'
import type { Description, Entry } from './description.ts'
import { curlOf } from './example.ts'
import { SchemaFields } from './SchemaFields.tsx'
import styles from './ApiDocs.module.css'

/** One operation: a line that opens. What is inside is drawn only then, there are hundreds of them. */
export function OperationView({ entry, description }: { entry: Entry; description: Description }): ReactNode {
  const [open, setOpen] = useState(false)
  const { method, path, operation } = entry
  return (
    <details className={styles['operation']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles['method']} data-method={method}>
          {method}
        </span>
        <code className={styles['path']}>{path}</code>
        <span className={styles['summary']} lang="en">
          {operation.summary}
        </span>
      </summary>
      {open && <Inside entry={entry} description={description} />}
    </details>
  )
}

function Inside({ entry, description }: { entry: Entry; description: Description }): ReactNode {
  const t = useText('api-docs')
  const { operation } = entry
  const parameters = operation.parameters ?? []
  const [bodyKind, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const answer = operation.responses['200']?.content?.['application/json']?.schema
  const refusals = Object.keys(operation.responses).filter((status) => status !== '200')
  const curl = curlOf(entry, description, location.origin)
  return (
    <div className={styles['inside']}>
      <Part title={t('part.may')}>
        <Who entry={entry} />
      </Part>
      {parameters.length > 0 && (
        <Part title={t('part.parameters')}>
          <SchemaFields
            description={description}
            schema={{
              type: 'object',
              properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema ?? {}])),
              required: parameters.filter(({ required }) => required).map(({ name }) => name),
            }}
          />
        </Part>
      )}
      {body?.schema && (
        <Part title={t('part.body', { kind: bodyKind })}>
          <SchemaFields schema={body.schema} description={description} />
        </Part>
      )}
      <Part title={t('part.answer')}>
        {answer ? <SchemaFields schema={answer} description={description} /> : <p className={styles['kind']}>{t('part.no-answer')}</p>}
      </Part>
      <Part title={t('part.refusals')}>
        <ul className={styles['fields']}>
          {refusals.map((status) => (
            <li key={status}>
              <code className={styles['name']}>{status === 'default' ? '4xx' : status}</code>{' '}
              <span className={styles['kind']}>{t(`refusal.${status}`, { limit: operation['x-limit'] ?? 0 })}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('part.example')}>
        <pre className={styles['code']} tabIndex={0} aria-label={t('part.example')}>
          {curl}
        </pre>
        <Button
          variant="default"
          onClick={() => {
            void navigator.clipboard?.writeText(curl).then(
              () => notify(t('copied'), 'good'),
              () => notify(t('not-copied'), 'bad'),
            )
          }}
        >
          {t('copy')}
        </Button>
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className={styles['part']}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** Who may: anybody, anyone signed in, or the roles of the permission table with how far each reaches. */
function Who({ entry: { operation } }: { entry: Entry }): ReactNode {
  const t = useText('api-docs')
  const ability = operation['x-ability'] ?? 'signed-in'
  const roles = Object.entries(operation['x-roles'] ?? {})
  const clauses = operation['x-clauses'] ?? []
  return (
    <>
      {ability === 'public' || ability === 'signed-in' ? <p>{t(`may.${ability}`)}</p> : <code className={styles['name']}>{ability}</code>}
      {roles.length > 0 && (
        <ul className={styles['roles']}>
          {roles.map(([role, scopes]) => (
            <li key={role}>
              {role === '*' ? t('may.signed-in') : t(`foundation:roles.${role}`)}
              <span className={styles['kind']}> · {scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
      {clauses.length > 0 && (
        <p>
          {clauses.map((clause) => (
            <ClauseTag key={clause} clause={clause} />
          ))}
        </p>
      )}
    </>
  )
}
