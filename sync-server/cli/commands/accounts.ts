import type { DepartmentId } from '#domain/ids.ts'
import type { Role } from '#domain/organisation/roles.ts'
import { holdsOn } from '#domain/organisation/validity.ts'
import { fail, ok } from '#domain/result.ts'
import { hanoiDay } from '#domain/time.ts'
import { disableAccount, enableAccount, renewCode } from '#server/organisation/accounts.ts'
import { importAccounts, type NewAccount } from '#server/organisation/import-accounts.ts'
import { ROLE_WORDS } from '#server/organisation/words.ts'
import { accountsOf, grantsOf, peopleOf } from '#server/store/accounts.ts'
import { unitsOf } from '#server/store/organisation.ts'
import { type Command, refused } from '../command.ts'
import { createPrivate, csvRow, readInput } from '../files.ts'
import { hanoiText, tableLines } from '../table.ts'
import { importRefusal } from './import-refusal.ts'

const unknown = (username: string) => refused('account-unknown', `Không có tài khoản "${username}".`)

export const accountsImport: Command = {
  name: 'accounts import',
  usage: 'TỆP.csv [--codes TỆP-MÃ.csv]',
  help: 'Nhập tài khoản: username,name,position,phone,email,role,unit,valid_from,valid_to; in mã kích hoạt',
  positionals: 1,
  options: { codes: { type: 'string' } },
  needs: 'department',
  async run(world, args, store, department) {
    const bytes = await readInput(args.positionals[0] ?? '')
    if (!bytes.ok) return bytes
    const codesFile = args.option('codes')
    // opened first, so that no code is made that cannot be handed over
    const file = codesFile === undefined ? null : await createPrivate(codesFile)
    if (file && !file.ok) return file
    const context = { department: department.id as DepartmentId, newId: world.newId, now: world.now() }
    const done = await store.write(department.id, (tx) => importAccounts(tx, context, bytes.value))
    const codes = done.ok && done.value.accounts.length > 0 ? codesCsv(done.value.accounts) : null
    if (codes === null) await file?.value.discard()
    else await file?.value.write(codes)
    if (!done.ok) return fail(importRefusal(done.error))
    const { posts, accounts } = done.value
    world.print(`Vai trò: thêm ${posts.added}, sửa ${posts.changed}, giữ nguyên ${posts.same}`)
    world.print(`Tài khoản mới: ${accounts.length}`)
    if (codes !== null) world.print(file ? `Mã kích hoạt ở ${codesFile}: trao tận tay rồi xóa tệp` : codes.trimEnd())
    return ok(null)
  },
}

const codesCsv = (accounts: readonly NewAccount[]): string =>
  [
    csvRow(['username', 'name', 'code', 'expires']),
    ...accounts.map(({ username, name, code, expiresAt }) => csvRow([username, name, code, hanoiText(expiresAt)])),
  ].join('')

export const accountsCode: Command = {
  name: 'accounts code',
  usage: 'TÊN-ĐĂNG-NHẬP',
  help: 'Cấp mã kích hoạt mới, cũng là cách lấy lại mật khẩu; mã cũ hết dùng',
  positionals: 1,
  options: {},
  needs: 'department',
  async run(world, args, store, { id }) {
    const username = args.positionals[0] ?? ''
    const made = await store.write(id, (tx) => renewCode(tx, id, username, world.now()))
    if (!made.ok) return unknown(username)
    world.print(`Mã kích hoạt: ${made.value.code}`)
    world.print(`Dùng một lần, trước ${hanoiText(made.value.expiresAt)}. Khi dùng, mọi máy đang đăng nhập sẽ bị thoát.`)
    return ok(null)
  },
}

export const accountsDisable: Command = {
  name: 'accounts disable',
  usage: 'TÊN-ĐĂNG-NHẬP',
  help: 'Khóa tài khoản và thoát mọi máy của tài khoản đó; dữ liệu vẫn còn',
  positionals: 1,
  options: {},
  needs: 'department',
  async run(world, args, store, { id }) {
    const username = args.positionals[0] ?? ''
    const done = await store.write(id, (tx) => disableAccount(tx, id, username, world.now()))
    if (!done.ok) return unknown(username)
    world.print(`Đã khóa ${username}; thoát ${done.value.ended.length} máy`)
    return ok(null)
  },
}

export const accountsEnable: Command = {
  name: 'accounts enable',
  usage: 'TÊN-ĐĂNG-NHẬP',
  help: 'Mở lại tài khoản với mật khẩu cũ',
  positionals: 1,
  options: {},
  needs: 'department',
  async run(world, args, store, { id }) {
    const username = args.positionals[0] ?? ''
    const done = await store.write(id, (tx) => enableAccount(tx, id, username))
    if (!done.ok) return unknown(username)
    world.print(`Đã mở ${username}`)
    return ok(null)
  },
}

export const accountsList: Command = {
  name: 'accounts list',
  usage: '',
  help: 'Các tài khoản, vai trò hôm nay và tình trạng',
  positionals: 0,
  options: {},
  needs: 'department',
  async run(world, _args, store, { id }) {
    const today = hanoiDay(world.now())
    const [accounts, people, grants, units] = await store.read(id, async (tx) => [
      await accountsOf(tx, id),
      new Map((await peopleOf(tx, id)).map((person) => [person.id, person])),
      Map.groupBy(await grantsOf(tx, id), ({ account_id }) => account_id),
      new Map((await unitsOf(tx, id)).map((unit) => [unit.id, unit.code])),
    ])
    const postsOf = (accountId: string) =>
      (grants.get(accountId) ?? [])
        .filter(({ valid_from: from, valid_to: to }) => holdsOn({ from, to }, today))
        .map(({ role, unit_id }) => `${ROLE_WORDS[role as Role]} (${units.get(unit_id) ?? ''})`)
        .join(', ')
    const rows = accounts.map((account) => [
      account.username,
      people.get(account.person_id)?.name ?? '',
      postsOf(account.id),
      account.disabled_at ? 'Đã khóa' : account.password_hash ? 'Đang dùng' : 'Chưa kích hoạt',
    ])
    for (const line of tableLines(['Tên đăng nhập', 'Họ tên', 'Vai trò', 'Tình trạng'], rows)) world.print(line)
    return ok(null)
  },
}
