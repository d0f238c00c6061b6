import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Config } from '../config/index.ts'

/** The bytes of a stored object from `start` to `end`, both counted in. */
export type ReadRange = (key: string, start: number, end: number) => Promise<Readable>

/** Reads parts of objects, which flydrive does not: films are played from the middle. */
export function openRanges(config: Config): ReadRange {
  if (!config.s3) return async (key, start, end) => createReadStream(join(config.dataDirectory, 'files', key), { start, end })
  const { bucket, endpoint, region, accessKey, secretKey } = config.s3
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return async (key, start, end) => {
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${start}-${end}` }))
    return answer.Body as Readable
  }
}
