import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import type { VideoView } from '../contract.ts'
import type { KeptFilm } from './kept-films.ts'

/** The subtitles of a film, from the server or, for a kept film, from the device. */
export function SubtitleTracks({
  video,
  kept,
  shown,
  media,
}: {
  video: VideoView
  kept: KeptFilm | null
  shown: string
  media: HTMLVideoElement | null
}): ReactNode {
  const t = useText('courses-video')
  const [own, setOwn] = useState<Record<string, string>>({})
  useEffect(() => {
    if (!kept) return undefined
    const addresses = Object.fromEntries(
      Object.entries(kept.subtitles).map(([language, words]) => [language, URL.createObjectURL(new Blob([words], { type: 'text/vtt' }))]),
    )
    setOwn(addresses)
    return () => {
      for (const address of Object.values(addresses)) URL.revokeObjectURL(address)
    }
  }, [kept])
  useEffect(() => {
    for (const track of media?.textTracks ?? []) if (track.kind === 'subtitles') track.mode = track.language === shown ? 'showing' : 'disabled'
  }, [media, shown, own, video.subtitles])
  return video.subtitles.map(({ language, href }) => (
    <track key={language} kind="subtitles" srcLang={language} label={t(`languages.${language}`)} src={own[language] ?? href} />
  ))
}
