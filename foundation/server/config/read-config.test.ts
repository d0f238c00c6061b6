import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

import { OperatorError } from './operator-error.ts'
import { describeSettings, readConfig, takeSettings } from './read-config.ts'

const place = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(place, { recursive: true }))

function problemsOf(argv: string[], env: NodeJS.ProcessEnv): OperatorError {
  try {
    readConfig(argv, env)
  } catch (error) {
    if (error instanceof OperatorError) return error
  }
  throw new Error('the configuration was accepted')
}

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig([], {})).toMatchObject({
      port: 3000,
      host: '0.0.0.0',
      dataDirectory: resolve('.data'),
      databaseUrl: null,
      publicUrl: null,
      contentPort: 3001,
      contentUrl: null,
      trustProxy: false,
      role: 'both',
      production: false,
      timeZone: 'Asia/Bishkek',
      logLevel: 'warn',
      smtp: null,
      s3: null,
      oidc: null,
    })
  })

  it('lets a flag win over its variable', () => {
    expect(readConfig(['--port', '4000'], { PORT: '5000' }).port).toBe(4000)
    expect(readConfig([], { PORT: '5000' }).port).toBe(5000)
    expect(readConfig(['--data=/srv/a=b'], {}).dataDirectory).toBe('/srv/a=b')
  })

  it('takes an empty variable as an unset one, an empty flag as a mistake', () => {
    expect(readConfig([], { PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null })
    expect(problemsOf(['--port'], {}).message).toContain('--port / PORT: expected a number from 0 to 65535, not nothing')
  })

  it('tells every error at once, with flag, variable and expectation, and leaves with 78', () => {
    const error = problemsOf(['--port', '99999', '--colour', 'red'], {
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      PORTAL_TIME_ZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
      PORTAL_SECRET: 'short',
      SMTP_URL: 'smtp://mail:25',
    })
    expect(error.exitCode).toBe(78)
    for (const part of [
      '--port / PORT',
      '"99999"',
      '--colour',
      '--database-url / DATABASE_URL',
      'Mars/Olympus',
      'LOG_LEVEL',
      'PORTAL_SECRET',
      'MAIL_FROM: missing',
    ]) {
      expect(error.message).toContain(part)
    }
    expect(error.message).not.toContain('hunter2')
    expect(error.message).not.toContain('short')
  })

  it('asks for the whole of S3 and of a sign-in provider', () => {
    expect(problemsOf([], { S3_ENDPOINT: 'http://s3' }).message).toMatch(/S3_BUCKET[\s\S]*S3_ACCESS_KEY[\s\S]*S3_SECRET_KEY/)
    expect(problemsOf([], { OIDC_PRESET: 'esi' }).message).toContain('OIDC_ISSUER')
    const config = readConfig([], {
      OIDC_PRESET: 'esi',
      OIDC_ISSUER: 'https://esia.example.kg',
      OIDC_CLIENT_ID: 'a',
      OIDC_CLIENT_SECRET: 'b',
      S3_ENDPOINT: 'http://s3',
      S3_BUCKET: 'portal',
      S3_ACCESS_KEY: 'k',
      S3_SECRET_KEY: 's',
    })
    expect(config.oidc).toEqual({ id: 'esi', name: null, preset: 'esi', issuer: 'https://esia.example.kg', clientId: 'a', clientSecret: 'b' })
    expect(config.s3).toMatchObject({ region: 'us-east-1', bucket: 'portal' })
  })

  it('reads proxies as words, numbers and addresses', () => {
    expect(readConfig([], { TRUST_PROXY: 'yes' }).trustProxy).toBe(true)
    expect(readConfig([], { TRUST_PROXY: '1' }).trustProxy).toBe(1)
    expect(readConfig([], { TRUST_PROXY: '10.0.0.0/8, loopback' }).trustProxy).toEqual(['10.0.0.0/8', 'loopback'])
    expect(problemsOf([], { TRUST_PROXY: 'the front one' }).message).toContain('TRUST_PROXY')
  })

  it('drops the slash at the end of the public address', () => {
    expect(readConfig([], { PUBLIC_URL: 'https://portal.example.kg/' }).publicUrl).toBe('https://portal.example.kg')
  })

  it('keeps foreign content apart: a port beside the portal’s, never the same one, never the same address', () => {
    expect(readConfig(['--port', '4000'], {}).contentPort).toBe(4001)
    expect(readConfig(['--port', '65535'], {}).contentPort).toBe(65534)
    expect(readConfig(['--port', '0'], {}).contentPort).toBe(0)
    expect(readConfig([], { CONTENT_PORT: '5000', CONTENT_URL: 'https://content.example.kg/' })).toMatchObject({
      contentPort: 5000,
      contentUrl: 'https://content.example.kg',
    })
    expect(problemsOf(['--port', '4000', '--content-port', '4000'], {}).message).toContain('another port than the portal')
    expect(problemsOf([], { PUBLIC_URL: 'https://a.kg', CONTENT_URL: 'https://a.kg/content' }).message).toContain('--content-url / CONTENT_URL')
    expect(problemsOf([], { CONTENT_URL: 'content' }).message).toContain('https://content.example.kg')
  })

  it('keeps one secret for a data directory, readable by its user only', () => {
    const data = join(place, 'new')
    const secret = readConfig(['--data', data], {}).secret
    expect(secret.length).toBeGreaterThanOrEqual(48)
    expect(readConfig(['--data', data], {}).secret).toBe(secret)
    expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600)
    expect(readConfig(['--data', data], { PORTAL_SECRET: 'x'.repeat(32) }).secret).toBe('x'.repeat(32))
  })

  it('says why a data directory cannot be used', () => {
    writeFileSync(join(place, 'file'), '')
    expect(() => readConfig(['--data', join(place, 'file')], {}).secret).toThrow(/cannot be (used|read)/)
  })
})

describe('takeSettings', () => {
  it('leaves the words of a command alone', () => {
    expect(takeSettings(['people.xlsx', '--port', '1', '--dry-run', '--production', 'b.csv', '--', '--port', '2'])).toEqual({
      own: ['--port=1', '--production=yes'],
      rest: ['people.xlsx', '--dry-run', 'b.csv', '--port', '2'],
    })
  })
})

it('describes every setting', () => {
  expect(describeSettings()).toMatch(/--port\s+PORT\s+port to serve on/)
})
