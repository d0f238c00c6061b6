import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseClock, parseVtt, shortClock, writeClock, writeVtt } from './vtt.ts'

test('WebVTT with notes, styles, names and markup gives its words and times', () => {
  const source = `\uFEFFWEBVTT - Kyrgyz\n\nSTYLE\n::cue { color: red }\n\nNOTE not said\n\nfirst\n00:01.000 --> 00:04.500 align:start\n<v Айгүл>Саламатсыздарбы,</v>\n<b>студенттер</b>!\n\n01:00:00.000 --> 01:00:02.000\na &lt; b &amp; c\n`
  expect(parseVtt(source)).toEqual({
    cues: [
      { start: 1, end: 4.5, text: 'Саламатсыздарбы,\nстуденттер!' },
      { start: 3600, end: 3602, text: 'a < b & c' },
    ],
  })
})

test('SubRip is read as well', () => {
  expect(parseVtt('1\r\n00:00:01,000 --> 00:00:02,500\r\nБир\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nЭки\r\n')).toEqual({
    cues: [
      { start: 1, end: 2.5, text: 'Бир' },
      { start: 3, end: 4, text: 'Эки' },
    ],
  })
})

test.each([
  ['<html>', 'not-vtt', 1],
  ['WEBVTT\n\n00:01 --> 00:02\nx', 'bad-time', 3],
  ['WEBVTT\n\n00:05.000 --> 00:02.000\nx', 'ends-before', 3],
  ['WEBVTT\n\n', 'no-cues', 3],
])('a broken file says what and where: %j', (source, key, line) => {
  expect(parseVtt(source)).toEqual({ fault: { key, line } })
})

test('what is written is read again, whatever the words hold', () => {
  const cue = fc
    .record({ start: fc.integer({ min: 0, max: 9e6 }), length: fc.integer({ min: 1, max: 9000 }), text: fc.string({ unit: 'binary', minLength: 1 }) })
    .map(({ start, length, text }) => ({ start: start / 1000, end: (start + length) / 1000, text: `я ${text.replace(/[^\p{L}\p{N}]/gu, '-')}` }))
  fc.assert(
    fc.property(fc.array(cue, { minLength: 1, maxLength: 8 }), (cues) => {
      const written = writeVtt(cues)
      const read = parseVtt(written)
      if (!('cues' in read)) throw new Error(read.fault.key)
      expect(read.cues.length).toBe(cues.length)
      expect(parseVtt(writeVtt(read.cues))).toEqual(read)
    }),
  )
})

test('clocks', () => {
  expect(parseClock('1:02:03.4')).toBe(3723.4)
  expect(parseClock('2:61')).toBeNull()
  expect(writeClock(3723.4)).toBe('01:02:03.400')
  expect(shortClock(3723.4)).toBe('1:02:03')
  expect(shortClock(65)).toBe('1:05')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_599_999 * 10 }), (ms) => void expect(parseClock(writeClock(ms / 1000))).toBeCloseTo(ms / 1000, 3)),
  )
})
