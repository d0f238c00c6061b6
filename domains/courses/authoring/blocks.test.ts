import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitizeLesson } from '../sanitize-lesson.ts'
import { blockKinds, maxSpec, maxTex } from './shared/blocks.ts'

const id = '01890000-0000-7000-8000-000000000001'
const attribute = (value: string): string => value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

describe('blocks of the portal stay', () => {
  test.each(blockKinds.filter((kind) => kind !== 'formula' && kind !== 'lab' && kind !== 'plot'))('%s', (kind) => {
    const html = `<p>a</p><figure data-block="${kind}" data-id="${id}" data-spec="{&quot;f&quot;:&quot;x&quot;}"></figure>`
    expect(sanitizeLesson(html).html).toBe(html)
  })

  test('a formula of its own and in a line, a footnote: the words can be read without any script', () => {
    const html = `<figure data-block="formula" data-tex="E=mc^2">E=mc^2</figure><p>a <span data-tex="x &lt; y">x &lt; y</span> b<span data-note>Айтматов, 1970</span></p>`
    expect(sanitizeLesson(html)).toMatchObject({ html, changes: {} })
    expect(sanitizeLesson(html).plain).toBe('E=mc^2 a x < y b Айтматов, 1970')
  })

  test('a call-out, a collapsible part, code with its language, a picture with its caption', () => {
    const file = '/api/offerings/01890000-0000-7000-8000-000000000000/files/01890000-0000-7000-8000-000000000001'
    const html = `<div class="warning" role="note"><p>a</p></div><details><summary>b</summary><p>c</p></details><pre><code class="language-python">x</code></pre><figure><img src="${file}" alt="Схема" loading="lazy" /><figcaption>d</figcaption></figure><audio controls="controls" preload="none" src="${file}"></audio>`
    expect(sanitizeLesson(html)).toMatchObject({ html, changes: {} })
  })
})

describe('nothing else does', () => {
  test.each([
    ['a kind that nobody knows', `<figure data-block="evil" data-id="${id}"></figure>`],
    ['a formula without one', '<figure data-block="formula"></figure>'],
    ['a formula without end', `<figure data-block="formula" data-tex="${'x'.repeat(maxTex + 1)}"></figure>`],
    ['data without a kind', `<figure data-id="${id}" data-tex="x" data-spec="{}" data-on="x"></figure>`],
  ])('%s', (_name, html) => expect(sanitizeLesson(html).html).toBe('<figure></figure>'))

  test.each([
    ['an id that is none', 'data-id="../../x"'],
    ['a description that is no JSON', 'data-spec="{x"'],
    ['a description that is a bare word', 'data-spec="1"'],
    ['a description without end', `data-spec="[${'1,'.repeat(maxSpec / 2)}1]"`],
    ['other data, handlers and styles', 'data-on="x" onclick="x()" style="x" class="x" is="x"'],
  ])('%s', (_name, attributes) =>
    expect(sanitizeLesson(`<figure data-block="video" ${attributes}></figure>`).html).toBe('<figure data-block="video"></figure>'),
  )

  test('data on other elements, a span with both', () => {
    expect(sanitizeLesson(`<p data-block="video" data-id="${id}" data-tex="x">a</p>`).html).toBe('<p>a</p>')
    expect(sanitizeLesson('<span data-tex="x" data-note="y" data-z="1">a</span>').html).toBe('<span data-tex="x">a</span>')
    expect(sanitizeLesson('<span data-note="<script>x()</script>">a</span>').html).toBe('<span data-note>a</span>')
  })
})

test('whatever stands in the data, the tag holds and cleaning again changes nothing', () => {
  const any = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('"><script>x()</script>', "' onload='x()", '\\href{javascript:x()}{a}', '{"a":"</figure>"}'),
  )
  fc.assert(
    fc.property(fc.constantFrom(...blockKinds, 'other'), any, any, any, (kind, tex, spec, one) => {
      const html = `<figure data-block="${kind}" data-id="${attribute(one)}" data-tex="${attribute(tex)}" data-spec="${attribute(spec)}">a</figure><span data-tex="${attribute(tex)}">b</span>`
      const clean = sanitizeLesson(html).html
      expect(clean).toMatch(
        /^<figure( data-(block="[a-z-]+"|id="[0-9a-f-]{36}"|tex="[^"<>]*"|spec="[^"<>]*"))*>a<\/figure><span( data-tex="[^"<>]*")?>b<\/span>$/,
      )
      expect(sanitizeLesson(clean).html).toBe(clean)
    }),
    { numRuns: 500 },
  )
})
