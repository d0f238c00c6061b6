import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { locales } from '../foundation/i18n/localized.ts'
import { top } from './read-schema.ts'

/** Verbs of all acts in a file: of every object with a `verb` and an `object`, as `record` takes them. */
function verbsOf(path: string): { verb: string | null; place: string }[] {
  const source = ts.createSourceFile(path, readFileSync(join(top, path), 'utf8'), ts.ScriptTarget.Latest, true)
  const found: { verb: string | null; place: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const property = (name: string) => node.properties.find((one) => one.name?.getText(source) === name)
      const verb = property('verb')
      if (verb && property('object')) {
        const { line } = source.getLineAndCharacterOfPosition(verb.getStart(source))
        const value = ts.isPropertyAssignment(verb) ? verb.initializer : verb
        for (const word of words(value)) found.push({ verb: word, place: `${path}:${line + 1}` })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Every text an expression may give; null where it cannot be told from the code. Objects are statements of xAPI. */
function words(node: ts.Node): (string | null)[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isConditionalExpression(node)) return [...words(node.whenTrue), ...words(node.whenFalse)]
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return words(node.expression)
  if (ts.isObjectLiteralExpression(node)) return []
  return [null]
}

/** Acts are shown here, not made. */
const readers = new Set(['domains/learning/contract.ts', 'domains/learning/read-own-trace.ts'])
const sources = globSync(['foundation/server/**/*.ts', 'domains/**/*.ts', 'portal/**/*.ts'], { cwd: top }).filter(
  (path) => !readers.has(path) && !/\/web\/|\.test\.ts$|\.gen\.ts$|\.d\.ts$/.test(path),
)
const acts = sources.flatMap(verbsOf)

test('the verbs of the trace are written out in the code', () => {
  expect(acts.length).toBeGreaterThan(100)
  expect(acts.filter(({ verb }) => verb === null).map(({ place }) => place)).toEqual([])
})

test.each(locales)('every act has its words in %s', (locale) => {
  const named = new Set(
    globSync(
      ['foundation/server/locales', 'domains/*/locales'].map((folder) => `${folder}/${locale}.json`),
      { cwd: top },
    ).flatMap((path) => {
      const texts = JSON.parse(readFileSync(join(top, path), 'utf8')) as { trace?: { verbs?: Record<string, string> } }
      return Object.entries(texts.trace?.verbs ?? {}).flatMap(([verb, text]) => (text.trim() ? [verb] : []))
    }),
  )
  expect(acts.filter(({ verb }) => verb !== null && !named.has(verb)).map(({ verb, place }) => `${verb} (${place})`)).toEqual([])
})
