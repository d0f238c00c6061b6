import { Worker } from 'node:worker_threads'

/** Plays the load of a bench in a thread of its own. @param file the thread's program beside this one; it posts one message, its result */
export function runLoad<Plan, Result>(file: string, plan: Plan): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(file, import.meta.url), { workerData: plan })
    worker.on('message', resolve)
    worker.on('error', reject)
  })
}
