import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { errorAnswerSchema } from '#protocol/errors.ts'
import { PROTOCOL } from '#protocol/version.ts'
import type { RouteDoc } from './route.ts'

interface Documented {
  method: string
  url: string
  doc: RouteDoc
}

/** Serves /api/openapi.json, made of what the routes say of themselves: call it before any route is added. */
export function describeRoutes(app: FastifyInstance): readonly Documented[] {
  const routes: Documented[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.doc) for (const one of [method].flat()) routes.push({ method: one, url, doc: config.doc })
  })
  let document: unknown
  app.get('/api/openapi.json', async () => {
    document ??= openApiOf(routes)
    return document
  })
  return routes
}

function openApiOf(routes: readonly Documented[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { method, url, doc } of routes) {
    const path = url.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(url, doc) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Đầu Mối', version: String(PROTOCOL), description: 'Told in words in src/protocol/PROTOCOL.md.' },
    paths,
    components: { schemas: { Error: jsonSchemaOf(errorAnswerSchema) } },
  }
}

function operationOf(url: string, { summary, body, query, answer, media }: RouteDoc) {
  const parameters = [
    ...[...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(query ? queryParameters(jsonSchemaOf(query)) : []),
  ]
  const answerMedia = answer ? 'application/json' : media
  const answerSchema = answer ? jsonSchemaOf(answer) : {}
  const bodyMedia = body ? 'application/json' : answer ? media : undefined
  return {
    summary,
    parameters,
    ...(bodyMedia ? { requestBody: { content: { [bodyMedia]: { schema: body ? jsonSchemaOf(body) : {} } } } } : {}),
    responses: {
      200: {
        description: 'Carried out',
        ...(answerMedia ? { content: { [answerMedia]: { schema: answerSchema } } } : {}),
      },
      default: {
        description: 'Not carried out; the code tells why',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

interface JsonSchema {
  properties?: Record<string, unknown>
  required?: string[]
}

const jsonSchemaOf = (schema: z.ZodMiniType): JsonSchema =>
  z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema

const queryParameters = ({ properties = {}, required = [] }: JsonSchema) =>
  Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }))
