import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { IncidentId, UnitId } from '#domain/ids.ts'
import type { IncidentBody } from '#domain/incidents/body.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
import { urgencyFor } from '#domain/incidents/severity.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import { instantOf } from '#domain/time.ts'
import { type Profile, sessionAnswerSchema } from '#protocol/session.ts'
import { type AccountDb, openAccountDb } from '#storage/db.ts'
import { actorOf } from '#storage/device.ts'
import { mutate } from '#storage/mutate.ts'
import { chunksOf, newPhoto } from '#storage/photos.ts'
import { browserTimers } from '#sync/browser.ts'
import { createSyncEngine } from '#sync/engine.ts'
import { createFetchTransport } from '#sync/fetch-transport.ts'
import type { SyncEngine } from '#sync/state.ts'
import type { Transport } from '#sync/transport.ts'
import { refOf } from '#tests/support/images.ts'
import type { Account } from '#tests/support/server-process.ts'

/** The app's own storage, engine and transport without a screen, so that what they put on the wire can be counted. */
export interface NodePhone {
  profile: Profile
  cookie: string
  db: AccountDb
  engine: SyncEngine
  transport: Transport
  /** Puts one incident in line, with these photos. */
  report(whatHappened: string, photos?: readonly Uint8Array[]): Promise<void>
  close(): void
}

const newNonce = () => randomUUID().replaceAll('-', '')

export async function signIn(origin: string, { username, password }: Account) {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ nonce: newNonce(), username, password, device: 'Máy đo (minh họa)', shared: false }),
  })
  if (!answer.ok) throw new Error(`sign-in of ${username}: ${answer.status} ${await answer.text()}`)
  const { profile } = sessionAnswerSchema.parse(await answer.json())
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return { profile, cookie }
}

/** @param line where everything but the sign-in goes, when that is another place */
export async function openNodePhone(origin: string, account: Account, line = origin): Promise<NodePhone> {
  const { profile, cookie } = await signIn(origin, account)
  const db = openAccountDb(profile.accountId, { indexedDB: new IDBFactory(), IDBKeyRange })
  const clock = () => Date.now()
  const transport = createFetchTransport({
    account: profile.accountId,
    fetch: (url, init) => fetch(`${line}${url}`, { ...init, headers: { ...(init.headers as object), cookie } }),
    newNonce,
    timers: browserTimers,
    compress: async (text) => new Uint8Array(gzipSync(text)),
    openStream: null,
  })
  const engine = createSyncEngine({
    db,
    account: profile.accountId,
    transport,
    clock,
    random: Math.random,
    newId: randomUUID,
    timers: {
      after(ms, work) {
        const timer = setTimeout(work, ms)
        return () => clearTimeout(timer)
      },
    },
    locks: {
      async tryHold(_name, work) {
        await work()
        return 'done'
      },
    },
    environment: { isVisible: () => true, isOnline: () => true, onChange: () => () => undefined },
    onError(error) {
      throw error
    },
  })
  const actor = actorOf(profile)
  const unitId = profile.grants[0]?.unitId as UnitId
  return {
    profile,
    cookie,
    db,
    engine,
    transport,
    async report(whatHappened, photos = []) {
      const incidentId = randomUUID() as IncidentId
      const refs = photos.map((bytes) => refOf(bytes))
      for (const [n, ref] of refs.entries()) await keepPhoto(db, incidentId, ref, photos[n] ?? new Uint8Array())
      const args = { incidentId, unitId, body: bodyOf(whatHappened, clock()), photos: refs }
      const deps = { db, actor, clock, newId: randomUUID, zoneMinutes: () => 420 }
      const done = await mutate(deps, { name: 'incident.report', args })
      if (!done.ok) throw new Error(`refused: ${JSON.stringify(done.error)}`)
    },
    close() {
      engine.stop()
      db.close()
    },
  }
}

/** As a sent report leaves it behind: waiting. */
async function keepPhoto(db: AccountDb, incidentId: IncidentId, ref: PhotoRef, bytes: Uint8Array): Promise<void> {
  const row = newPhoto(ref, { draftId: '', entity: incidentId, entityType: 'incident' })
  await db.photoChunks.bulkAdd(chunksOf(ref.id, new Uint8Array(bytes).buffer))
  await db.photos.add({ ...row, state: 'waiting' })
}

const bodyOf = (whatHappened: string, now: number): IncidentBody => ({
  ...emptyDraft(instantOf(now)),
  title: 'Tai nạn thương tích, trong trường',
  category: 'injury',
  severity: 2,
  urgency: urgencyFor[2],
  place: { kind: 'on_campus', text: 'Sân sau' },
  whatHappened,
})

const WORDS =
  'học sinh lớp trường sân sau nhà ăn cầu thang giờ ra chơi bị ngã đau tay chân đầu bụng buồn nôn đã đưa tới trạm y tế bệnh viện phụ huynh giáo viên chủ nhiệm ban giám hiệu báo công an gọi điện xe cứu thương an toàn bình thường theo dõi thêm chưa rõ nguyên nhân do trời mưa nền trơn gió lớn mái tôn cây đổ dây điện chập cháy khói dập tắt ngay không ai thương vong nhẹ nặng khâu mũi bó bột nghỉ ở ba ngày sáng chiều tối hôm nay qua khoảng phút sau trước khi hết tiết thể dục bếp suất cơm sữa nước uống mẫu lưu đơn vị cung cấp kiểm tra lấy lời kể nhóm lan truyền tin đồn mạng xã hội bài đăng gỡ xuống liên hệ phóng hỏi trả lời theo quy chế phát ngôn'.split(
    ' ',
  )

/** Two or three sentences that no compressor has seen before. @param random 0 to 1 */
export function sentences(length: number, random: () => number): string {
  let text = ''
  while (text.length < length) {
    const word = WORDS[Math.floor(random() * WORDS.length)] ?? ''
    text += random() < 0.08 && text ? `. ${word[0]?.toUpperCase()}${word.slice(1)}` : `${text ? ' ' : ''}${word}`
  }
  return `${text}.`
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
