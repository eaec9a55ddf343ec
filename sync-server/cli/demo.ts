import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { instantOf } from '#domain/time.ts'
import { ensureDemo } from './demo/folder.ts'
import { roleWord } from './demo/seed.ts'
import { tableLines } from './table.ts'

const SENTENCES = {
  'folder-in-use': 'Một máy chủ khác đang chạy trên thư mục này.',
  'folder-foreign':
    'Nơi này có dữ liệu không phải của bản minh họa; bản minh họa không đụng tới. Chọn DATA_DIR hoặc DATABASE_URL khác.',
  'database-kept': 'Với PostgreSQL, bản minh họa không xóa gì. Muốn làm lại, hãy tạo một cơ sở dữ liệu trống.',
  'database-closed': 'Không mở được cơ sở dữ liệu của DATABASE_URL; lệnh npm start nói rõ lý do.',
} as const

/** `npm run demo`: invented people and a little past, then the server itself in the same process. */
process.env.DATA_DIR ||= './data/demo'
process.env.LOG_LEVEL ||= 'warn'
const dataDir = process.env.DATA_DIR
const demo = await ensureDemo({
  dataDir,
  databaseUrl: process.env.DATABASE_URL || null,
  fresh: process.argv.includes('--fresh'),
  now: instantOf(Date.now()),
  newId: randomUUID,
  random: randomBytes,
})
if (demo.ok) {
  const rows = demo.value.map(({ username, password, role, unit, displayName }) => [
    username,
    password,
    roleWord(role),
    unit,
    displayName,
  ])
  const table = tableLines(['Tên đăng nhập', 'Mật khẩu', 'Vai trò', 'Đơn vị', 'Họ tên'], rows)
  process.stdout.write(`${table.join('\n')}\n\nCũng ở ${join(dataDir, 'demo-accounts.json')}\n`)
  await import('../main.ts')
} else {
  process.stderr.write(`${dataDir}: ${SENTENCES[demo.error]} [${demo.error}]\n`)
  process.exitCode = 1
}
