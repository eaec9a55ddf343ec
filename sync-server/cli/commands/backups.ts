import { fail, ok } from '#domain/result.ts'
import { type MakeFailure, makeBackup } from '#server/backup/make.ts'
import { type RestoreFailure, restoreBackup } from '#server/backup/restore.ts'
import { NUMBERS_LEFT_FREE } from '#server/store/backups.ts'
import { type Command, type CommandRefusal, refused } from '../command.ts'
import { hanoiText } from '../table.ts'

const SENTENCES = {
  'backup-running': 'Đang có một lần sao lưu khác chạy vào thư mục này.',
  'no-room': 'Đĩa không đủ chỗ cho bản sao lưu; chưa ghi gì và bản cũ còn nguyên.',
  'backup-unreadable': 'Thư mục này không phải bản sao lưu, hoặc tệp manifest.json đã hỏng.',
  'server-running': 'Máy chủ đang chạy trên thư mục đích. Hãy dừng máy chủ trước.',
  'target-not-empty': 'Thư mục đích đã có tệp. Hãy chọn một thư mục trống; lệnh này không ghi đè gì.',
  'database-broken': 'Cơ sở dữ liệu trong bản sao bị hỏng.',
  'database-newer': 'Bản sao do phiên bản mới hơn tạo ra. Hãy dùng đúng phiên bản đó hoặc mới hơn.',
  'heads-differ': 'Nội dung cơ sở dữ liệu khác với manifest.json.',
  'receipt-wrong': 'Có biên nhận sai chữ ký trong bản sao.',
  'photo-wrong': 'Có ảnh bị hỏng hoặc thiếu trong bản sao.',
} as const satisfies Record<MakeFailure | RestoreFailure, string>

/** PostgreSQL has backups of its own; what they must go together with is told in OPERATIONS.md. */
const ON_POSTGRES =
  'Lệnh này sao lưu SQLite. Với PostgreSQL hãy dùng pg_dump và chép thư mục photos, như OPERATIONS.md chỉ.'

export const backupMake: Command = {
  name: 'backup',
  usage: '[--to THƯ-MỤC]',
  help: 'Sao lưu dữ liệu và ảnh khi máy chủ vẫn chạy, rồi khôi phục thử để kiểm tra; mặc định vào BACKUP_DIR',
  positionals: 0,
  options: { to: { type: 'string' } },
  needs: 'store',
  async run(world, args, store) {
    if (world.databaseUrl !== null) return refused('engine-other', ON_POSTGRES)
    const to = args.option('to') ?? world.backupDir
    if (world.databaseUrl !== null)
      return refused(
        'backup-elsewhere',
        'Với PostgreSQL hãy dùng pg_dump, hoặc "store copy" vào một thư mục rồi sao lưu.',
      )
    if (!to) return refused('to-missing', 'Chưa biết sao lưu vào đâu: hãy thêm --to THƯ-MỤC hoặc đặt BACKUP_DIR.')
    const made = await unlessBlocked(() => makeBackup({ dataDir: world.dataDir, store, now: world.now }, to))
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
  usage: 'BẢN-SAO --to THƯ-MỤC-DỮ-LIỆU',
  help: 'Khôi phục một bản sao lưu vào thư mục trống, kiểm tra, và báo cho điện thoại gửi lại phần còn giữ',
  positionals: 1,
  options: { to: { type: 'string' } },
  required: ['to'],
  needs: 'nothing',
  async run(world, args) {
    const target = args.option('to') ?? ''
    const restored = await unlessBlocked(() => restoreBackup(args.positionals[0] ?? '', target, world))
    if (!restored.ok) return restored
    const { manifest, standing, receipts, photos } = restored.value
    world.print(`Đã khôi phục vào ${target} bản sao lúc ${hanoiText(manifest.made)}.`)
    world.print(`${standing.length} Sở, ${receipts} biên nhận và ${photos} ảnh đã kiểm tra.`)
    for (const { department, epoch } of standing) world.print(`Sở ${department}: kỷ nguyên mới ${epoch}`)
    world.print(`Số sự cố và số đến bỏ cách ${NUMBERS_LEFT_FREE} số, để dành cho phần điện thoại gửi lại.`)
    if (manifest.missing.length > 0) world.print(`${manifest.missing.length} ảnh chờ điện thoại gửi lại.`)
    world.print('Việc khóa tài khoản, thu hồi thiết bị và đổi mật khẩu sau bản sao này phải làm lại bằng tay.')
    return ok(null)
  },
}

/** A folder that cannot be read or written is told in words, with the system's own code. */
async function unlessBlocked<T, E extends MakeFailure | RestoreFailure>(
  work: () => Promise<{ ok: true; value: T } | { ok: false; error: E }>,
) {
  try {
    const outcome = await work()
    return outcome.ok ? outcome : refused(outcome.error, SENTENCES[outcome.error])
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (typeof code !== 'string' || !path) throw error
    return refused('folder-blocked', `Không đọc hoặc ghi được ${path} (${code}).`)
  }
}
