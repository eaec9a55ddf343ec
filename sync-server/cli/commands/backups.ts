import { fail, ok, type Result } from '#domain/result.ts'
import { type MakeFailure, makeBackup } from '#server/backup/make.ts'
import { type RestoreFailure, restoreBackup } from '#server/backup/restore.ts'
import { postgresTables, sqliteFile } from '#server/backup/source.ts'
import { NUMBERS_LEFT_FREE } from '#server/store/backups.ts'
import { databaseIn } from '#server/store/open.ts'
import { type Store, StoreTrouble } from '#server/store/store.ts'
import { type Command, type CommandRefusal, refused, type World } from '../command.ts'
import { openData } from '../data.ts'
import { hanoiText } from '../table.ts'

const SENTENCES = {
  'backup-running': 'Đang có một lần sao lưu khác chạy vào thư mục này.',
  'no-room': 'Đĩa không đủ chỗ cho bản sao lưu; chưa ghi gì và bản cũ còn nguyên.',
  'backup-unreadable': 'Thư mục này không phải bản sao lưu, hoặc tệp manifest.json đã hỏng.',
  'server-running': 'Máy chủ đang chạy trên thư mục đích. Hãy dừng máy chủ trước.',
  'target-not-empty': 'Thư mục đích đã có tệp. Hãy chọn một thư mục trống; lệnh này không ghi đè gì.',
  'database-not-empty':
    'Cơ sở dữ liệu của DATABASE_URL đã có Sở. Hãy dùng một cơ sở dữ liệu trống; lệnh này không ghi đè gì.',
  'database-trouble':
    'Cơ sở dữ liệu không trả lời giữa chừng; chưa có gì được giữ lại. Hãy xem lại nó rồi chạy lệnh lần nữa.',
  'database-broken': 'Cơ sở dữ liệu trong bản sao bị hỏng.',
  'database-newer': 'Bản sao do phiên bản mới hơn tạo ra. Hãy dùng đúng phiên bản đó hoặc mới hơn.',
  'heads-differ': 'Nội dung cơ sở dữ liệu khác với manifest.json.',
  'receipt-wrong': 'Có biên nhận sai chữ ký trong bản sao.',
  'photo-wrong': 'Có ảnh bị hỏng hoặc thiếu trong bản sao.',
} as const satisfies Record<MakeFailure | RestoreFailure, string>

export const backupMake: Command = {
  name: 'backup',
  usage: '[--to THƯ-MỤC]',
  help: 'Sao lưu dữ liệu và ảnh khi máy chủ vẫn chạy, rồi khôi phục thử để kiểm tra; mặc định vào BACKUP_DIR',
  positionals: 0,
  options: { to: { type: 'string' } },
  needs: 'store',
  async run(world, args, store) {
    const to = args.option('to') ?? world.backupDir
    if (!to) return refused('to-missing', 'Chưa biết sao lưu vào đâu: hãy thêm --to THƯ-MỤC hoặc đặt BACKUP_DIR.')
    const { dataDir, databaseUrl, now } = world
    const source = databaseUrl === null ? sqliteFile(databaseIn(dataDir)) : postgresTables(store)
    const made = await unlessBlocked(() => makeBackup({ dataDir, source, store, now }, to))
    if (!made.ok) return made
    const { folder, manifest, receipts, photos, removed } = made.value
    world.print(`Đã sao lưu và khôi phục thử: ${folder}`)
    world.print(
      `${manifest.departments.length} Sở, ${receipts} biên nhận, ${photos} ảnh, lúc ${hanoiText(manifest.made)}`,
    )
    for (const name of removed) world.print(`Đã bỏ bản cũ ${name}`)
    if (manifest.missing.length === 0) return ok(null)
    return fail<CommandRefusal>({
      code: 'photos-missing',
      lines: [
        ...manifest.missing.map((key) => `Thiếu hoặc hỏng: photos/${key}`),
        `Bản sao có đủ chữ, nhưng thiếu ${manifest.missing.length} ảnh mà máy chủ đã nhận. [photos-missing]`,
      ],
    })
  },
}

export const backupRestore: Command = {
  name: 'restore',
  usage: 'BẢN-SAO [--to THƯ-MỤC-DỮ-LIỆU]',
  help: 'Khôi phục một bản sao lưu vào thư mục trống (không có --to: vào PostgreSQL trống của DATABASE_URL, ảnh vào DATA_DIR), kiểm tra, và báo cho điện thoại gửi lại phần còn giữ',
  positionals: 1,
  options: { to: { type: 'string' } },
  needs: 'nothing',
  async run(world, args) {
    const [backup = ''] = args.positionals
    const to = args.option('to')
    if (to !== undefined) return restoreInto(world, backup, { folder: to })
    if (world.databaseUrl === null)
      return refused('to-missing', 'Chưa biết khôi phục vào đâu: hãy thêm --to THƯ-MỤC hoặc đặt DATABASE_URL.')
    const opened = await openData(world, { create: false })
    if (!opened.ok) return opened
    try {
      return await restoreInto(world, backup, { folder: world.dataDir, database: opened.value })
    } finally {
      await opened.value.close()
    }
  },
}

async function restoreInto(
  world: World,
  backup: string,
  { folder, database }: { folder: string; database?: Store },
): Promise<Result<null, CommandRefusal>> {
  const { now, newId } = world
  const restored = await unlessBlocked(() =>
    restoreBackup(backup, folder, { now, newId, ...(database ? { into: database } : {}) }),
  )
  if (!restored.ok) return restored
  const { manifest, standing, receipts, photos } = restored.value
  const where = database ? `PostgreSQL, ảnh vào ${folder},` : folder
  world.print(`Đã khôi phục vào ${where} bản sao lúc ${hanoiText(manifest.made)}.`)
  world.print(`${standing.length} Sở, ${receipts} biên nhận và ${photos} ảnh đã kiểm tra.`)
  for (const { department, epoch } of standing) world.print(`Sở ${department}: kỷ nguyên mới ${epoch}`)
  world.print(`Số sự cố và số đến bỏ cách ${NUMBERS_LEFT_FREE} số, để dành cho phần điện thoại gửi lại.`)
  if (manifest.missing.length > 0) world.print(`${manifest.missing.length} ảnh chờ điện thoại gửi lại.`)
  world.print('Việc khóa tài khoản, thu hồi thiết bị và đổi mật khẩu sau bản sao này phải làm lại bằng tay.')
  return ok(null)
}

/** A folder that cannot be read or written, or a database that went away, is told in words. */
async function unlessBlocked<T, E extends MakeFailure | RestoreFailure>(
  work: () => Promise<{ ok: true; value: T } | { ok: false; error: E }>,
) {
  try {
    const outcome = await work()
    return outcome.ok ? outcome : refused(outcome.error, SENTENCES[outcome.error])
  } catch (error) {
    if (error instanceof StoreTrouble) return refused('database-trouble', SENTENCES['database-trouble'])
    const { code, path } = error as NodeJS.ErrnoException
    if (typeof code !== 'string' || !path) throw error
    return refused('folder-blocked', `Không đọc hoặc ghi được ${path} (${code}).`)
  }
}
