// Keeps package-lock.json whole: every optional dependency of a locked package must be named there, for all systems.
// npm leaves out what the registry in use does not carry for another system, and then `npm ci` refuses the file.
//   node scripts/check-lock.mjs            tells what is missing
//   node scripts/check-lock.mjs --repair   names the missing ones (npm skips them on the systems they are not for)
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const path = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'openbsd', 'netbsd', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el']

const missing = Object.entries(lock.packages).flatMap(([place, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(place, name))
    .map(([name, version]) => ({ name, version, parent: entry })),
)
if (missing.length === 0) process.exit(0)
for (const { name, version } of missing) console.log(`${name}@${version} is missing in package-lock.json`)
if (!process.argv.includes('--repair')) {
  console.log('Run: node scripts/check-lock.mjs --repair')
  process.exit(1)
}
for (const { name, version, parent } of missing) {
  const words = name.split(/[/-]/)
  const os = systems.find((word) => words.includes(word))
  const cpu = processors.find((word) => words.includes(word))
  if (!/^\d/.test(version) || !os || !cpu) throw new Error(`${name}@${version}: cannot tell what it is for; add it by hand`)
  const libc =
    os !== 'linux' ? [] : words.some((word) => word.startsWith('musl')) ? ['musl'] : words.some((word) => word.startsWith('gnu')) ? ['glibc'] : []
  lock.packages[`node_modules/${name}`] = {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    os: [os],
  }
}
const byPlace = Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en'))
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(byPlace) }, null, 2)}\n`)
console.log(`${missing.length} added`)

/** Walks up the folders as Node.js does. */
function isLocked(place, name) {
  for (
    let folder = place;
    ;
    folder = folder.includes('node_modules/') ? folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '') : ''
  ) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}
