import { useEffect, useRef, useState } from 'react'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'

const store = deviceStore<string>('portal-appeal-words')

/** Words that a person is writing, kept on the device until they are sent: a reload or a cut takes nothing. */
export function useKeptWords(key: string): { words: string; setWords: (words: string) => void; sent: () => void } {
  const [words, setWords] = useState('')
  const writing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const touched = useRef(false)
  useEffect(() => {
    touched.current = false
    void store.get(key).then((kept) => {
      if (kept !== undefined && !touched.current) setWords(kept)
    })
    return () => clearTimeout(writing.current)
  }, [key])
  return {
    words,
    setWords(next) {
      touched.current = true
      setWords(next)
      clearTimeout(writing.current)
      writing.current = setTimeout(() => void (next.trim() ? store.put(key, next) : store.remove(key)), 200)
    },
    sent() {
      clearTimeout(writing.current)
      setWords('')
      void store.remove(key)
    },
  }
}
