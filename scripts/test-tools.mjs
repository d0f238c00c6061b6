// Parts of `npm test`: counting, the browser, the PostgreSQL of the machine.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { node24, run, say, top } from './prepare.mjs'

/** What one step gave: how many passed and failed, and the names of the failed. */
export function outcome(passed, failures, skipped = 0) {
  return { passed, failures, skipped }
}

/** Counts single tests in vitest's JSON report; a file that could not be loaded counts as one failure. */
export function countVitest(file, code) {
  const report = readReport(file)
  if (!report) return outcome(0, ['vitest ended without a report'])
  const failures = []
  for (const suite of report.testResults) {
    const path = suite.name.startsWith(top) ? suite.name.slice(top.length + 1) : suite.name
    const failed = suite.assertionResults.filter((test) => test.status === 'failed')
    failures.push(...failed.map((test) => `${path}: ${test.fullName}`))
    if (suite.status === 'failed' && failed.length === 0) failures.push(`${path}: ${firstLine(suite.message) || 'could not be loaded'}`)
  }
  if (code !== 0 && failures.length === 0) failures.push(`vitest left with ${code} (an error outside of any test)`)
  return outcome(report.numPassedTests, failures, report.numPendingTests + report.numTodoTests)
}

/** Counts single tests in Playwright's JSON report. */
export function countPlaywright(file, code) {
  const report = readReport(file)
  if (!report) return outcome(0, ['Playwright ended without a report'])
  const failures = report.errors.map((error) => firstLine(error.message))
  const walk = (suite, path) => {
    for (const spec of suite.specs ?? []) if (!spec.ok) failures.push(`${spec.file}: ${[...path, spec.title].join(' › ')}`)
    for (const inner of suite.suites ?? []) walk(inner, inner.title === inner.file ? path : [...path, inner.title])
  }
  for (const suite of report.suites) walk(suite, [])
  if (code !== 0 && failures.length === 0) failures.push(`Playwright left with ${code}`)
  return outcome(report.stats.expected + report.stats.flaky, failures, report.stats.skipped)
}

/** Finds Chromium, installing it from the system's packages when there is none. Answers with the reason if it cannot. */
export async function needChromium() {
  if (hasChromium()) return null
  if (process.env.CHROMIUM_PATH) return `CHROMIUM_PATH=${process.env.CHROMIUM_PATH} is not a program`
  const installers = [
    [
      'apt-get',
      [
        ['update', '-q'],
        ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
      ],
    ],
    ['dnf', [['install', '-y', 'chromium']]],
    ['apk', [['add', 'chromium']]],
    ['pacman', [['-Sy', '--noconfirm', 'chromium']]],
    ['zypper', [['--non-interactive', 'install', 'chromium']]],
  ]
  const found = installers.find(([command]) => has(command))
  if (found) {
    const [command, calls] = found
    const before = asRoot()
    if (before === null) return `no Chromium was found, and installing it needs root: ${command} ${calls.at(-1).join(' ')}, or CHROMIUM_PATH`
    await installing(
      'Chromium',
      calls.map((parameters) => [...before, command, ...parameters]),
    )
    if (hasChromium()) return null
  }
  return 'no Chromium was found and none could be installed: install it by hand, or give its path in CHROMIUM_PATH'
}

/**
 * Finds ffmpeg, installing it from the system's packages where that may be done. Answers with a line for the reader when
 * there is none: the tests of films are then left out, nothing else needs it.
 */
export async function wantFfmpeg() {
  if (has('ffmpeg') && has('ffprobe')) return null
  const installers = [
    [
      'apt-get',
      [
        ['update', '-q'],
        ['install', '-y', '-q', '--no-install-recommends', 'ffmpeg'],
      ],
    ],
    ['apk', [['add', 'ffmpeg']]],
    ['pacman', [['-Sy', '--noconfirm', 'ffmpeg']]],
  ]
  const found = installers.find(([command]) => has(command))
  const before = asRoot()
  if (found && before !== null) {
    const [command, calls] = found
    await installing(
      'ffmpeg',
      calls.map((parameters) => [...before, command, ...parameters]),
    )
  }
  return has('ffmpeg') && has('ffprobe') ? null : 'ffmpeg is not installed: the tests of transcoding and of watching films are left out'
}

const clamdTests = 'foundation/server/files/scan.test.ts'

/**
 * Finds ClamAV's daemon for the tests of scanning, installing it from Debian's packages where root (or sudo) and apt are. Answers
 * with a line for the reader when there is none: those tests are left out. No service is started: the tests start their own.
 * @param paths the test files that were asked for; nothing is installed for others
 */
export async function wantClamd(paths, machine = thisMachine) {
  // The same program as in testing/clamd.ts.
  const isThere = () => machine.has('/usr/sbin/clamd')
  if (isThere() || !asks(paths, clamdTests)) return null
  const before = machine.has('apt-get') ? machine.asRoot() : null
  if (before !== null) {
    await machine.installing('ClamAV', [[...before, 'sh', '-c', installQuietly, 'sh', 'clamav', 'clamav-daemon']])
    if (isThere()) return null
  }
  const why = before === null ? 'installing it needs root and apt-get' : 'it could not be installed'
  return `ClamAV is not there (clamav-daemon) and ${why}: the tests of scanning are left out`
}

const asks = (paths, test) => paths.length === 0 || paths.some((path) => test.includes(path.replace(/^\.\//, '')))

const swiftPackages = ['swift-proxy', 'swift-account', 'swift-container', 'swift-object']
const swiftTests = 'foundation/server/files/files-s3.test.ts'

/**
 * Installs packages as root without their services: none is started (policy-rc.d, as in a container), none at the next boot
 * either. Services that were there before are left alone. First argument: how the services' names begin; then the packages.
 */
const installQuietly = `
export DEBIAN_FRONTEND=noninteractive
kind=$1
shift
policy=/usr/sbin/policy-rc.d
before=" $(cd /etc/init.d 2>/dev/null && echo "$kind"-*) "
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\nexit 101\\n' >"$policy" && chmod 755 "$policy"
fi
apt-get update -q
apt-get install -y -q --no-install-recommends "$@"
code=$?
for script in /etc/init.d/"$kind"-*; do
  name=\${script##*/}
  case "$before" in *" $name "*) continue ;; esac
  [ -e "$script" ] || continue
  service "$name" stop >/dev/null 2>&1 || true
  update-rc.d "$name" disable >/dev/null 2>&1 || true
done
exit $code
`

/** What the tests of OpenStack Swift need of a machine; a dry run gives another one. */
const thisMachine = { has, asRoot, installing }

/**
 * Finds OpenStack Swift for the tests of files on S3, installing it from Debian's packages where root (or sudo) and apt
 * are. Answers with a line for the reader when there is none: those tests are left out, nothing else needs it.
 * @param paths the test files that were asked for; nothing is installed for others
 */
export async function wantSwift(paths, machine = thisMachine) {
  // The same programs as in testing/swift.ts.
  const isThere = () => [...swiftPackages.map((name) => `${name}-server`), 'swift-ring-builder'].every((name) => machine.has(`/usr/bin/${name}`))
  if (isThere() || !asks(paths, swiftTests)) return null
  const before = machine.has('apt-get') ? machine.asRoot() : null
  if (before !== null) {
    await machine.installing('OpenStack Swift', [[...before, 'sh', '-c', installQuietly, 'sh', 'swift', ...swiftPackages]])
    if (isThere()) return null
  }
  const why = before === null ? 'installing it needs root and apt-get' : 'it could not be installed'
  return `OpenStack Swift is not there (${swiftPackages.join(' ')}) and ${why}: the tests of files on S3 are left out`
}

/**
 * PostgreSQL servers beside the embedded one to test on: TEST_DATABASE_URL, or a throwaway one of the programs
 * installed on this machine (Debian's pg_virtualenv). Null when there is none.
 */
export function otherPostgres() {
  if (process.env.TEST_DATABASE_URL) return { name: 'the PostgreSQL of TEST_DATABASE_URL', wrap: (command) => command }
  const folder = '/usr/lib/postgresql'
  if (!has('pg_virtualenv') || !existsSync(folder)) return null
  const versions = readdirSync(folder)
    .map(Number)
    .filter((version) => version >= 15 && existsSync(join(folder, String(version), 'bin', 'postgres')))
  if (versions.length === 0) return null
  const version = Math.min(...versions)
  const inside = 'TEST_DATABASE_URL="postgres://$PGUSER:$PGPASSWORD@$PGHOST:$(psql -Atc "show port")/postgres" exec "$0" "$@"'
  const settings = ['-o', 'max_connections=200', '-o', 'fsync=off']
  return {
    name: `PostgreSQL ${version} of this machine`,
    wrap: (command) => ['pg_virtualenv', '-v', String(version), ...settings, 'sh', '-c', inside, ...command],
  }
}

/** Runs what installs `name` and tells that it goes on; the end of what was said is shown when it fails. */
async function installing(name, calls) {
  say(`Installing ${name} from the system's packages`)
  const alive = setInterval(() => say(`  … still installing ${name}`), 15_000)
  for (const [program, ...parameters] of calls) {
    const { code, output } = await run(program, parameters, { quiet: true, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    if (code !== 0) process.stdout.write(`${output.trim().split('\n').slice(-5).join('\n')}\n`)
  }
  clearInterval(alive)
}

function hasChromium() {
  return spawnSync(node24, ['e2e/chromium.ts'], { cwd: top }).status === 0
}

function asRoot() {
  if (process.getuid?.() === 0) return []
  if (!has('sudo')) return null
  if (spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0) return ['sudo', '-n']
  return process.stdin.isTTY ? ['sudo'] : null
}

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

function firstLine(text) {
  return (text ?? '').trim().split('\n')[0] ?? ''
}
