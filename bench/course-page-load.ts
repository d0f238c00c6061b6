import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** What the thread of `course-page.ts` that makes the load is told. */
export interface PagePlan {
  address: string
  offeringId: string
  cookies: string[]
  pages: number
  concurrency: number
}

export interface PageResult {
  seconds: number
  loadCpuSeconds: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
  errors: number
}

if (parentPort) parentPort.postMessage(await run(workerData as PagePlan))

async function run(plan: PagePlan): Promise<PageResult> {
  // a page asks its three addresses at once, as the browser does
  const agent = new Agent({ keepAlive: true, maxSockets: plan.concurrency * 3 })
  const paths = ['/api/me', `/api/offerings/${plan.offeringId}/course`, `/api/offerings/${plan.offeringId}/progress`]
  const times: number[] = []
  let [next, errors] = [0, 0]
  const cpuBefore = process.threadCpuUsage()
  const begun = performance.now()
  const one = async (): Promise<void> => {
    while (next < plan.pages) {
      const cookie = plan.cookies[next++ % plan.cookies.length] ?? ''
      const sent = performance.now()
      const states = await Promise.all(paths.map((path) => get(agent, plan.address + path, cookie)))
      times.push(performance.now() - sent)
      if (states.some((state) => state !== 200)) errors++
    }
  }
  await Promise.all(Array.from({ length: plan.concurrency }, one))
  const seconds = (performance.now() - begun) / 1000
  const cpu = process.threadCpuUsage(cpuBefore)
  agent.destroy()
  const ordered = Float64Array.from(times).toSorted()
  const at = (share: number): number => ordered[Math.floor(ordered.length * share)] ?? 0
  return { seconds, loadCpuSeconds: (cpu.user + cpu.system) / 1e6, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), errors }
}

function get(agent: Agent, address: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { agent, headers: { cookie } }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end()
  })
}
