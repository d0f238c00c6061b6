import sanitize from 'sanitize-html'

const shapes = [
  'svg',
  'g',
  'defs',
  'symbol',
  'use',
  'title',
  'desc',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'textPath',
  'marker',
  'pattern',
  'mask',
  'clipPath',
  'linearGradient',
  'radialGradient',
  'stop',
  'style',
  'filter',
  'feGaussianBlur',
  'feOffset',
  'feMerge',
  'feMergeNode',
  'feFlood',
  'feComposite',
  'feBlend',
  'feColorMatrix',
  'feDropShadow',
  'switch',
  'a',
]

/**
 * A drawing without anything that runs or fetches: no scripts, handlers, foreign objects, animation or addresses other
 * than those inside the drawing. It is sent with a sandboxing policy besides.
 */
export function sanitizeSvg(svg: string): string {
  const clean = sanitize(
    plainStyles(svg)
      .replace(/<!DOCTYPE[^>[]*(\[[^\]]*\])?[^>]*>/gi, '')
      .replace(/<\?[\s\S]*?\?>/g, ''),
    {
      allowedTags: shapes.filter((name) => name !== 'a'),
      allowedAttributes: false,
      allowVulnerableTags: true,
      nonTextTags: ['script', 'foreignObject', 'iframe'],
      parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
      parseStyleAttributes: false,
      transformTags: {
        '*': (tagName, attribs) => {
          const kept: sanitize.Attributes = {}
          for (const [name, value] of Object.entries(attribs)) {
            if (/^on/i.test(name) || /^(xml:)?base$/i.test(name)) continue
            if (/(^|:)(href|src)$/i.test(name) && !/^#[\w.-]+$/.test(value)) continue
            if (/javascript:|expression\(|@import|url\(\s*['"]?(?!#)/i.test(value)) continue
            kept[name] = value
          }
          return { tagName, attribs: kept }
        },
      },
    },
  )
  return clean.includes('xmlns=') ? clean : clean.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
}

/** Style sheets inside a drawing are passed on as they stand, so what fetches is taken out of them first. */
function plainStyles(svg: string): string {
  return svg.replace(
    /(<style\b[^>]*>)([\s\S]*?)(<\/style\s*>)/gi,
    (_whole, open: string, text: string, close: string) =>
      open +
      text
        .replace(/@import[^;]*;?/gi, '')
        .replace(/url\(\s*(?!['"]?#)[^)]*\)?/gi, 'none')
        .replace(/</g, '') +
      close,
  )
}
