import type { FastifyInstance } from 'fastify'
import type { SigningKey } from '#domain/receipts/receipt.ts'
import { ok } from '#domain/result.ts'
import { keysAnswerSchema } from '#protocol/keys.ts'
import { apiRoute } from '../http/route.ts'
import type { Authenticate } from '../session/who.ts'
import { publishedKeys } from '../store/keys.ts'
import { departments } from '../store/organisation.ts'
import { SERVER, type Store } from '../store/store.ts'

/** The public keys, for whoever was handed a receipt and has no account. [RC6] */
export function keysRoutes(app: FastifyInstance, deps: { store: Store; authenticate: Authenticate }): void {
  apiRoute(app, deps, {
    open: true,
    method: 'GET',
    url: '/api/keys',
    summary: 'The public keys that receipts are checked with',
    answer: keysAnswerSchema,
    handle: async () => ok({ keys: await keysOfAll(deps.store) }),
  })
}

/** Department by department: no transaction sees the keys of two, since the private halves lie beside them. [ST10] */
async function keysOfAll(store: Store): Promise<SigningKey[]> {
  const keys: SigningKey[] = []
  for (const { id } of await store.read(SERVER, departments))
    keys.push(...(await store.read(id, (tx) => publishedKeys(tx, id))))
  return keys.sort((a, b) => (a.from < b.from ? -1 : 1))
}
