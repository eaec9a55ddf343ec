import type { DepartmentId } from '#domain/ids.ts'
import { ok } from '#domain/result.ts'
import { compact, REMEMBERED_DAYS } from '#server/upkeep/compact.ts'
import { type Command, refused } from '../command.ts'

/** Shorter would make phones that were away for a long holiday fetch everything anew, for nothing. */
const LEAST_DAYS = 90

export const tombstonesForget: Command = {
  name: 'tombstones forget',
  usage: '[--days N]',
  help: `Quên những lần gỡ bỏ cũ hơn N ngày (mặc định ${REMEMBERED_DAYS}); máy chủ cũng tự làm mỗi ngày`,
  positionals: 0,
  options: { days: { type: 'string' } },
  needs: 'department',
  async run(world, args, store, { id }) {
    const days = Number(args.option('days') ?? REMEMBERED_DAYS)
    if (!Number.isInteger(days) || days < LEAST_DAYS)
      return refused('days-wrong', `--days phải là số nguyên, ít nhất ${LEAST_DAYS}.`)
    const forgotten = await compact(store, id as DepartmentId, { now: world.now(), days })
    world.print(`Đã quên ${forgotten} lần gỡ bỏ cũ hơn ${days} ngày.`)
    return ok(null)
  },
}
