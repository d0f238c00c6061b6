/**
 * Makes `icons.svg`, one file of all icons that are called by name, from the Tabler set. A page's script then holds
 * no drawings, and the file is fetched beside it. Run after a change of icon-names.json:
 *
 *   node foundation/web/kit/make-icons.mjs
 *
 * A room with icons of its own names its list, and its file lies beside it:
 *
 *   node foundation/web/kit/make-icons.mjs domains/courses/authoring/web/toolbar-icons.json
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const list = process.argv[2] ? resolve(process.argv[2]) : new URL('icon-names.json', import.meta.url)
const target = process.argv[2] ? resolve(process.argv[2]).replace(/\.json$/, '.svg') : new URL('icons.svg', import.meta.url)
const names = JSON.parse(readFileSync(list, 'utf8'))
const symbols = []
for (const [name, drawing] of Object.entries(names)) {
  const { __iconNode: nodes } = await import(`../../../node_modules/@tabler/icons-react/dist/esm/icons/${drawing}.mjs`)
  const inside = nodes
    .map(
      ([tag, attributes]) =>
        `<${tag} ${Object.entries(attributes)
          .filter(([attribute]) => attribute !== 'key')
          .map(([attribute, value]) => `${attribute}="${value}"`)
          .join(' ')}/>`,
    )
    .join('')
  symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${inside}</symbol>`)
}
writeFileSync(target, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('\n')}</svg>\n`)
