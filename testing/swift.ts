import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'

/** A running OpenStack Swift with its S3 door, and what the portal's configuration needs to use it. */
export interface Swift {
  endpoint: string
  bucket: string
  accessKey: string
  secretKey: string
  stop: () => Promise<void>
}

const stores = ['account', 'container', 'object'] as const
const programs = ['swift-ring-builder', 'swift-proxy-server', ...stores.map((name) => `swift-${name}-server`)]
const secretKey = 'key-of-the-tests'

/** Whether this machine has Swift's programs (Debian: swift-proxy swift-account swift-container swift-object). */
export function hasSwift(): boolean {
  return programs.every((program) => existsSync(join('/usr/bin', program)))
}

/**
 * Starts a whole Swift (account, container, object, proxy) in a throw-away folder and makes a bucket.
 * Swift tells its troubles to the system's log alone, so readiness is asked for instead of read.
 * @throws Error when it does not answer within 90 seconds
 */
export async function startSwift(): Promise<Swift> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-swift-'))
  const children: ChildProcess[] = []
  const kill = () => children.forEach((child) => child.kill('SIGKILL'))
  process.once('exit', kill)
  const stop = async () => {
    const ended = children.map(
      (child) => new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(null))),
    )
    kill()
    await Promise.all(ended)
    process.off('exit', kill)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const port = await layConfiguration(folder)
    for (const name of [...stores, 'proxy']) {
      // A group of its own: a Swift server that ends signals its whole process group.
      children.push(spawn(`/usr/bin/swift-${name}-server`, [join(folder, `${name}.conf`)], { stdio: 'ignore', detached: true }))
    }
    const endpoint = `http://127.0.0.1:${port}`
    await answers(`${endpoint}/healthcheck`)
    await makeBucket(endpoint)
    return { endpoint, bucket: 'portal', accessKey: 'portal:portal', secretKey, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Rings and settings for one device on one machine. Gives the proxy's port. */
async function layConfiguration(folder: string): Promise<number> {
  const [proxyPort = 0, ...ports] = await freePorts(stores.length + 1)
  const base = (port: number) =>
    `[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = ${port}\nuser = ${userInfo().username}\nswift_dir = ${folder}\ndevices = ${folder}/srv\nmount_check = false\nworkers = 0\n`
  await mkdir(join(folder, 'srv/d1'), { recursive: true })
  const policy = '[storage-policy:0]\nname = one\ndefault = yes\n'
  await writeFile(join(folder, 'swift.conf'), `[swift-hash]\nswift_hash_path_prefix = tests\nswift_hash_path_suffix = tests\n${policy}`)
  for (const [at, name] of stores.entries()) {
    const port = ports[at] ?? 0
    const builder = join(folder, `${name}.builder`)
    for (const words of [['create', '4', '1', '0'], ['add', `r1z1-127.0.0.1:${port}/d1`, '1'], ['rebalance']]) {
      const { status } = spawnSync('/usr/bin/swift-ring-builder', [builder, ...words], { stdio: 'ignore' })
      if (status !== 0) throw new Error(`swift-ring-builder ${words.join(' ')} left with ${status}`)
    }
    await writeFile(
      join(folder, `${name}.conf`),
      `${base(port)}[pipeline:main]\npipeline = ${name}-server\n[app:${name}-server]\nuse = egg:swift#${name}\n`,
    )
  }
  const plain = ['catch_errors', 'gatekeeper', 'healthcheck', 'listing_formats', 'bulk', 'slo', 'dlo'].map(
    (name) => `[filter:${name}]\nuse = egg:swift#${name}\n`,
  )
  await writeFile(
    join(folder, 'proxy.conf'),
    `${base(proxyPort)}[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats s3api tempauth bulk slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_portal_portal = ${secretKey} .admin
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:9
${plain.join('')}`,
  )
  return proxyPort
}

async function answers(url: string): Promise<void> {
  const until = Date.now() + 90_000
  while (Date.now() < until) {
    const reply = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => null)
    if (reply?.ok) return
    await wait(250)
  }
  throw new Error('Swift did not answer within 90 seconds')
}

/** The proxy answers before its stores may: the bucket is tried until they do. */
async function makeBucket(endpoint: string): Promise<void> {
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'portal:portal', secretAccessKey: secretKey },
    maxAttempts: 12,
  })
  try {
    await client.send(new CreateBucketCommand({ Bucket: 'portal' }))
  } finally {
    client.destroy()
  }
}

/** Ports that nobody listens on, all held at once so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
