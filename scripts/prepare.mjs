// What every command needs first: a fit Node.js, the locked dependencies, and Node 24 among them.
// Runs on the system's Node.js (20.19 or later), so nothing but Node's own modules is used here.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const top = dirname(dirname(fileURLToPath(import.meta.url)))
/** The Node.js that runs the portal. */
export const node24 = join(top, 'node_modules', '.bin', 'node')

const began = performance.now()
const modules = join(top, 'node_modules')
const stamp = join(modules, '.cache', 'portal-installed')
const lockFile = join(top, '.prepare.lock')

/** Tells one line of progress, with the seconds since the command began. */
export function say(line) {
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`)
}

/** Ends the command with words for the operator. */
export function fail(message, code = 1) {
  process.stderr.write(`\n${message}\n`)
  process.exit(code)
}

/** Brings the checkout into working order; quick when it already is. */
export async function prepare() {
  process.chdir(top)
  refuseOldNode()
  if (isReady()) return
  await exclusively(async () => {
    if (!isInstalled()) await install()
    if (!isNode24()) await repairNode24()
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, fingerprint())
  })
}

/** Runs `work` in one process at a time for this checkout; others wait. A lock whose holder died is taken over. */
export async function exclusively(work) {
  let told = false
  while (!takeLock()) {
    if (!told) say('Waiting for another command that installs or builds in this checkout')
    told = true
    await pause(500)
  }
  const release = () => rmSync(lockFile, { force: true })
  const leave = (signal) => {
    release()
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  process.on('exit', release)
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    process.off('SIGINT', leave)
    process.off('SIGTERM', leave)
    release()
  }
}

/** Runs a program to its end with its output shown (or kept, with `quiet`), and answers with its exit code. */
export function run(command, parameters, options = {}) {
  return new Promise((done) => {
    const { quiet = false, ...rest } = options
    const child = spawn(command, parameters, { cwd: top, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', ...rest })
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text))
    child.once('error', (error) => done({ code: 127, output: `${output}${error.message}` }))
    child.once('close', (code, signal) => done({ code: code ?? (signal ? 1 : 0), output }))
  })
}

/**
 * Runs a program in the foreground in place of this one: signals are passed on, its exit code becomes ours.
 * Ctrl-C reaches the whole terminal group by itself; handling it here keeps this process until the program ended.
 */
export function become(command, parameters) {
  const child = spawn(command, parameters, { cwd: top, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => fail(`${command} cannot be run: ${error.message}`, 127))
  child.once('exit', (code, signal) => {
    if (signal) say(`The portal was ended by ${signal}`)
    process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1))
  })
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`Node.js 20.19 or later is needed; this is ${process.versions.node}.\nInstall a newer one: https://nodejs.org/en/download`, 69)
}

function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(top, 'package-lock.json')))
  return `${process.platform}-${process.arch} ${hash.digest('hex')}\n`
}

function isReady() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint() && isNode24()
}

/** Whether every locked package is there in its locked version: npm keeps a list of what it installed. */
function isInstalled() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return true
  const list = join(modules, '.package-lock.json')
  if (!existsSync(list)) return false
  const wanted = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(list, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    if (!present[path]) return Boolean(entry.optional || entry.devOptional || entry.peer)
    return present[path].version === entry.version && existsSync(join(top, path))
  })
}

function isNode24() {
  if (!existsSync(node24)) return false
  const answer = spawnSync(node24, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 && answer.stdout.startsWith('v24.')
}

async function install() {
  say(existsSync(modules) ? 'Updating the dependencies to package-lock.json' : 'Installing the dependencies (once; about 500 MB)')
  const begun = performance.now()
  // What npm shows by itself needs a terminal; elsewhere a line every 15 seconds says that it is alive.
  const alive = setInterval(() => say(`  … installing, ${countPackages()} packages so far`), 15_000)
  // Tools to build the web application are development dependencies: wanted even where NODE_ENV=production is set.
  const { code } = await npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'])
  clearInterval(alive)
  if (code !== 0) {
    fail(
      `npm could not install the dependencies (exit code ${code}; its message is above).\n` +
        'Check the connection to the package registry (behind a proxy: npm config set proxy URL) and the free space on the disk, then run the command again.',
      69,
    )
  }
  say(`Installed in ${Math.round((performance.now() - begun) / 1000)} s`)
}

/** npm can be told not to run install scripts; the one of the package `node` fetches the program itself. */
async function repairNode24() {
  const folder = join(modules, 'node')
  if (existsSync(folder)) {
    say('Fetching Node 24')
    await npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
    if (!isNode24()) {
      await run(process.execPath, ['installArchSpecificPackage.js'], {
        cwd: folder,
        env: { ...systemEnvironment(), npm_config_ignore_scripts: 'false' },
      })
    }
  }
  if (!isNode24()) {
    fail(
      `Node 24 is not usable (${node24}).\nRemove the folder node_modules and run the command again; there are builds for Linux with the GNU C library, macOS and Windows.`,
      69,
    )
  }
}

function npm(parameters) {
  const env = systemEnvironment()
  const found = spawnSync('npm', ['--version'], { env, encoding: 'utf8' })
  if (found.status === 0) return run('npm', parameters, { env })
  if (process.env.npm_execpath) return run(process.execPath, [process.env.npm_execpath, ...parameters], { env })
  return fail('npm is not found. It comes with Node.js; on some systems it is a package of its own (apt-get install npm).', 69)
}

/** npm must not run on a Node.js inside the folder that it is about to replace. */
function systemEnvironment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(modules))
  return { ...process.env, PATH: path.join(delimiter) }
}

function countPackages() {
  if (!existsSync(modules)) return 0
  return readdirSync(modules).reduce((sum, name) => {
    if (name.startsWith('.')) return sum
    return sum + (name.startsWith('@') ? readdirSync(join(modules, name)).length : 1)
  }, 0)
}

function takeLock() {
  const draft = `${lockFile}.${process.pid}`
  try {
    writeFileSync(draft, String(process.pid))
    linkSync(draft, lockFile)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') return fail(`The folder ${top} cannot be written: ${error.message}`, 73)
    const holder = Number(readIfThere(lockFile))
    const stat = statSync(lockFile, { throwIfNoEntry: false })
    if (stat && !isAlive(holder)) rmSync(lockFile, { force: true })
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare()
  say('Ready')
}
