/** Highest bits a second of a segment of a playlist of byte ranges: what the film's playlist tells the player. */
export function peakBandwidth(playlist: string): number {
  let seconds = 0
  let peak = 0
  for (const line of playlist.split('\n')) {
    const length = /^#EXTINF:([\d.]+)/.exec(line)
    if (length) seconds = Number(length[1])
    const range = /^#EXT-X-BYTERANGE:(\d+)/.exec(line)
    // A last breath of a few frames says nothing about the line that is needed.
    if (range && seconds >= 0.5) peak = Math.max(peak, Math.ceil((Number(range[1]) * 8) / seconds))
  }
  return peak || 100_000
}

/** Puts the address of the one file of a quality into its playlist. */
export function addressPlaylist(playlist: string, address: string): string {
  return playlist
    .split('\n')
    .map((line) => {
      if (line.startsWith('#EXT-X-MAP:')) return line.replace(/URI="[^"]*"/, `URI="${address}"`)
      return line !== '' && !line.startsWith('#') ? address : line
    })
    .join('\n')
}

export interface Variant {
  address: string
  bandwidth: number
  width: number | null
  height: number | null
  codecs: string
}

/** The playlist from which the player chooses by the line; the lowest stands first, so that a film begins at once. */
export function filmPlaylist(variants: Variant[]): string {
  const lines = variants
    .toSorted((left, right) => left.bandwidth - right.bandwidth)
    .flatMap(({ address, bandwidth, width, height, codecs }) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="${codecs}"${width && height ? `,RESOLUTION=${width}x${height}` : ''}`,
      address,
    ])
  return ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...lines, ''].join('\n')
}
