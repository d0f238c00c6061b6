const began = Date.now()

/** Tells the operator what happens now, with the seconds since the command began. */
export function say(line: string): void {
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6)
  process.stdout.write(`${seconds} s  ${line}\n`)
}

/** A progress teller for long work: at most one line a second. */
export function progressOf(what: string): (done: number, total: number) => void {
  let last = 0
  return (done, total) => {
    if (Date.now() - last < 1000 && done !== total) return
    last = Date.now()
    say(`${what}: ${done} / ${total}`)
  }
}
