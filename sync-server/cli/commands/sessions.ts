import { ok } from '#domain/result.ts'
import { ownAccount } from '#server/organisation/accounts.ts'
import { accountsOf } from '#server/store/accounts.ts'
import { liveSessionsOf, revokeSession } from '#server/store/sessions.ts'
import { type Command, refused } from '../command.ts'
import { hanoiText, tableLines } from '../table.ts'

export const sessionsList: Command = {
  name: 'sessions list',
  usage: '[TÊN-ĐĂNG-NHẬP]',
  help: 'Các máy đang đăng nhập',
  positionals: 0,
  options: {},
  needs: 'department',
  async run(world, args, store, { id }) {
    const wanted = args.positionals[0]
    const rows = await store.read(id, async (tx) => {
      const account = wanted === undefined ? null : await ownAccount(tx, id, wanted)
      if (account === undefined) return null
      const accounts = account ? [account] : await accountsOf(tx, id)
      const found: string[][] = []
      for (const each of accounts)
        for (const session of await liveSessionsOf(tx, id, each.id, world.now()))
          found.push([
            session.id,
            each.username,
            session.device,
            session.shared === 1 ? 'Dùng chung' : '',
            hanoiText(session.seen_at),
          ])
      return found
    })
    if (rows === null) return refused('account-unknown', `Không có tài khoản "${wanted}".`)
    for (const line of tableLines(['Phiên', 'Tên đăng nhập', 'Máy', 'Loại', 'Dùng lần cuối'], rows)) world.print(line)
    return ok(null)
  },
}

export const sessionsRevoke: Command = {
  name: 'sessions revoke',
  usage: 'PHIÊN',
  help: 'Thoát một máy (mã phiên lấy từ "sessions list")',
  positionals: 1,
  options: {},
  needs: 'department',
  async run(world, args, store, { id }) {
    const session = args.positionals[0] ?? ''
    const [{ numUpdatedRows = 0n } = {}] = await store.write(id, (tx) => revokeSession(tx, id, session, world.now()))
    if (numUpdatedRows === 0n) return refused('session-unknown', `Không có phiên "${session}" đang mở.`)
    world.print('Đã thoát máy đó')
    return ok(null)
  },
}
