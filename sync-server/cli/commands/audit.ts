import type { DepartmentId } from '#domain/ids.ts'
import { ok } from '#domain/result.ts'
import { type LogHead, verifyLog } from '#server/audit/verify-log.ts'
import { type Command, refused } from '../command.ts'

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[--noted SỐ:MÃ]',
  help: 'Kiểm tra chuỗi băm của nhật ký; --noted so với dòng cuối đã ghi lại lần trước',
  positionals: 0,
  options: { noted: { type: 'string' } },
  needs: 'department',
  async run(world, args, store, { id, name }) {
    const text = args.option('noted')
    const noted = text === undefined ? null : headIn(text)
    if (text !== undefined && !noted)
      return refused('noted-malformed', '--noted phải có dạng SỐ:MÃ, như lệnh này in ra.')
    const verified = await verifyLog(store, id as DepartmentId, noted)
    if (!verified.ok) {
      const { seq, mid } = verified.error
      const what = mid === null ? `dòng số ${seq} không còn` : `dòng số ${seq} (${mid}) đã bị sửa hoặc thay`
      return refused('log-broken', `Nhật ký của ${name} không còn nguyên vẹn: ${what}.`)
    }
    world.print(`Nhật ký của ${name} nguyên vẹn: ${verified.value.seq} dòng.`)
    world.print(`Dòng cuối: ${verified.value.seq}:${verified.value.hash}`)
    return ok(null)
  },
}

function headIn(text: string): LogHead | null {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash }
}
