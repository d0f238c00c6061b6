import type { Localized } from '../../../foundation/i18n/localized.ts'
import { calculatedFaults, drawValues, fillPrompt, markCalculated } from './kinds/calculated.ts'
import { bestOption, choicesOf, layOptions, markMultiple, markSingle, markTrueFalse, optionFaults } from './kinds/choice.ts'
import { clozeFaults, clozePaper, markCloze, rightCloze } from './kinds/cloze.ts'
import { filled, marked } from './kinds/common.ts'
import { layMatching, markMatching, matchingFaults, rightMatching } from './kinds/matching.ts'
import { markNumeric, numberFaults, rightNumber, unitFaults } from './kinds/numeric.ts'
import { layItems, markOrdering, orderingFaults, rightOrder } from './kinds/ordering.ts'
import { dragFaults, hotspotFaults, layLabels, markDrag, markHotspot, pointIn, rightDrag } from './kinds/picture.ts'
import { markText, rightText, textFaults } from './kinds/text.ts'
import type { Fault, Mark, QuestionAnswer, QuestionPaper } from './shared/paper.ts'
import type { AskableContent, QuestionContent } from './shared/question.ts'

/** Whether it can be put before a student at all. */
export function isAskable(content: QuestionContent): content is AskableContent {
  return content.kind !== 'unknown'
}

/**
 * A question as a student gets it: field by field, so that nothing of its key comes along. The same seed gives the same
 * paper; ids on it say places on the paper, never the author's order.
 */
export function toPaper(content: AskableContent, seed: string): QuestionPaper {
  const base = { prompt: content.prompt, points: content.points, hints: content.hints.length }
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return { ...base, kind: content.kind, choices: choicesOf(layOptions(content.options, content.shuffle, seed)) }
    case 'true-false':
    case 'short-text':
      return { ...base, kind: content.kind }
    case 'numeric':
    case 'calculated': {
      const asked = content.unit.ask !== 'none'
      const prompt = content.kind === 'calculated' ? fillPrompt(content.prompt, drawValues(content, seed).values) : content.prompt
      const units = asked ? content.unit.units.map(({ name }) => name) : []
      return { ...base, prompt, kind: content.kind, units, unitAsked: content.unit.ask === 'required' }
    }
    case 'matching': {
      const { rows, targets } = layMatching(content, seed)
      return { ...base, kind: 'matching', rows: rows.map(({ id, pair }) => ({ id, text: pair.prompt })), targets }
    }
    case 'ordering':
      return { ...base, kind: 'ordering', items: layItems(content, seed).map(({ id, item }) => ({ id, text: item.text })) }
    case 'cloze':
      return { ...base, kind: 'cloze', ...clozePaper(content, seed) }
    case 'hotspot':
      return { ...base, kind: 'hotspot', picture: content.picture, clicks: content.regions.length }
    case 'drag-into-picture':
      return {
        ...base,
        kind: content.kind,
        picture: content.picture,
        labels: layLabels(content, seed).map(({ id, label }) => ({ id, text: label.text, picture: label.picture, unlimited: label.unlimited })),
        zones: content.zones.map(({ shape }, index) => ({ id: `z${index + 1}`, shape })),
      }
    case 'essay':
      return {
        ...base,
        kind: 'essay',
        format: content.format,
        minWords: content.minWords,
        maxWords: content.maxWords,
        maxCharacters: content.maxCharacters ?? null,
        template: content.template,
      }
    case 'file':
      return { ...base, kind: 'file', maxFiles: content.maxFiles, maxBytes: content.maxBytes, extensions: content.extensions }
    case 'code': {
      const { instruction, starter, seconds, tests } = content.task
      return {
        ...base,
        kind: 'code',
        instruction,
        starter,
        seconds,
        // Only what an open test shows anyway; lines of a test's program may hold the solution.
        tests: tests.map(({ name, points, hidden, kind, input, expected }, index) => ({
          name: hidden ? String(index + 1) : name,
          points,
          sample: hidden || kind === 'code' ? null : { input, expected },
        })),
      }
    }
  }
}

/** Marks an answer to the paper of this seed. Nothing given, or an answer to another kind, earns nothing. */
export function mark(content: AskableContent, seed: string, answer: QuestionAnswer | null): Mark {
  if (content.kind === 'essay' || content.kind === 'file' || content.kind === 'code') return marked(0, [], [], answer !== null)
  if (!answer || answer.kind !== content.kind) return marked(0)
  switch (content.kind) {
    case 'single':
      return answer.kind === 'single' ? markSingle(content, seed, answer.choice) : marked(0)
    case 'multiple':
      return answer.kind === 'multiple' ? markMultiple(content, seed, answer.choices) : marked(0)
    case 'true-false':
      return answer.kind === 'true-false' ? markTrueFalse(content, answer.value) : marked(0)
    case 'numeric':
      return 'number' in answer ? markNumeric(content, answer.number, answer.unit) : marked(0)
    case 'calculated':
      return 'number' in answer ? markCalculated(content, seed, answer.number, answer.unit) : marked(0)
    case 'short-text':
      return answer.kind === 'short-text' ? markText(content, answer.text) : marked(0)
    case 'matching':
      return answer.kind === 'matching' ? markMatching(content, seed, answer.targets) : marked(0)
    case 'ordering':
      return answer.kind === 'ordering' ? markOrdering(content, seed, answer.order) : marked(0)
    case 'cloze':
      return answer.kind === 'cloze' ? markCloze(content, seed, answer.gaps) : marked(0)
    case 'hotspot':
      return answer.kind === 'hotspot' ? markHotspot(content, answer.points) : marked(0)
    case 'drag-into-picture':
      return answer.kind === 'drag-into-picture' ? markDrag(content, seed, answer.zones) : marked(0)
  }
}

/** A right answer in the ids of this paper, for the review; null where only a person can tell. */
export function rightAnswer(content: AskableContent, seed: string): QuestionAnswer | null {
  switch (content.kind) {
    case 'single': {
      const best = bestOption(content.options)
      return { kind: 'single', choice: layOptions(content.options, content.shuffle, seed).find(({ option }) => option === best)?.id ?? null }
    }
    case 'multiple': {
      const laid = layOptions(content.options, content.shuffle, seed)
      return { kind: 'multiple', choices: laid.flatMap(({ id, option }) => (option.credit > 0 ? [id] : [])) }
    }
    case 'true-false':
      return { kind: 'true-false', value: content.right }
    case 'numeric':
      return { kind: 'numeric', number: rightNumber(content.accepted) ?? '', unit: firstUnit(content.unit) }
    case 'calculated':
      return { kind: 'calculated', number: String(drawValues(content, seed).answer ?? ''), unit: firstUnit(content.unit) }
    case 'short-text':
      return { kind: 'short-text', text: rightText(content.accepted) ?? '' }
    case 'matching':
      return { kind: 'matching', targets: rightMatching(content, seed) }
    case 'ordering':
      return { kind: 'ordering', order: rightOrder(content, seed) }
    case 'cloze':
      return { kind: 'cloze', gaps: rightCloze(content, seed) }
    case 'hotspot':
      return { kind: 'hotspot', points: content.regions.flatMap(({ shape }) => pointIn(shape) ?? []) }
    case 'drag-into-picture':
      return { kind: 'drag-into-picture', zones: rightDrag(content, seed) }
    case 'essay':
    case 'file':
    case 'code':
      return null
  }
}

/** What keeps a question from being asked, for its author: keys of texts with the place of each. */
export function faults(content: QuestionContent): Fault[] {
  const found: Fault[] = []
  const words = content.kind === 'code' ? content.task.instruction : content.prompt
  if (!filled(words)) found.push({ path: 'prompt', key: 'empty-text' })
  if (!(content.points >= 0 && content.points <= 1000)) found.push({ path: 'points', key: 'points' })
  return [...found, ...faultsOfKind(content)]
}

function faultsOfKind(content: QuestionContent): Fault[] {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return optionFaults(content.options, 'options', content.kind === 'multiple')
    case 'numeric':
      return [...numberFaults(content.accepted, 'accepted'), ...unitFaults(content.unit, 'unit')]
    case 'calculated':
      return calculatedFaults(content)
    case 'short-text':
      return textFaults(content.accepted, 'accepted')
    case 'matching':
      return matchingFaults(content)
    case 'ordering':
      return orderingFaults(content)
    case 'cloze':
      return clozeFaults(content)
    case 'hotspot':
      return hotspotFaults(content)
    case 'drag-into-picture':
      return dragFaults(content)
    case 'essay':
      return content.minWords !== null && content.maxWords !== null && content.minWords > content.maxWords
        ? [{ path: 'minWords', key: 'words-range' }]
        : []
    case 'file':
      return content.maxFiles >= 1 && content.maxBytes >= 1 ? [] : [{ path: 'maxFiles', key: 'files-none' }]
    case 'code':
      return content.task.tests.some(({ points }) => points > 0) ? [] : [{ path: 'task.tests', key: 'tests-none' }]
    case 'unknown':
      return [{ path: 'kind', key: 'unknown-kind' }]
    case 'true-false':
      return []
  }
}

/** The feedback that a key of a mark names; {} when there is none. */
export function feedbackAt(content: QuestionContent, key: string): Localized {
  let at: unknown = content
  for (const part of key.split('/')) {
    if (Array.isArray(at)) at = at.find((one: { id?: unknown }) => one.id === part)
    else at = typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? (at as Record<string, unknown>)[part] : undefined
  }
  if (typeof at !== 'object' || at === null) return {}
  return (key.startsWith('feedback') ? at : ((at as { feedback?: unknown }).feedback ?? {})) as Localized
}

function firstUnit(unit: { ask: string; units: { name: string }[] }): string {
  return unit.ask === 'none' ? '' : (unit.units[0]?.name ?? '')
}
