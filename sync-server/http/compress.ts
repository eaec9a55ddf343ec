import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

/** Below this a header costs about what is won. */
const WORTH_BYTES = 1024
const brotli = promisify(brotliCompress)
const gunzippable = promisify(gzip)

/** JSON answers above 1 KB go out compressed, at levels that cost less time than they save. [HT3] */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < WORTH_BYTES || reply.hasHeader('content-encoding'))
      return payload
    const encoding = acceptedOf(String(request.headers['accept-encoding'] ?? ''))
    if (!encoding) return payload
    const bytes = Buffer.from(payload)
    const small =
      encoding === 'br'
        ? await brotli(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          })
        : await gunzippable(bytes, { level: 5 })
    reply.header('content-encoding', encoding).header('vary', 'accept-encoding').header('content-length', small.length)
    return small
  })
}

function acceptedOf(header: string): 'br' | 'gzip' | null {
  const offered = header
    .toLowerCase()
    .split(',')
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
    .map((part) => part.split(';')[0]?.trim())
  if (offered.includes('br')) return 'br'
  return offered.includes('gzip') ? 'gzip' : null
}
