/**
 * Makes the portal's one font file, `portal-text.woff2`, from IBM Plex Sans (variable, SIL Open Font Licence, see
 * font-license.txt): Latin, Cyrillic with Ң Ө Ү, the signs that papers need; weights 400–700. The result is
 * committed; the source is not a dependency, because nothing but this script needs it:
 *
 *   npm pack @ibm/plex-sans-variable@0.2.0 && tar xzf ibm-plex-sans-variable-0.2.0.tgz
 *   node foundation/web/theme/make-font.mjs "package/fonts/complete/ttf/IBM Plex Sans Var-Roman.ttf"
 *
 * Golos Text, Onest and Inter were tried too: their packages have Ң Ө Ү in another file than the alphabet, so they
 * cannot make one file with kerning between the two.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import fontverter from 'fontverter'
import subsetFont from 'subset-font'

const [source] = process.argv.slice(2)
if (!source) throw new Error('usage: node foundation/web/theme/make-font.mjs SOURCE.ttf')

const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, index) => from + index))
const letters =
  range(0x20, 0x7e) + // Latin
  range(0x410, 0x44f) +
  'ЁёҢңӨөҮү' + // Cyrillic with the Kyrgyz letters
  'éèêüöäçñİıŞşĞğ' + // names from abroad, Turkish above all
  '\u00a0№«»„“”‘’–—…·•§©°±×÷−≤≥≈½→←↑↓₽€'

const subset = await subsetFont(readFileSync(source), letters, {
  targetFormat: 'sfnt',
  noHinting: true,
  keepFeatures: ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum'],
  variationAxes: { wght: { min: 400, max: 700 }, wdth: 100 },
})
const utf16 = (text) => Buffer.from(text, 'utf16le').swap16()

/** The licence reserves the name «Plex» for the unchanged font, so the subset gets another one of the same length. */
function rename(font, from, to) {
  for (const [old, next] of [
    [Buffer.from(from, 'latin1'), Buffer.from(to, 'latin1')],
    [utf16(from), utf16(to)],
  ]) {
    for (let at = font.indexOf(old); at !== -1; at = font.indexOf(old, at)) next.copy(font, at)
  }
}

rename(subset, 'IBM Plex Sans', 'Portal Letter')
rename(subset, 'IBMPlexSans', 'PortalLette')
const font = await fontverter.convert(subset, 'woff2')
writeFileSync(new URL('portal-text.woff2', import.meta.url), font)
console.log(`portal-text.woff2: ${font.length} bytes`)
