/** QTI 3 writes the names of QTI 2 with hyphens and a prefix: one reader and one writer know 2, and these lead to 3 and back. */

const elements = (
  'assessmentItem responseDeclaration correctResponse value mapping mapEntry outcomeDeclaration defaultValue itemBody prompt choiceInteraction simpleChoice ' +
  'textEntryInteraction inlineChoiceInteraction inlineChoice orderInteraction matchInteraction simpleMatchSet simpleAssociableChoice extendedTextInteraction ' +
  'uploadInteraction feedbackInline modalFeedback responseProcessing assessmentTest testPart assessmentSection assessmentItemRef'
).split(' ')
const attributes = (
  'responseIdentifier maxChoices minChoices matchMax maxAssociations baseType mapKey mappedValue defaultValue lowerBound upperBound caseSensitive expectedLength ' +
  'outcomeIdentifier showHide timeDependent navigationMode submissionMode normalMaximum'
).split(' ')

const hyphens = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const camel = (name: string): string => name.replace(/-([a-z])/g, (_whole, letter: string) => letter.toUpperCase())
const tag = /<(\/?)([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g

/** Names of QTI 3 (and those with a prefix of XML) as QTI 2 writes them. */
export function asQti2(source: string): string {
  return source.replace(tag, (_whole, closing: string, name: string, rest: string) => {
    const own = name.replace(/^[\w-]+:/, '')
    if (!own.startsWith('qti-')) return `<${closing}${own}${rest}>`
    return `<${closing}${camel(own.slice(4))}${rest.replace(/\s([a-z]+(?:-[a-z]+)+)=/g, (_all, key: string) => ` ${camel(key)}=`)}>`
  })
}

/** What the writer wrote for QTI 2, in the names of QTI 3. */
export function asQti3(source: string): string {
  return source.replace(tag, (whole, closing: string, name: string, rest: string) => {
    if (!elements.includes(name)) return whole
    return `<${closing}qti-${hyphens(name)}${rest.replace(/\s(\w+)=/g, (all, key: string) => (attributes.includes(key) ? ` ${hyphens(key)}=` : all))}>`
  })
}
