import { existsSync } from 'node:fs'
import type { DepartmentId } from '#domain/ids.ts'
import { ok, type Result } from '#domain/result.ts'
import { countReceipts } from '#server/backup/check.ts'
import { copyDepartment } from '#server/store/copy.ts'
import { lockFolder } from '#server/store/lock.ts'
import { type DataPlace, isPostgresUrl } from '#server/store/open.ts'
import { type DepartmentRow, departments } from '#server/store/organisation.ts'
import { SERVER, type Store } from '#server/store/store.ts'
import { type Command, type CommandRefusal, refused, type World } from '../command.ts'
import { openData } from '../data.ts'

const SENTENCES = {
  'target-not-empty': 'Nơi đến đã có dữ liệu của Sở này; lệnh này không ghi đè gì.',
  'username-taken': 'Nơi đến đã có Sở khác dùng một tên đăng nhập của Sở này.',
} as const

type Done<T = null> = Promise<Result<T, CommandRefusal>>

/** [ST12] */
export const storeCopy: Command = {
  name: 'store copy',
  usage: '--from NƠI --to NƠI [--department MÃ-SỞ]',
  help: 'Chép Sở (hoặc mọi Sở) giữa SQLite và PostgreSQL; NƠI là thư mục dữ liệu hoặc postgres://… Dừng máy chủ trước',
  positionals: 0,
  options: { from: { type: 'string' }, to: { type: 'string' } },
  required: ['from', 'to'],
  needs: 'nothing',
  run: (world, args) => {
    const [from, to] = [placeOf(args.option('from') ?? ''), placeOf(args.option('to') ?? '')]
    const wanted = args.option('department')
    return withStore(from, { create: false }, (source) =>
      withStore(to, { create: true }, async (target) => {
        const all = await source.read(SERVER, departments)
        const chosen = all.filter(({ id }) => wanted === undefined || id === wanted)
        if (chosen.length === 0) return refused('department-unknown', 'Nơi đi không có Sở này.')
        for (const department of chosen) {
          const copied = await copyOne(world, source, target, department)
          if (!copied.ok) return copied
        }
        world.print('Ảnh nằm yên ở thư mục photos của nơi đi. Nếu DATA_DIR đổi, hãy chép thư mục photos sang đó.')
        return ok(null)
      }),
    )
  },
}

const placeOf = (text: string): DataPlace =>
  isPostgresUrl(text) ? { dataDir: '.', databaseUrl: text } : { dataDir: text, databaseUrl: null }

/** A server on the folder would go on writing to what was copied already. */
async function withStore(place: DataPlace, how: { create: boolean }, work: (store: Store) => Done): Done {
  const store = await openData(place, how)
  if (!store.ok) return store
  const isFolder = place.databaseUrl === null && existsSync(place.dataDir)
  const unlock = isFolder ? lockFolder(place.dataDir) : () => undefined
  try {
    if (!unlock) return refused('server-running', `Máy chủ đang chạy trên ${place.dataDir}. Hãy dừng máy chủ trước.`)
    return await work(store.value)
  } finally {
    await store.value.close()
    unlock?.()
  }
}

async function copyOne(world: World, source: Store, target: Store, { id, name }: DepartmentRow): Done {
  // what is broken is not carried on as if it were whole
  if ((await countReceipts(source, id as DepartmentId)) === null)
    return refused('receipt-wrong', `${name}: nơi đi có biên nhận sai chữ ký; chưa chép gì của Sở này.`)
  const copied = await copyDepartment(source, target, id)
  if (!copied.ok) return refused(copied.error, `${name}: ${SENTENCES[copied.error]}`)
  const receipts = await countReceipts(target, id as DepartmentId)
  if (receipts === null) throw new Error('receipts that held in the source do not hold in its copy')
  world.print(`${name}: đã chép ${copied.value} dòng, giống từng byte; ${receipts} biên nhận đúng chữ ký.`)
  return ok(null)
}
