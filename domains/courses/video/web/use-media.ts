import { useEffect, useState } from 'react'

export interface MediaState {
  playing: boolean
  waiting: boolean
  time: number
  seconds: number
  /** Seconds that are fetched ahead, to the end of what is contiguous. */
  ahead: number
  muted: boolean
  speed: number
}

const still: MediaState = { playing: false, waiting: false, time: 0, seconds: 0, ahead: 0, muted: false, speed: 1 }
const events = [
  'play',
  'pause',
  'playing',
  'waiting',
  'seeking',
  'seeked',
  'timeupdate',
  'durationchange',
  'progress',
  'volumechange',
  'ratechange',
  'ended',
  'emptied',
]

/** What a media element is doing, as it changes. */
export function useMedia(media: HTMLVideoElement | null): MediaState {
  const [state, setState] = useState(still)
  useEffect(() => {
    if (!media) return undefined
    const look = (): void => setState(read(media))
    for (const event of events) media.addEventListener(event, look)
    return () => {
      for (const event of events) media.removeEventListener(event, look)
    }
  }, [media])
  return state
}

function read(media: HTMLVideoElement): MediaState {
  let ahead = media.currentTime
  for (let at = 0; at < media.buffered.length; at++)
    if (media.buffered.start(at) <= media.currentTime + 0.5) ahead = Math.max(ahead, media.buffered.end(at))
  return {
    playing: !media.paused && !media.ended,
    waiting: !media.paused && media.readyState < 3,
    time: media.currentTime,
    seconds: Number.isFinite(media.duration) ? media.duration : 0,
    ahead,
    muted: media.muted || media.volume === 0,
    speed: media.playbackRate,
  }
}
