import { createHash } from 'node:crypto'

/** A setting of Safe Exam Browser, in the shapes that its property lists know and this portal writes. */
export type SebValue = boolean | number | string | SebValue[] | { [key: string]: SebValue }
export type SebSettings = Record<string, SebValue>

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const isDict = (value: SebValue): value is SebSettings => typeof value === 'object' && !Array.isArray(value)

/**
 * Settings as SEB-JSON: keys in an order that knows no capitals, no whitespace, no escapes, no empty dictionaries, and without
 * `originatorVersion` (https://safeexambrowser.org/developer/seb-config-key.html). It is no JSON that others could read.
 */
export function sebJson(settings: SebSettings): string {
  const { originatorVersion: _who, ...rest } = settings
  return write(rest)
}

function write(value: SebValue): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  if (typeof value === 'string') return `"${value}"`
  if (!isDict(value)) return String(value)
  const entries = Object.entries(value)
    .filter(([, inside]) => !isDict(inside) || Object.keys(inside).length > 0)
    .toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  return `{${entries.map(([key, inside]) => `"${key}":${write(inside)}`).join(',')}}`
}

/** The Config Key of settings: what SEB makes of the same file, on every system and in every version. */
export function configKeyOf(settings: SebSettings): string {
  return sha256(sebJson(settings))
}

/** What SEB tells of its Config Key at an address: the hash of the address without its fragment and the key. */
export function keyHashAt(address: string, configKey: string): string {
  return sha256(address.replace(/#.*$/s, '') + configKey)
}

/** Settings as the property list that SEB opens (`.seb`, not encrypted). */
export function plistOf(settings: SebSettings): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<plist version="1.0">${element(settings)}</plist>`,
    '',
  ].join('\n')
}

const safe = (text: string): string => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

function element(value: SebValue): string {
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>'
  if (typeof value === 'number') return Number.isInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`
  if (typeof value === 'string') return `<string>${safe(value)}</string>`
  if (Array.isArray(value)) return `<array>${value.map(element).join('')}</array>`
  const entries = Object.entries(value).map(([key, inside]) => `<key>${safe(key)}</key>${element(inside)}`)
  return `<dict>${entries.join('')}</dict>`
}
