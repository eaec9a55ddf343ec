import type { DepartmentId } from '#domain/ids.ts'
import { ok } from '#domain/result.ts'
import { pieceRecipientsSchema, publishPieceRules } from '#server/organisation/piece-rules.ts'
import { type Command, refused } from '../command.ts'
import { readJson } from '../json-file.ts'

export const piecesImport: Command = {
  name: 'pieces import',
  usage: 'TỆP.json',
  help: 'Tin bài và gương điển hình gửi về những nơi nào (mã đơn vị), từ ngày nào',
  positionals: 1,
  options: {},
  needs: 'department',
  async run(world, args, store, department) {
    const read = await readJson(args.positionals[0] ?? '', pieceRecipientsSchema)
    if (!read.ok) return read
    const done = await store.write(department.id, (tx) =>
      publishPieceRules(tx, department.id as DepartmentId, read.value),
    )
    if (!done.ok) return refused('unit-unknown', `Không có đơn vị nào mang mã: ${done.error.join(', ')}.`)
    const same = done.value.same > 0 ? ' (không đổi)' : ''
    world.print(`Nơi nhận tin bài: ${read.value.recipients.length} dòng${same}`)
    return ok(null)
  },
}
