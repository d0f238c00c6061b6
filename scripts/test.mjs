// npm test: everything that is checked, one step after the other; a failed step does not keep the next from running.
//   npm test                          all
//   npm test -- --only unit|e2e|static
//   npm test -- domains/grades        the vitest files under these paths only
// The last line stands alone: "N passed, N failed". The exit code is 1 when anything failed.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { buildWeb } from './build-web.mjs'
import { fail, node24, prepare, run, say, top } from './prepare.mjs'
import { countPlaywright, countVitest, needChromium, otherPostgres, outcome, wantClamd, wantFfmpeg, wantSwift } from './test-tools.mjs'

const { only, paths } = readArguments(process.argv.slice(2))
await prepare()
const results = join(top, 'test-results')
mkdirSync(results, { recursive: true })

const script = (path) => join('node_modules', path)
/** Static checks: each counts as one. */
const checks = [
  ['types', [script('typescript7/bin/tsc'), '-p', 'tsconfig.json', '--noEmit']],
  ['code style', [script('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '**/*.{ts,tsx,mjs,cjs}']],
  ['lint', [script('oxlint/bin/oxlint'), '--deny-warnings', '.']],
  [
    'dependency rules',
    [
      script('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'foundation',
      'domains',
      'portal',
      'testing',
      'e2e',
      ...(existsSync('bench') ? ['bench'] : []),
    ],
  ],
  ['API types', ['scripts/api-types.mjs', '--check']],
  ['docs/schema.md', ['scripts/schema-docs.mjs', '--check']],
  ['lock file', ['scripts/check-lock.mjs']],
  ['dead code', [script('knip/bin/knip.js'), '--no-progress', '--no-config-hints']],
].map(([name, command]) => ({ name, kind: 'static', run: () => check(name, command) }))

const other = otherPostgres()
const steps = [
  ...checks,
  {
    name: 'unit and integration tests (embedded PostgreSQL)',
    kind: 'unit',
    run: () => vitest('embedded', (command) => command, { TEST_DATABASE_URL: '' }),
  },
  ...(other
    ? [
        {
          name: `integration tests on ${other.name}`,
          kind: 'unit',
          run: () => vitest('other', other.wrap, {}, ['--exclude', '**/embedded.test.ts', ...(paths.length > 0 ? [] : databaseTests())]),
        },
      ]
    : []),
  { name: 'web application', kind: 'e2e', run: build },
  { name: 'browser tests', kind: 'e2e', run: playwright },
].filter(({ kind }) => (paths.length > 0 ? kind === 'unit' : only === null || kind === only))

// The tests of films want ffmpeg; without it they are left out, and one line says so.
const lack = steps.some(({ kind }) => kind !== 'static') ? await wantFfmpeg() : null
if (lack) say(lack)
const noSwift = steps.some(({ kind }) => kind === 'unit') ? await wantSwift(paths) : null
if (noSwift) say(noSwift)
const noClamd = steps.some(({ kind }) => kind === 'unit') ? await wantClamd(paths) : null
if (noClamd) say(noClamd)

const done = []
for (const step of steps) {
  process.stdout.write(`\n── ${step.name} ${'─'.repeat(Math.max(3, 70 - step.name.length))}\n`)
  const begun = performance.now()
  const result = await step.run()
  done.push({ ...step, ...result })
  say(
    `${step.name}: ${result.passed} passed, ${result.failures.length} failed${result.skipped ? `, ${result.skipped} skipped` : ''} (${((performance.now() - begun) / 1000).toFixed(1)} s)`,
  )
}

const failures = done.flatMap((step) => step.failures.map((line) => `${step.name}: ${line}`))
process.stdout.write('\n')
if (failures.length > 0) process.stdout.write(`Failed:\n${failures.map((line) => `  ${line}`).join('\n')}\n\n`)
const passed = done.reduce((sum, step) => sum + step.passed, 0)
process.stdout.write(`${passed} passed, ${failures.length} failed\n`)
process.exitCode = failures.length > 0 ? 1 : 0

/** The tests that use a database: the others would say the same twice. */
function databaseTests() {
  return ['foundation', 'domains', 'portal', 'testing']
    .flatMap((folder) => readdirSync(join(top, folder), { recursive: true }).map((path) => join(folder, path)))
    .filter((path) => path.endsWith('.test.ts') && /testPortal|TEST_DATABASE_URL/.test(readFileSync(join(top, path), 'utf8')))
}

async function check(name, command) {
  const { code, output } = await run(node24, command, { quiet: true })
  if (code === 0) return outcome(1, [])
  process.stdout.write(`${output.trim()}\n`)
  return outcome(0, [`left with ${code}`])
}

async function vitest(name, wrap, env, more = []) {
  const report = join(results, `vitest-${name}.json`)
  rmSync(report, { force: true })
  const [program, ...parameters] = wrap([
    node24,
    script('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...more,
    ...paths,
  ])
  const { code } = await run(program, parameters, { env: withoutEmpty({ ...process.env, ...env }) })
  return countVitest(report, code)
}

async function build() {
  return (await buildWeb({ mayFail: true })) ? outcome(1, []) : outcome(0, ['does not build'])
}

async function playwright() {
  const lack = await needChromium()
  if (lack) return outcome(0, [lack])
  const report = join(results, 'playwright.json')
  rmSync(report, { force: true })
  const { code } = await run(node24, [script('@playwright/test/cli.js'), 'test', '-c', 'e2e/playwright.config.ts'], {
    env: { ...process.env, PLAYWRIGHT_JSON: report },
  })
  return countPlaywright(report, code)
}

function withoutEmpty(env) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}

function readArguments(words) {
  const found = { only: null, paths: [] }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (word === '--only' || word.startsWith('--only=')) {
      found.only = word.startsWith('--only=') ? word.slice(7) : words[(at += 1)]
      if (!['unit', 'e2e', 'static'].includes(found.only)) fail('--only takes unit, e2e or static', 64)
    } else found.paths.push(word)
  }
  return found
}
