import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { htmlOfPlain, sanitizeLesson } from './sanitize-lesson.ts'
import { sanitizeSvg } from './sanitize-svg.ts'

const corpus = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example></ScRiPt>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
  '<body onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="javascript:alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="//evil.example">x</a>',
  '<a href="/\\evil.example">x</a>',
  '<form action="https://evil.example"><input name=p><button>go</button></form>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<style>@import url(//evil.example)</style>',
  '<link rel=stylesheet href=//evil.example>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<base href="//evil.example/">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<template><img src=x onerror=alert(1)></template>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<title><img src=x onerror=alert(1)></title>',
  '<video src="https://evil.example/v.mp4" onplay=alert(1)>',
  '<audio><source src="javascript:alert(1)"></audio>',
  '<details open ontoggle=alert(1)>x</details>',
  '<a href="https://ok.example" target=_blank onclick=alert(1)>x</a>',
  '<div class="shell-header danger">x</div>',
  '<img src="https://track.example/p.gif">',
  '<p id="root">x</p>',
  '<x-y onclick=alert(1)>z</x-y>',
  '<table background="javascript:alert(1)"><tr><td background="x">1</td></tr></table>',
  '<img srcset="https://evil.example/a 1x" src="/api/other">',
  '<<script>script>alert(1)<</script>/script>',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
]

function harmless(html: string): void {
  // Attributes and tags only: words of a text may say anything.
  const tags = html.match(/<[^>]*>/g)?.join('\n') ?? ''
  expect(tags).not.toMatch(
    /<\/?(script|style|iframe|object|embed|form|input|button|textarea|link|meta|base|svg|math|template|noscript|xmp|title|body|html)\b/i,
  )
  expect(tags).not.toMatch(/\son\w+\s*=|javascript:|vbscript:|data:|srcset|srcdoc|style=|target=/i)
  for (const [, address = ''] of tags.matchAll(/\ssrc="([^"]*)"/g)) expect(address).toMatch(/^\/api\/offerings\/[0-9a-f-]{36}\/files\/[0-9a-f-]{36}$/)
  for (const [, address = ''] of tags.matchAll(/\shref="([^"]*)"/g)) expect(address).toMatch(/^(https?:\/\/|mailto:|tel:|#text-|\/(?![/\\]))/)
}

describe('nothing that runs, fetches or pretends gets through', () => {
  test.each(corpus)('%s', (html) => {
    harmless(sanitizeLesson(html).html)
    // What was clean stays the same, so that nothing comes alive when it is cleaned again.
    const once = sanitizeLesson(html).html
    expect(sanitizeLesson(once).html).toBe(once)
  })

  test('any mixture of them', () => {
    const piece = fc.oneof(
      fc.constantFrom(...corpus, '<p>', '</p>', '"', "'", '>', '<', '<a href="', '<img src="', '`', '<!--', '-->', ']]>'),
      fc.string({ maxLength: 8 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => harmless(sanitizeLesson(parts.join('')).html)),
      { numRuns: 1500 },
    )
  })
})

test('what a lesson is made of stays', () => {
  const file = '/api/offerings/01890000-0000-7000-8000-000000000000/files/01890000-0000-7000-8000-000000000001'
  const lesson = `<h2>Ңөү</h2><p>Текст <code class="language-python">x = 1</code> <a href="/courses/1/items/2">дагы</a></p><figure><img src="${file}" alt="Схема" width="400"><figcaption>1-сүрөт</figcaption></figure><table><caption>Т</caption><thead><tr><th scope="col">А</th></tr></thead><tbody><tr><td colspan="2">1</td></tr></tbody></table><div class="note" role="note"><p>Эскертүү</p></div><pre><code class="language-python">print(1)</code></pre>`
  const clean = sanitizeLesson(lesson)
  for (const part of [
    '<h2>',
    'class="language-python"',
    `src="${file}"`,
    'alt="Схема"',
    '<figcaption>',
    'scope="col"',
    'colspan="2"',
    'class="note"',
    'href="/courses/1/items/2"',
  ])
    expect(clean.html).toContain(part)
  expect(clean.changes).toEqual({})
  expect(clean.plain).toContain('Ңөү Текст x = 1 дагы')
})

test('pictures and frames of other sites become links, and that is told', () => {
  const clean = sanitizeLesson('<img src="https://a.example/b.png" alt="Карта"><iframe src="https://video.example/1" title="Видео"></iframe>')
  expect(clean.html).toBe(
    '<a href="https://a.example/b.png" rel="noopener nofollow">Карта</a><a href="https://video.example/1" rel="noopener nofollow">Видео</a>',
  )
  expect(clean.changes).toEqual({ 'picture-to-link': 1, 'frame-to-link': 1 })
})

test('a foreign picture inside a link becomes the words of that link', () => {
  expect(
    sanitizeLesson('<a href="https://v.example/1"><img src="https://a.example/play.png"></a><h3>&nbsp;</h3><p><span> <br></span></p>').html,
  ).toBe('<a href="https://v.example/1" rel="noopener nofollow">a.example</a>')
  expect(
    sanitizeLesson(
      '<p><span><img src="/api/offerings/01890000-0000-7000-8000-000000000000/files/01890000-0000-7000-8000-000000000001" alt=""></span></p>',
    ).html,
  ).toContain('<img')
})

test('a space in a span of its own still parts two words', () => {
  expect(sanitizeLesson('<p><span>are</span><span> </span><span>three</span></p>').plain).toBe('are three')
})

test('plain text becomes paragraphs', () => {
  expect(htmlOfPlain('a < b\nc\n\nd')).toBe('<p>a &lt; b<br>c</p><p>d</p>')
})

test('a drawing keeps its shapes and loses what runs', () => {
  const svg = sanitizeSvg(
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" onload="x()"><style>.a{fill:url(#g)} @import url(//e.example);</style><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><script>x()</script><foreignObject><p>x</p></foreignObject><use href="#g"/><use href="https://e.example/x.svg#a"/><image href="https://e.example/p.png"/><rect class="a" width="5" height="5" onclick="x()"/><text>Ң &lt; 5</text></svg>',
  )
  expect(svg).toContain('viewBox="0 0 10 10"')
  expect(svg).toContain('linearGradient')
  expect(svg).toContain('Ң &lt; 5')
  expect(svg).not.toMatch(/script|foreignObject|onload|onclick|e\.example|<image|DOCTYPE|@import/i)
})
