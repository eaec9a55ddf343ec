import { personSpace, type Space, unitSpace } from '#domain/spaces.ts'
import { instantOf } from '#domain/time.ts'
import type { Envelope } from '#protocol/envelope.ts'
import type { SpacePage } from '#protocol/pull.ts'
import type { Verdict } from '#protocol/push.ts'
import { UNIT } from '#tests/support/builders.ts'

interface Call {
  method: string
  path: string
  body: { nonce: string; replica?: string; epoch?: string; mutations?: Envelope[]; cursors?: Record<string, number> }
}
/** What becomes of one request: `act` is what the real server would answer. */
export type Fate = (call: Call, act: () => Response) => Response | Promise<Response>

/**
 * A server of a few lines that follows the protocol: it decides a mid once, counts versions, hands them out, and
 * takes photos. Each test tells what becomes of which request on the way.
 */
export function createScriptedServer(clock: () => number, account: string) {
  const space = unitSpace(UNIT)
  const own = personSpace(account as Parameters<typeof personSpace>[0])
  const verdicts = new Map<string, Verdict>()
  const records: { space: Space; version: number; type: string; id: string; entity: string; body: unknown }[] = []
  const heads = new Map<Space, number>()
  const photos = new Map<string, { size: number; offset: number }>()
  const calls: Call[] = []
  /** told per request, oldest first; then `always` */
  const fates: { path: RegExp; fate: Fate }[] = []
  let always: Fate = (_call, act) => act()
  const refused = new Set<string>()
  const silentOn = new Set<string>()
  let epoch = 'e1'

  const put = (where: Space, type: string, id: string, entity: string, body: unknown): number => {
    const version = (heads.get(where) ?? 0) + 1
    heads.set(where, version)
    records.push({ space: where, version, type, id, entity, body })
    return version
  }

  function decide({ mid, entity, name, args }: Envelope): Verdict | null {
    const known = verdicts.get(mid)
    if (known) return known
    if (silentOn.has(mid)) return null
    const verdict: Verdict = refused.has(mid)
      ? {
          mid,
          kind: 'refused',
          code: 'wrong-state',
          details: {},
          spaces: [
            [
              own,
              put(own, 'refused', mid, mid, {
                mid,
                name,
                entity,
                args,
                code: 'wrong-state',
                details: {},
                at: instantOf(0),
              }),
            ],
          ],
        }
      : { mid, kind: 'applied', spaces: [[space, put(space, 'act', mid, entity, args)]] }
    verdicts.set(mid, verdict)
    for (const { id, size } of (args as { photos?: { id: string; size: number }[] }).photos ?? [])
      if (verdict.kind === 'applied') photos.set(id, { size, offset: 0 })
    return verdict
  }

  const json = (value: object, status = 200) =>
    new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json; charset=utf-8' } })

  function act(call: Call, init: RequestInit): Response {
    const { nonce, mutations = [], cursors = {} } = call.body
    const at = instantOf(clock())
    if (call.path === '/api/push') {
      if ((call.body.epoch ?? epoch) !== epoch) return json({ nonce, error: { code: 'epoch-other' } }, 409)
      const told = call.body.epoch === undefined ? { epoch } : {}
      return json({ nonce, at, ...told, verdicts: mutations.map(decide).filter((v) => v !== null) })
    }
    if (call.path === '/api/pull') {
      const pages = [...heads].flatMap(([one, head]): SpacePage[] => {
        const from = cursors[one] ?? 0
        if (from >= head) return []
        const news = records.filter(({ space, version }) => space === one && version > from)
        return [{ space: one, from, to: head, records: news.map(({ space: _, ...record }) => record) }]
      })
      return json({ nonce, at, epoch, pages, lost: [], more: false })
    }
    return photo(call, init)
  }

  function photo({ path, method, body: { nonce } }: Call, { headers, body }: RequestInit): Response {
    const held = photos.get(path.split('/').at(-1) ?? '')
    if (!held)
      return new Response(JSON.stringify({ nonce, error: { code: 'record-not-yet' } }), {
        status: 404,
        headers: { 'content-type': 'application/json', 'error-code': 'record-not-yet' },
      })
    if (method === 'HEAD')
      return new Response(null, {
        headers: { 'upload-offset': String(held.offset), 'upload-length': String(held.size) },
      })
    const offset = Number((headers as Record<string, string>)['upload-offset'])
    if (offset !== held.offset) return json({ nonce, error: { code: 'photo-offset' } }, 409)
    held.offset += (body as Uint8Array).length
    return json({ nonce, offset: held.offset, stored: held.offset === held.size })
  }

  return {
    calls,
    verdicts,
    records,
    photos,
    /** the next request to this path meets this fate */
    next: (path: RegExp, fate: Fate) => void fates.push({ path, fate }),
    always(fate: Fate) {
      always = fate
    },
    /** these mids are refused */
    refuse: (mid: string) => void refused.add(mid),
    /** the server stumbles over these: no verdict */
    stumble: (mid: string) => void silentOn.add(mid),
    heal: (mid: string) => void silentOn.delete(mid),
    put: (type: string, id: string, body: unknown) => put(space, type, id, id, body),
    /** it is lost, and stands there again from a backup in which there was nothing. [BK8] */
    restore(as: string) {
      epoch = as
      for (const table of [verdicts, heads, photos]) table.clear()
      records.length = 0
    },
    pushes: () => calls.filter(({ path }) => path === '/api/push').map(({ body }) => body.mutations ?? []),
    async fetch(url: string, init: RequestInit): Promise<Response> {
      const { pathname, searchParams } = new URL(url, 'http://phone')
      const isJson = typeof init.body === 'string'
      const body = isJson ? JSON.parse(init.body as string) : { nonce: searchParams.get('nonce') ?? '' }
      const call: Call = { method: init.method ?? 'GET', path: pathname, body }
      calls.push(call)
      const i = fates.findIndex(({ path }) => path.test(pathname))
      const fate = i < 0 ? always : (fates.splice(i, 1)[0]?.fate ?? always)
      return fate(call, () => act(call, init))
    },
  }
}

/** What networks and servers do to a request. */
export const fates = {
  answerLost: (_call: Call, act: () => Response): Response => {
    act()
    throw new TypeError('network')
  },
  requestLost: (): Response => {
    throw new TypeError('network')
  },
  doubled: (_call: Call, act: () => Response): Response => {
    act()
    return act()
  },
  html200: () => new Response('<h1>Wi-Fi</h1>', { headers: { 'content-type': 'text/html' } }),
  json200: () =>
    new Response('{"nonce":"somebody-elses-nonce","at":"2026-11-19T06:00:00.000Z","verdicts":[],"pages":[]}', {
      headers: { 'content-type': 'application/json' },
    }),
  cut: async (_call: Call, act: () => Response): Promise<Response> => {
    const response = act()
    return new Response((await response.text()).slice(0, -5), { headers: response.headers })
  },
  ours:
    (status: number, code: string, retryAfter?: number): Fate =>
    ({ body: { nonce } }) =>
      new Response(JSON.stringify({ nonce, error: { code, retryAfter } }), {
        status,
        headers: { 'content-type': 'application/json', 'error-code': code },
      }),
  foreign:
    (status: number): Fate =>
    () =>
      new Response('{"error":{"code":"signed-out"},"nonce":null}', {
        status,
        headers: { 'content-type': 'application/json' },
      }),
}
