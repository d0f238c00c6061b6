/**
 * Puts a telephone number into one form: `+` and digits only (E.164). Numbers of Kyrgyzstan may be written with `+996`,
 * `996`, `0` or nothing before their nine digits; foreign numbers need their `+` or `00`.
 * @returns null when it is no telephone number
 */
export function normalPhone(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^'/, '')
    .replace(/[\s\u00a0().–—-]/g, '')
  if (!/^(\+|00)?\d+$/.test(bare)) return null
  const digits = bare.replace(/^(\+|00)/, '')
  const international = bare.startsWith('+') || bare.startsWith('00')
  if (digits.startsWith('996')) return digits.length === 12 ? `+${digits}` : null
  if (international) return digits.length >= 8 && digits.length <= 15 && !digits.startsWith('0') ? `+${digits}` : null
  if (/^0\d{9}$/.test(digits)) return `+996${digits.slice(1)}`
  if (/^[1-9]\d{8}$/.test(digits)) return `+996${digits}`
  // Russian and Kazakh numbers are written without a plus more often than with one.
  if (/^7\d{10}$/.test(digits)) return `+${digits}`
  return null
}

/** Writes a number for the eye: +996 700 123 456; foreign ones as they are kept. */
export function showPhone(phone: string): string {
  const own = /^\+996(\d{3})(\d{3})(\d{3})$/.exec(phone)
  return own ? `+996 ${own[1]} ${own[2]} ${own[3]}` : phone
}
