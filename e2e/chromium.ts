import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
const places = [
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser to test with: CHROMIUM_PATH, the system's Chromium, or the one Playwright fetched; null: none. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM_PATH
  if (given) return isProgram(given) ? given : null
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...places, chromium.executablePath()].find(isProgram) ?? null
}

/** How every test and measurement starts the browser: nothing in the background, no sandbox for root. */
export function chromiumOptions(): { executablePath: string; args: string[] } {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium was found: install it, or give its path in CHROMIUM_PATH.')
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-sync',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--no-pings',
    '--metrics-recording-only',
    '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication',
  ]
  // Chromium's own sandbox refuses to work under root.
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  return { executablePath, args }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

if (import.meta.main) {
  const found = findChromium()
  process.stdout.write(found ? `${found}\n` : '')
  process.exitCode = found ? 0 : 1
}
