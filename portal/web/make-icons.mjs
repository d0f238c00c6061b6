/** Makes the PNG icons from the mark; run by hand when the mark changes: node portal/web/make-icons.mjs */
import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'

const folder = new URL('public/', import.meta.url)
const mark = readFileSync(new URL('mark.svg', folder), 'utf8')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking'] })
const page = await browser.newPage()
// a maskable icon fills the square; its drawing keeps inside the safe circle
const maskable = mark.replace('rx="14"', '').replace('translate(8 8) scale(.75)', 'translate(14 14) scale(.5625)')
for (const [name, size, svg] of [
  ['icon-192', 192, mark],
  ['icon-512', 512, mark],
  ['icon-maskable-512', 512, maskable],
]) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname, omitBackground: true })
}
await browser.close()
