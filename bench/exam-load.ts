import { parentPort, workerData } from 'node:worker_threads'
import { LeanClient } from './lean-client.ts'

/** What the thread that plays the students is told. */
export interface ExamPlan {
  address: string
  students: { cookie: string; attemptId: string; questions: string[]; choices: string[] }[]
  seconds: number
  connections: number
}

export interface ExamResult {
  seconds: number
  loadCpuSeconds: number
  answers: number
  errors: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
}

if (parentPort) parentPort.postMessage(await run(workerData as ExamPlan))

/** Every connection plays its students one after another: an answer, its acknowledgement, the next student. One answer a request. */
async function run(plan: ExamPlan): Promise<ExamResult> {
  const clients = await Promise.all(Array.from({ length: plan.connections }, () => LeanClient.open(plan.address)))
  const times: number[] = []
  let [errors, next] = [0, 0]
  const sequences = new Int32Array(plan.students.length)
  const cpuBefore = process.threadCpuUsage()
  const begun = performance.now()
  const until = begun + plan.seconds * 1000
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) {
        const at = next++ % plan.students.length
        const student = plan.students[at] as ExamPlan['students'][number]
        const sequence = (sequences[at] = (sequences[at] ?? 0) + 1)
        const question = student.questions[sequence % student.questions.length]
        const choice = student.choices[sequence % student.choices.length]
        const sent = performance.now()
        const { status } = await client.send(
          'PUT',
          `/api/attempts/${student.attemptId}/answers/${question}`,
          student.cookie,
          `{"value":{"choices":["${choice}"]},"sequence":${sequence}}`,
        )
        times.push(performance.now() - sent)
        if (status !== 200) errors++
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  const cpu = process.threadCpuUsage(cpuBefore)
  for (const client of clients) client.close()
  const ordered = Float64Array.from(times).toSorted()
  const place = (share: number): number => ordered[Math.floor(ordered.length * share)] ?? 0
  const loadCpuSeconds = (cpu.user + cpu.system) / 1e6
  return { seconds, loadCpuSeconds, answers: times.length, errors, p50Ms: place(0.5), p95Ms: place(0.95), p99Ms: place(0.99) }
}
