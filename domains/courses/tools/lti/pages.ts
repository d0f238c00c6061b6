import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'

/** Text for a page or an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/**
 * Sends a small page of the portal's own with a policy of its own: nothing but what is named. Only the portal may frame it (and what it
 * frames itself), because a tool's frame comes back to it.
 */
export function sendPage(
  reply: FastifyReply,
  page: { title: string; locale: string; body: string; head?: string; script?: string; policy?: string[]; ancestors?: string[] },
): void {
  const script = page.script ? [`script-src 'sha256-${createHash('sha256').update(page.script).digest('base64')}'`] : []
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    `frame-ancestors 'self' ${(page.ancestors ?? []).join(' ')}`.trim(),
    ...script,
    ...(page.policy ?? []),
  ]
  void reply
    .header('content-security-policy', policy.join('; '))
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="${page.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(page.title)}</title>${page.head ?? ''}</head><body>${page.body}${page.script ? `<script>${page.script}</script>` : ''}</body></html>`,
    )
}
