import { manifestOf, type MadeEntry } from './cartridge.fixture.ts'

const field = (label: string, entry: string): string =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`
const text = (words: string): string => `<material><mattext texttype="text/html">&lt;p&gt;${words}&lt;/p&gt;</mattext></material>`
const list = (id: string, choices: string[], cardinality = 'Single'): string =>
  `<response_lid ident="${id}" rcardinality="${cardinality}"><render_choice>${choices.map((one) => `<response_label ident="${one}"><material><mattext texttype="text/plain">${one}</mattext></material></response_label>`).join('')}</render_choice></response_lid>`
/** A prompt of Canvas' matching with its list. */
const matched = (id: string, words: string): string => list(id, ['a', 'b', 'c']).replace('<render_choice>', `${text(words)}<render_choice>`)
const typed = '<response_str ident="r" rcardinality="Single"><render_fib><response_label ident="a"/></render_fib></response_str>'
const marked = (conditions: string[]): string =>
  `<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>${conditions.map((one) => `<respcondition continue="No"><conditionvar>${one}</conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>`).join('')}</resprocessing>`
const equal = (answer: string): string => `<varequal respident="r">${answer}</varequal>`

/** A question: its kind as a metadata field, its words, its fields, its right answers. */
export function question(
  label: 'cc_profile' | 'question_type' | 'none',
  kind: string,
  words: string,
  fields: string,
  conditions: string[] = [],
): string {
  const meta = label === 'none' ? '' : `<itemmetadata><qtimetadata>${field(label, kind)}${field('points_possible', '2')}</qtimetadata></itemmetadata>`
  return `<item ident="i-${kind}" title="${kind}">${meta}<presentation>${text(words)}${fields}</presentation>${conditions.length > 0 ? marked(conditions) : ''}</item>`
}

const both = `<and>${equal('a')}${equal('b')}<not>${equal('c')}</not></and>`

/** Every kind of the Common Cartridge profile. */
export const cartridgeQuestions = [
  question('cc_profile', 'cc.multiple_choice.v0p1', 'Бирөөнү танда', list('r', ['a', 'b']), [equal('b')]),
  question('cc_profile', 'cc.multiple_response.v0p1', 'Бир нечесин танда', list('r', ['a', 'b', 'c'], 'Multiple'), [both]),
  question('cc_profile', 'cc.true_false.v0p1', 'Ооба же жок', list('r', ['true', 'false']), [equal('true')]),
  question('cc_profile', 'cc.fib.v0p1', 'Ордуна жаз', typed, [equal('өзгөрмө')]),
  question('cc_profile', 'cc.pattern_match.v0p1', 'Үлгүсү бар', typed, ['<varsubstring respident="r">цикл</varsubstring>']),
  question('cc_profile', 'cc.essay.v0p1', 'Түшүндүр', typed),
  question('cc_profile', 'cc.multiple_choice.v0p1', 'Жообу айтылган эмес', list('r', ['a', 'b'])),
]

/** Canvas' own kinds. */
export const canvasQuestions = [
  question('question_type', 'multiple_choice_question', 'Бирөөнү танда', list('r', ['a', 'b']), [equal('b')]),
  question('question_type', 'multiple_answers_question', 'Бир нечесин танда', list('r', ['a', 'b', 'c'], 'Multiple'), [both]),
  question('question_type', 'numerical_question', 'Канча?', typed, [
    `<or>${equal('2')}<and><vargte respident="r">1.5</vargte><varlte respident="r">2.5</varlte></and></or>`,
    `<vargte respident="r">7</vargte><varlte respident="r">9</varlte>`,
  ]),
  question('question_type', 'short_answer_question', 'Кыска жооп', typed, [equal('x')]),
  question('question_type', 'fill_in_multiple_blanks_question', 'Эки бош орун', list('r1', ['a']) + list('r2', ['b']), [equal('a')]),
  question('question_type', 'multiple_dropdowns_question', 'Тизмелер', list('r1', ['a', 'b']) + list('r2', ['a', 'b']), [equal('a')]),
  question('question_type', 'matching_question', 'Дал келтир', matched('r1', 'Ош') + matched('r2', 'Талас'), [
    '<varequal respident="r1">a</varequal>',
    '<varequal respident="r2">b</varequal>',
  ]),
  question('question_type', 'calculated_question', 'Эсепте', typed, [equal('1')]),
  question('question_type', 'essay_question', 'Түшүндүр', typed),
  question('question_type', 'file_upload_question', 'Файл жөнөт', ''),
  question('question_type', 'text_only_question', 'Жөн гана текст', ''),
  question('question_type', 'hologram_question', 'Жаңы түр', ''),
]

export const testOf = (questions: string[], rest = ''): string =>
  `<?xml version="1.0"?><questestinterop><assessment ident="t" title="Тест"><section ident="root_section">${questions.join('')}${rest}</section></assessment></questestinterop>`
export const bankOf = (questions: string[], title: string): string =>
  `<?xml version="1.0"?><questestinterop><objectbank ident="b"><qtimetadata>${field('bank_title', title)}</qtimetadata>${questions.join('')}</objectbank></questestinterop>`
const drawn = (bank: string, count: number): string =>
  `<section ident="g" title="Топ"><selection_ordering><selection><sourcebank_ref>${bank}</sourcebank_ref><selection_number>${count}</selection_number></selection></selection_ordering></section>`

/** A cartridge of the given version with a test and a bank of questions of every kind of the profile. */
export function cartridgeWithBank(version: string): MadeEntry[] {
  const type = `imsqti_xmlv1p2/imscc_xmlv1p${version[2]}`
  return [
    {
      name: 'imsmanifest.xml',
      content: manifestOf(
        `${version}.0`,
        '<item identifier="m"><title>Модуль</title><item identifier="i" identifierref="t"><title>Тест</title></item></item>',
        `<resource identifier="t" type="${type}/assessment"><file href="t/test.xml"/></resource><resource identifier="b" type="${type}/question-bank"><file href="b/bank.xml"/></resource>`,
      ),
    },
    { name: 't/test.xml', content: testOf(cartridgeQuestions) },
    { name: 'b/bank.xml', content: bankOf(cartridgeQuestions, 'Биринчи банк') },
  ]
}

/** An export of Canvas: a test of its own kinds that also draws from a bank, and from one that is not there. */
export function canvasWithBank(): MadeEntry[] {
  const other = 'associatedcontent/imscc_xmlv1p1/learning-application-resource'
  return [
    {
      name: 'imsmanifest.xml',
      content: manifestOf(
        '1.1.0',
        '',
        `<resource identifier="q" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="q/assessment_qti.xml"/><dependency identifierref="qm"/></resource>
<resource identifier="qm" type="${other}" href="q/assessment_meta.xml"><file href="q/assessment_meta.xml"/><file href="non_cc_assessments/q.xml.qti"/></resource>
<resource identifier="bank1" type="${other}" href="non_cc_assessments/bank1.xml.qti"><file href="non_cc_assessments/bank1.xml.qti"/></resource>`,
      ),
    },
    { name: 'course_settings/canvas_export.txt', content: 'Q: ?' },
    { name: 'q/assessment_qti.xml', content: testOf(cartridgeQuestions.slice(0, 1)) },
    { name: 'q/assessment_meta.xml', content: '<quiz identifier="q"><title>Жарым жылдык тест</title><points_possible>20</points_possible></quiz>' },
    { name: 'non_cc_assessments/q.xml.qti', content: testOf(canvasQuestions, drawn('bank1', 2) + drawn('gone', 4)) },
    { name: 'non_cc_assessments/bank1.xml.qti', content: bankOf(canvasQuestions.slice(0, 4), 'Өзгөрмөлөр банкы') },
  ]
}
