import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sanitizeLesson } from '../sanitize-lesson.ts'
import { cleanPaste, isOfficeHtml } from './shared/clean-paste.ts'

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} @list l0 {mso-list-id:1;} --></style><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head><body lang=RU style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='mso-margin-top-alt:auto'><span lang=KY style='font-size:16.0pt'>1-тема. Массивдер<o:p></o:p></span></h1>
<p class=MsoNormal style='text-align:justify'><span style='font-size:14.0pt;font-family:"Times New Roman",serif'>Массив&nbsp;— <b style='mso-bidi-font-weight:normal'>бир</b> түрдөгү <i>маанилердин</i> катары<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>жарыялоо</p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span><![endif]>өлчөмү</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>толтуруу</p>
<h2>Тартиби</h2>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><!--[if !supportLists]--><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><!--[endif]-->биринчи</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><!--[if !supportLists]--><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><!--[endif]-->экинчи</p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'><td width=200 colspan=2 valign=top style='border:solid windowtext 1.0pt'><p class=MsoNormal><b>Индекс</b><o:p></o:p></p></td></tr><tr><td><p class=MsoNormal>0</p></td><td><p class=MsoNormal>1</p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="p1"><v:imagedata src="file:///C:/x.png"/></v:shape><![endif]--><![if !vml]><img width=10 height=10 src="data:image/png;base64,iVBORw0KGgo=" alt="Чийме" v:shapes="p1"><![endif]--><img src="file:///C:/Users/A/clip_image002.jpg"></p>
<!--EndFragment--><div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Кнут Д., 1997.</p></div></div></body></html>`

test('Word: headings, nested and numbered lists, a table, a footnote, a picture; its rubbish goes', () => {
  expect(isOfficeHtml(word)).toBe(true)
  const pasted = cleanPaste(word)
  expect(pasted.html).toBe(
    '<h2>1-тема. Массивдер</h2>' +
      '<p>Массив — <strong>бир</strong> түрдөгү <em>маанилердин</em> катары<span data-note="">Кнут Д., 1997.</span>.</p>' +
      '<ul><li>жарыялоо<ul><li>өлчөмү</li></ul></li><li>толтуруу</li></ul>' +
      '<h3>Тартиби</h3>' +
      '<ol><li>биринчи</li><li>экинчи</li></ol>' +
      '<table><tr><td colspan="2"><p><strong>Индекс</strong></p></td></tr><tr><td><p>0</p></td><td><p>1</p></td></tr></table>' +
      '<p><img src="pasted:0" alt="Чийме"></p>',
  )
  expect(pasted.pictures).toEqual(['data:image/png;base64,iVBORw0KGgo='])
  expect(pasted.lost).toBe(1)
})

test('Google Docs: its outer element is not bold, its spans carry the marks', () => {
  const google = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr" style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;">Введение</span></h2><p dir="ltr"><span style="font-weight:700;">Важно</span><span style="font-style:italic"> и точно</span>, H<span style="vertical-align:sub">2</span>O</p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>раз</span></p></li></ul><a href="https://example.org/"><span style="color:#1155cc;text-decoration:underline;">ссылка</span></a></b><br class="Apple-interchange-newline">`
  expect(isOfficeHtml(google)).toBe(true)
  expect(cleanPaste(google).html).toBe(
    '<h2>Введение</h2><p><strong>Важно</strong><em> и точно</em>, H<sub>2</sub>O</p><ul><li><p>раз</p></li></ul><a href="https://example.org/">ссылка</a><br>',
  )
})

test('LibreOffice: fonts and classes go, footnotes come into their place', () => {
  const libre = `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 24.2 (Linux)"/><style type="text/css">p { margin: 0 }</style></head><body lang="ru-RU"><h3 class="western">Раздел</h3><p class="western" style="margin-bottom: 0cm"><font face="Liberation Serif"><b>Слово</b></font><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><ol start="3"><li><p>три</p></li></ol><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Источник</p></div></body></html>`
  expect(cleanPaste(libre).html).toBe(
    '<h2>Раздел</h2><p><strong>Слово</strong><span data-note="">Источник</span></p><ol start="3"><li><p>три</p></li></ol>',
  )
})

test('a page of the web is no office paper', () => {
  expect(isOfficeHtml('<p class="x">текст</p>')).toBe(false)
})

test('whatever is pasted, the structure is sound and nothing of the page comes with it', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<td>',
      '</td>',
      '</table>',
      '<table>',
      '<ul>',
      '</li>',
      '<!--[if !supportLists]-->',
      '<!--[endif]-->',
      '<o:p>',
      "<p style='mso-list:l0 level3 lfo1'>",
      '<style>',
      '</style>',
      '<script>x()</script>',
      '<img src=x onerror=x()>',
      '<a href="javascript:x()">',
      '</a>',
      '<div id=ftn1>',
      '</div>',
      '<',
      '>',
      '"',
      "'",
    ),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
      const { html } = cleanPaste(parts.join(''))
      expect(html).not.toMatch(/<(script|style|o:p)\b|<[^>]*\son\w+=|javascript:[^<]*">/i)
      sanitizeLesson(html)
    }),
    { numRuns: 500 },
  )
})
