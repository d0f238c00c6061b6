import type { ReactNode } from 'react'
import { useText, type Text } from '../i18n/use-text.ts'
import { resolve, withoutNull, type Description, type Schema } from './description.ts'
import styles from './ApiDocs.module.css'

/** What kind of value it is, in words: «list of text (UUID), 1 to 20, or null». */
function kindOf(given: Schema, description: Description, t: Text): string {
  const { schema, nullable } = withoutNull(resolve(given, description))
  const words: string[] = []
  const choices = schema.anyOf ?? schema.oneOf
  if (schema.const !== undefined) words.push(JSON.stringify(schema.const))
  else if (schema.enum) words.push(schema.enum.map((value) => JSON.stringify(value)).join(' | '))
  else if (choices) words.push(choices.map((choice) => kindOf(choice, description, t)).join(' | '))
  else if (schema.type === 'array') words.push(t('kind.list-of', { kind: kindOf(schema.items ?? {}, description, t) }))
  else if (typeof schema.additionalProperties === 'object' && Object.keys(schema.properties ?? {}).length === 0)
    words.push(t('kind.map-of', { kind: kindOf(schema.additionalProperties, description, t) }))
  else words.push(...[schema.type ?? 'any'].flat().map((type) => t(`kind.${type}`)))
  if (schema.format) words[0] = `${words[0]} (${schema.format})`
  const [least, most] = [schema.minimum ?? schema.minLength ?? schema.minItems, schema.maximum ?? schema.maxLength ?? schema.maxItems]
  const sensible = (bound: number | undefined): boolean => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
  if (sensible(least) && least !== 0) words.push(t('kind.at-least', { min: least }))
  if (sensible(most)) words.push(t('kind.at-most', { max: most }))
  if (schema.default !== undefined) words.push(t('kind.default', { value: JSON.stringify(schema.default) }))
  if (nullable) words.push(t('kind.or-null'))
  return words.join(', ')
}

/** The object whose fields stand under a value: itself, or what its list holds. */
function objectsIn(given: Schema, description: Description): Schema[] {
  const { schema } = withoutNull(resolve(given, description))
  if (schema.properties) return [schema]
  if (schema.items) return objectsIn(schema.items, description)
  if (typeof schema.additionalProperties === 'object') return objectsIn(schema.additionalProperties, description)
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((choice) => objectsIn(choice, description))
}

/** The fields of a body or answer, each with its kind; what lies inside stands under it. */
export function SchemaFields({ schema, description, depth = 0 }: { schema: Schema; description: Description; depth?: number }): ReactNode {
  const t = useText('api-docs')
  const objects = depth < 6 ? objectsIn(schema, description) : []
  return (
    <>
      {depth === 0 && resolve(schema, description).type !== 'object' && <p className={styles['kind']}>{kindOf(schema, description, t)}</p>}
      {objects.map((object, index) => (
        <ul key={index} className={styles['fields']}>
          {Object.entries(object.properties ?? {}).map(([name, value]) => (
            <li key={name}>
              <code className={styles['name']}>{name}</code>
              {!object.required?.includes(name) && <span className={styles['mark']}>{t('field.optional')}</span>}{' '}
              <span className={styles['kind']}>{kindOf(value, description, t)}</span>
              {value.description && (
                <p className={styles['kind']} lang="en">
                  {value.description}
                </p>
              )}
              <SchemaFields schema={value} description={description} depth={depth + 1} />
            </li>
          ))}
        </ul>
      ))}
    </>
  )
}
