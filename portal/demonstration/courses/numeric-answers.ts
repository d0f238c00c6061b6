/** The answers of the numeric questions, computed anew from what the question states: the key is discipline/test/question. */
const g = 'engineering-graphics'
const p = 'programming-basics'
const e = 'technical-english'

const sumTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1).reduce((sum, i) => sum + i, 0)
const isPrime = (n: number) => n > 1 && !Array.from({ length: n }, (_, i) => i).some((d) => d > 1 && n % d === 0)

export const numericAnswers: Readonly<Record<string, number>> = {
  [`${p}/test-1/2`]: 17 % 5,
  [`${p}/test-1/5`]: Math.floor((3725 % 3600) / 60),
  [`${p}/test-2/2`]: sumTo(100),
  [`${p}/test-2/3`]: Math.ceil((10 - 0) / 3),
  [`${p}/test-2/6`]: 4 * 9,
  [`${p}/test-3/2`]: (800 * (100 - 15)) / 100,
  [`${p}/test-3/5`]: (78 + 91 + 64 + 61 + 83) / 5,
  [`${p}/test-3/6`]: Array.from({ length: 31 }, (_, n) => n).filter(isPrime).length,
  [`${p}/test-4/4`]: (91 + 95) / 2,
  [`${p}/test-4/6`]: 0.6 * 80 + 0.4 * 70,
  [`${g}/test-1/1`]: Math.round((594 * 841) / (210 * 297)),
  [`${g}/test-1/2`]: 120 / 2,
  [`${g}/test-1/4`]: 100 * Math.sin(Math.PI / 6),
  [`${g}/test-1/5`]: (30 - 24) / 60,
  [`${g}/test-2/2`]: Math.hypot(50 - 10, 40 - 10, 10 - 10),
  [`${g}/test-2/3`]: Math.hypot(50, 120),
  [`${g}/test-2/6`]: (20 * 50 * 60 + 60 * 50 * 20) / 1000,
  [`${g}/test-3/4`]: (60 - 30) / 2,
  [`${g}/test-3/5`]: 40.02 - 39.99,
  [`${g}/test-3/6`]: 100 - 2 * 15,
  [`${g}/test-4/1`]: Math.sqrt(1.5) * 50,
  [`${g}/test-4/4`]: 8 * 2.5,
  [`${g}/test-4/5`]: 20 + 25 + (0.15 + 0.8 + 0.35) * 16,
  [`${e}/test-1/3`]: 1250,
  [`${e}/test-1/4`]: 3.5 * 25.4,
  [`${e}/test-1/7`]: ((95 - 32) * 5) / 9,
  [`${e}/test-2/5`]: 540 / 200,
  [`${e}/test-3/5`]: ((250 - 200) / 250) * 100,
  [`${e}/test-3/6`]: 80 - 20,
  [`${e}/test-4/4`]: 110 * 5,
}
