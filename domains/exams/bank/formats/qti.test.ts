import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faults, isAskable, mark, rightAnswer } from '../ask.ts'
import { questionContent } from '../contract.ts'
import { anyQuestion } from '../questions.fixture.ts'
import { asQti2 } from './qti-names.ts'
import { readQtiItem, testOrder } from './read-qti.ts'
import { writeQtiItem } from './write-qti.ts'

const itemOf = (declarations: string, body: string, rest = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="Имя" xml:lang="ru" adaptive="false" timeDependent="false">${declarations}<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody>${body}</itemBody>${rest}</assessmentItem>`
const declaration = (cardinality: string, base: string, values: string[], map = '', id = 'RESPONSE') =>
  `<responseDeclaration identifier="${id}" cardinality="${cardinality}" baseType="${base}"><correctResponse>${values.map((value) => `<value>${value}</value>`).join('')}</correctResponse>${map}</responseDeclaration>`

describe('QTI', () => {
  it('reads choices of 2.1 and the same of 3.0', () => {
    const source = itemOf(
      declaration('single', 'identifier', ['B']),
      '<p>Что <b>верно</b>?</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>Выберите</prompt><simpleChoice identifier="A">раз<feedbackInline outcomeIdentifier="F" identifier="A">нет</feedbackInline></simpleChoice><simpleChoice identifier="B">два</simpleChoice></choiceInteraction>',
      '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>',
    )
    const read = readQtiItem(source, 1, '', 'ky')
    expect(read).toMatchObject({
      outcome: 'brought',
      title: 'Имя',
      content: {
        kind: 'single',
        language: 'ru',
        shuffle: true,
        prompt: { ru: '<p>Что <b>верно</b>?</p>Выберите' },
        options: [{ text: { ru: 'раз' }, credit: 0, feedback: { ru: 'нет' } }, { credit: 1 }],
      },
    })
    const three = `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q" title="T" time-dependent="false"><qti-response-declaration identifier="RESPONSE" cardinality="multiple" base-type="identifier"><qti-mapping default-value="-1"><qti-map-entry map-key="A" mapped-value="2"/><qti-map-entry map-key="B" mapped-value="1"/><qti-map-entry map-key="C" mapped-value="-1"/></qti-mapping></qti-response-declaration><qti-item-body><p data-x="a-b=c">?</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice><qti-simple-choice identifier="C">c</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>`
    expect(readQtiItem(three, 1, '', 'en').content).toMatchObject({
      kind: 'multiple',
      points: 3,
      rule: 'weights',
      options: [{ credit: 0.6666667 }, { credit: 0.3333333 }, { credit: -0.3333333 }],
    })
    expect(asQti2('<qti-map-entry map-key="a-b" mapped-value="1"/>')).toBe('<mapEntry mapKey="a-b" mappedValue="1"/>')
  })
  it('reads entries, gaps, order and matches', () => {
    const entry = '<p>π ≈ <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    const processing =
      '<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.01 0.01"><variable identifier="RESPONSE"/></equal></responseIf></responseCondition></responseProcessing>'
    expect(readQtiItem(itemOf(declaration('single', 'float', ['3.14']), entry, processing), 1, '', 'ru')).toMatchObject({
      outcome: 'changed',
      reasons: ['processing-simplified'],
      content: { kind: 'numeric', accepted: [{ value: 3.14, tolerance: { by: 0.01 } }] },
    })
    const gaps = readQtiItem(
      itemOf(
        declaration('single', 'string', ['Бишкек'], '', 'A') + declaration('single', 'identifier', ['y'], '', 'B'),
        '<p>Столица <textEntryInteraction responseIdentifier="A"/>, год <inlineChoiceInteraction responseIdentifier="B" shuffle="false"><inlineChoice identifier="x">1990</inlineChoice><inlineChoice identifier="y">1991</inlineChoice></inlineChoiceInteraction>.</p>',
      ),
      1,
      '',
      'ru',
    ).content
    expect(gaps).toMatchObject({ kind: 'cloze', prompt: { ru: '<p>Столица [[g1]], год [[g2]].</p>' }, gaps: [{ kind: 'text' }, { kind: 'list' }] })
    expect(gaps && faults(gaps)).toEqual([])
  })
  it('keeps what it cannot ask, and refuses entities', () => {
    const slider = itemOf(declaration('single', 'integer', ['5']), '<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="9"/>')
    const read = readQtiItem(slider, 1, '', 'ru')
    expect(read).toMatchObject({ outcome: 'unknown', reasons: ['kind-unknown'], content: { source: { type: 'sliderInteraction', text: slider } } })
    expect(read.content && writeQtiItem(read.content, 'x', 2)).toBe(slider)
    expect(readQtiItem(`<!DOCTYPE x [<!ENTITY a "b">]>${slider}`, 1, '', 'ru')).toMatchObject({ outcome: 'refused', reasons: ['xml-entities'] })
    expect(readQtiItem('<assessmentItem><itemBody>', 1, '', 'ru')).toMatchObject({ outcome: 'refused' })
    expect(
      testOrder(
        '<assessmentTest title="Т"><testPart><assessmentSection><assessmentItemRef href="b.xml"/><assessmentItemRef href="a.xml"/></assessmentSection></testPart></assessmentTest>',
      ),
    ).toEqual({ title: 'Т', items: ['b.xml', 'a.xml'] })
  })
  it('writes what it reads back, as 2.2 and as 3.0', () => {
    const kinds = new Set(['single', 'multiple', 'short-text', 'matching', 'ordering'])
    fc.assert(
      fc.property(anyQuestion, fc.constantFrom(2 as const, 3 as const), (content, version) => {
        const written = writeQtiItem(content, 'q1', version)
        expect(written !== null).toBe(kinds.has(content.kind))
        if (written === null) return
        const got = readQtiItem(written, 1, '', 'ru').content
        if (!got || !isAskable(got)) throw new Error(written)
        expect(got.kind).toBe(content.kind)
        expect(faults(got)).toEqual([])
        questionContent.parse(got)
        expect(mark(got, 's', rightAnswer(got, 's')).share).toBe(1)
        const again = writeQtiItem(got, 'q1', version) ?? ''
        expect(writeQtiItem(readQtiItem(again, 1, '', 'ru').content ?? got, 'q1', version)).toBe(again)
      }),
      { numRuns: 300 },
    )
  })
})
