import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { accountIdSchema, photoIdSchema } from '#domain/ids.ts'
import { fail, type Result } from '#domain/result.ts'
import { nonceSchema } from '#protocol/envelope.ts'
import { ERROR_CODE, photoAnswerSchema, UPLOAD_LENGTH, UPLOAD_OFFSET, UPLOAD_TYPE } from '#protocol/photos.ts'
import { nonceIn, type RequestRefusal, refuseRequest } from '../http/answers.ts'
import type { Authenticate, Who } from '../session/who.ts'
import { type PhotoDeps, photoFor, progressOf, upload } from './service.ts'

const paramsSchema = z.object({ id: photoIdSchema })
const querySchema = z.looseObject({ account: accountIdSchema, nonce: z.optional(nonceSchema) })
const wholeNumber = z.coerce.number().check(z.int(), z.gte(0))

/** Photos: how far an upload has come, more bytes, and the bytes back. See src/protocol/photos.ts. */
export function photoRoutes(
  app: FastifyInstance,
  deps: PhotoDeps & { authenticate: Authenticate; counted: (bytes: number) => void },
): void {
  const url = '/api/photos/:id'
  // the bytes go to the disk as they come and are never held as a body
  app.addContentTypeParser(UPLOAD_TYPE, (_request, payload, done) => done(null, payload))

  app.route({
    method: 'HEAD',
    url,
    config: { doc: { summary: 'How far the upload of a declared photo has come', query: querySchema } },
    async handler(request, reply) {
      const asked = await ask(request)
      const stand = asked.ok ? await progressOf(deps, asked.value.who, asked.value.id) : asked
      if (!stand.ok) return refuseHead(reply, stand.error)
      const { offset, length } = stand.value
      return reply
        .header(UPLOAD_OFFSET, offset)
        .header(UPLOAD_LENGTH, length)
        .header('cache-control', 'no-store')
        .send()
    },
  })

  app.route({
    method: 'PATCH',
    url,
    config: {
      doc: {
        summary: 'Bytes of a photo from `Upload-Offset` on',
        query: querySchema,
        answer: photoAnswerSchema,
        media: UPLOAD_TYPE,
      },
    },
    async handler(request, reply) {
      const nonce = nonceIn(request)
      const asked = await ask(request)
      if (!asked.ok) return refuseUpload(reply, asked.error, nonce)
      const offset = wholeNumber.safeParse(request.headers[UPLOAD_OFFSET])
      const isStream = typeof (request.body as Readable | undefined)?.pipe === 'function'
      if (!offset.success || !isStream || nonce === null) return refuseUpload(reply, 'request-malformed', nonce)
      const length = wholeNumber.safeParse(request.headers['content-length'])
      const { who, id } = asked.value
      const bytes = request.body as Readable
      const done = await upload(deps, who, {
        id,
        offset: offset.data,
        bytes,
        length: length.success ? length.data : null,
      })
      if (!done.ok) return refuseUpload(reply, done.error, nonce)
      deps.counted(Math.max(0, done.value.offset - offset.data))
      return reply.send({ nonce, offset: done.value.offset, stored: done.value.stored })
    },
  })

  app.route({
    method: 'GET',
    url,
    exposeHeadRoute: false,
    config: {
      doc: { summary: 'The bytes of a photo, for whoever may read its report', query: querySchema, media: 'image/*' },
    },
    async handler(request, reply) {
      const asked = await ask(request)
      const found = asked.ok ? await photoFor(deps, { ...asked.value, now: request.received }) : asked
      if (!found.ok) return refuseRequest(reply, found.error, nonceIn(request))
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-disposition': 'inline',
          'content-security-policy': "default-src 'none'",
        })
        .type(found.value.photo.type)
        .send(Buffer.from(found.value.bytes))
    },
  })

  async function ask(request: FastifyRequest): Promise<Result<{ who: Who; id: string }, RequestRefusal>> {
    const params = paramsSchema.safeParse(request.params)
    const query = querySchema.safeParse(request.query)
    if (!params.success || !query.success) return fail('request-malformed')
    const who = await deps.authenticate(request.headers.cookie, query.data.account, request.received)
    return who.ok ? { ok: true, value: { who: who.value, id: params.data.id } } : who
  }
}

/** What is still on its way is not worth waiting for. */
const refuseUpload = (reply: FastifyReply, refusal: RequestRefusal, nonce: string | null) =>
  refuseRequest(reply.header('connection', 'close'), refusal, nonce)

/** HEAD has no body: the code stands in a header. */
function refuseHead(reply: FastifyReply, refusal: RequestRefusal) {
  const code = typeof refusal === 'string' ? refusal : refusal.code
  return refuseRequest(reply.header(ERROR_CODE, code), refusal, null)
}
