import { parentPort, workerData } from 'node:worker_threads'
import type { PaperView } from '../domains/exams/contract.ts'
import { LeanClient } from './lean-client.ts'

/** What the thread that plays the students is told; each cookie is one student and one flow. */
export interface FlowPlan {
  address: string
  itemId: string
  cookies: string[]
  concurrency: number
}

export interface FlowResult {
  seconds: number
  loadCpuSeconds: number
  errors: number
  p99Ms: number
}

if (parentPort) parentPort.postMessage(await run(workerData as FlowPlan))

/** p99Ms is of single requests: what a student waits for. */
async function run(plan: FlowPlan): Promise<FlowResult> {
  const clients = await Promise.all(Array.from({ length: plan.concurrency }, () => LeanClient.open(plan.address)))
  const times: number[] = []
  let [errors, next] = [0, 0]
  const cpuBefore = process.threadCpuUsage()
  const begun = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      const ask = async (method: string, path: string, cookie: string, body?: string): Promise<Buffer> => {
        const sent = performance.now()
        const answer = await client.send(method, path, cookie, body)
        times.push(performance.now() - sent)
        if (answer.status !== 200) errors++
        return answer.body
      }
      for (let cookie = plan.cookies[next++]; cookie !== undefined; cookie = plan.cookies[next++]) {
        const paper = JSON.parse(String(await ask('POST', `/api/items/${plan.itemId}/attempts`, cookie))) as PaperView
        for (const [at, { id, choices }] of paper.questions.entries())
          await ask(
            'PUT',
            `/api/attempts/${paper.attemptId}/answers/${id}`,
            cookie,
            `{"value":{"choices":["${choices[0]?.id}"]},"sequence":${at + 1}}`,
          )
        await ask('POST', `/api/attempts/${paper.attemptId}/submit`, cookie)
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  const cpu = process.threadCpuUsage(cpuBefore)
  for (const client of clients) client.close()
  const ordered = Float64Array.from(times).toSorted()
  return { seconds, loadCpuSeconds: (cpu.user + cpu.system) / 1e6, errors, p99Ms: ordered[Math.floor(ordered.length * 0.99)] ?? 0 }
}
