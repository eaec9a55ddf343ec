import type { DepartmentId } from '#domain/ids.ts'
import { signingKeySchema } from '#domain/receipts/receipt.ts'
import { fingerprintOf } from '#domain/receipts/verify-file.ts'
import { ok } from '#domain/result.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { liveInSpace } from '#server/store/records.ts'
import type { Command } from '../command.ts'
import { hanoiText } from '../table.ts'

export const keysList: Command = {
  name: 'keys list',
  usage: '[--json]',
  help: 'Các khóa ký biên nhận và dấu vân tay để công bố; --json in tệp cho "receipt verify --keys"',
  positionals: 0,
  options: { json: { type: 'boolean' } },
  needs: 'department',
  async run(world, args, store, { id }) {
    const rows = await store.read(id, (tx) => liveInSpace(tx, id as DepartmentId, BULLETIN, 'signing_key'))
    const keys = rows.map(({ body }) => signingKeySchema.parse(JSON.parse(body)))
    if (args.option('json') !== undefined) world.print(JSON.stringify(keys, null, 2))
    else for (const key of keys) world.print(`${key.id}  từ ${hanoiText(key.from)}\n  ${fingerprintOf(key)}`)
    return ok(null)
  },
}
