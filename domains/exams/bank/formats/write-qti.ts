import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { Option, QuestionContent } from '../shared/question.ts'
import { asQti3 } from './qti-names.ts'
import { escapeXml, textIn } from './words.ts'

const spaces = { 2: 'http://www.imsglobal.org/xsd/imsqti_v2p2', 3: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0' }

/** One question as an item of QTI 2.2 or 3.0; null when these have no sign for its kind. */
export function writeQtiItem(content: QuestionContent, id: string, version: 2 | 3): string | null {
  if (content.kind === 'unknown') return content.source.format === `qti-${version}` ? content.source.text : null
  const parts = partsOf(content)
  if (!parts) return null
  const general = textIn(content.generalFeedback, content.language)
  const source = [
    `<assessmentItem xmlns="${spaces[version]}" identifier="${escapeXml(id)}" title="${escapeXml(content.title)}" xml:lang="${content.language}" adaptive="false" timeDependent="false">`,
    ...parts.declarations,
    '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>',
    `<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>${content.points}</value></defaultValue></outcomeDeclaration>`,
    ...(general ? ['<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>'] : []),
    `<itemBody>${parts.body}</itemBody>`,
    ...(parts.template
      ? [`<responseProcessing template="http://www.imsglobal.org/question/qti_v${version === 2 ? '2p2' : '3p0'}/rptemplates/${parts.template}"/>`]
      : []),
    ...(general ? [`<modalFeedback outcomeIdentifier="FEEDBACK" identifier="general" showHide="show">${general}</modalFeedback>`] : []),
    '</assessmentItem>',
  ].join('\n')
  return `<?xml version="1.0" encoding="UTF-8"?>\n${version === 3 ? asQti3(source) : source}\n`
}

interface Parts {
  declarations: string[]
  body: string
  template: 'match_correct' | 'map_response' | null
}

function declare(id: string, cardinality: string, base: string, right: string[], map: [string, number][] = []): string {
  const values = right.map((value) => `<value>${escapeXml(value)}</value>`).join('')
  const folds = base === 'string' ? ' caseSensitive="false"' : ''
  const entries = map.map(([key, value]) => `<mapEntry mapKey="${escapeXml(key)}" mappedValue="${Number(value.toFixed(7))}"${folds}/>`).join('')
  return `<responseDeclaration identifier="${id}" cardinality="${cardinality}" baseType="${base}">${values ? `<correctResponse>${values}</correctResponse>` : ''}${entries ? `<mapping defaultValue="0" lowerBound="0">${entries}</mapping>` : ''}</responseDeclaration>`
}

function partsOf(content: QuestionContent): Parts | null {
  const say = (text: Localized): string => textIn(text, content.language)
  const prompt = `<div>${say(content.prompt)}</div>`
  const choices = (options: Option[], name: string): string =>
    options
      .map(({ text, feedback }, index) => {
        const remark = say(feedback)
        return `<${name} identifier="c${index + 1}">${say(text)}${remark ? `<feedbackInline outcomeIdentifier="FEEDBACK" identifier="c${index + 1}" showHide="show">${remark}</feedbackInline>` : ''}</${name}>`
      })
      .join('')
  const credits = (options: Option[]): [string, number][] => options.map(({ credit }, index) => [`c${index + 1}`, credit])
  const rightOf = (options: Option[], least: number): string[] =>
    credits(options)
      .filter(([, credit]) => credit >= least && credit > 0)
      .map(([id]) => id)
  switch (content.kind) {
    case 'single':
    case 'multiple': {
      const many = content.kind === 'multiple'
      const mapped = !many || content.rule !== 'all-or-nothing'
      const count = content.options.filter(({ credit }) => credit > 0).length
      const map = credits(content.options).map(([id, credit]): [string, number] => [
        id,
        many && content.rule === 'right-minus-wrong' ? (credit > 0 ? 1 / count : -1 / count) : credit,
      ])
      return {
        declarations: [declare('RESPONSE', many ? 'multiple' : 'single', 'identifier', rightOf(content.options, many ? 0 : 1), mapped ? map : [])],
        body: `${prompt}<choiceInteraction responseIdentifier="RESPONSE" shuffle="${content.shuffle}" maxChoices="${many ? 0 : 1}">${choices(content.options, 'simpleChoice')}</choiceInteraction>`,
        template: mapped ? 'map_response' : 'match_correct',
      }
    }
    case 'short-text':
      return {
        declarations: [
          declare(
            'RESPONSE',
            'single',
            'string',
            content.accepted
              .filter(({ credit }) => credit === 1)
              .slice(0, 1)
              .map(({ pattern }) => pattern),
            content.accepted.map(({ pattern, credit }) => [pattern, credit]),
          ),
        ],
        body: `${prompt}<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>`,
        template: 'map_response',
      }
    case 'matching': {
      const targets = [...content.pairs.map(({ match }) => match), ...content.distractors.map(({ text }) => text)]
      const set = (texts: Localized[], letter: string): string =>
        `<simpleMatchSet>${texts.map((text, index) => `<simpleAssociableChoice identifier="${letter}${index + 1}" matchMax="${letter === 'r' ? 1 : 0}">${say(text)}</simpleAssociableChoice>`).join('')}</simpleMatchSet>`
      const pairs = content.pairs.map((_, index) => `r${index + 1} t${index + 1}`)
      return {
        declarations: [
          declare(
            'RESPONSE',
            'multiple',
            'directedPair',
            pairs,
            pairs.map((pair) => [pair, 1 / pairs.length]),
          ),
        ],
        body: `${prompt}<matchInteraction responseIdentifier="RESPONSE" shuffle="${content.shuffle}" maxAssociations="0">${set(
          content.pairs.map((pair) => pair.prompt),
          'r',
        )}${set(targets, 't')}</matchInteraction>`,
        template: 'map_response',
      }
    }
    case 'ordering':
      return {
        declarations: [
          declare(
            'RESPONSE',
            'ordered',
            'identifier',
            content.items.map((_, index) => `c${index + 1}`),
          ),
        ],
        body: `${prompt}<orderInteraction responseIdentifier="RESPONSE" shuffle="true">${content.items.map(({ text }, index) => `<simpleChoice identifier="c${index + 1}">${say(text)}</simpleChoice>`).join('')}</orderInteraction>`,
        template: 'match_correct',
      }
    case 'essay':
      return {
        declarations: [declare('RESPONSE', 'single', 'string', [])],
        body: `${prompt}<extendedTextInteraction responseIdentifier="RESPONSE" format="${content.format === 'html' ? 'xhtml' : 'plain'}"/>`,
        template: null,
      }
    default:
      return null
  }
}
