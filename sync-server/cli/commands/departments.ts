import type { DepartmentId } from '#domain/ids.ts'
import type { UnitType } from '#domain/organisation/roles.ts'
import { holdsOn } from '#domain/organisation/validity.ts'
import { fingerprintOf } from '#domain/receipts/verify-file.ts'
import { dutySchema } from '#domain/records.ts'
import { ok } from '#domain/result.ts'
import { hanoiDay } from '#domain/time.ts'
import { createDepartment, putDuty } from '#server/organisation/department.ts'
import { UNIT_TYPE_WORDS } from '#server/organisation/words.ts'
import { accountsOf, grantsOf, peopleOf } from '#server/store/accounts.ts'
import { unitsOf } from '#server/store/organisation.ts'
import { type Command, refused } from '../command.ts'
import { tableLines } from '../table.ts'

/** A post's number as people dial it: short codes too. */
const isPhone = (text: string) => /^\+?[\d .-]{3,20}$/.test(text)

export const departmentCreate: Command = {
  name: 'department create',
  usage: '--name "Sở …" --office-phone "0900 000 001"',
  help: 'Tạo Sở, khóa ký biên nhận và số điện thoại trực của Văn phòng Sở',
  positionals: 0,
  options: { name: { type: 'string' }, 'office-phone': { type: 'string' } },
  required: ['name', 'office-phone'],
  needs: 'store',
  async run(world, args, store) {
    const name = (args.option('name') ?? '').normalize('NFC').trim()
    const officePhone = (args.option('office-phone') ?? '').trim()
    if (!isPhone(officePhone)) return refused('phone-wrong', `"${officePhone}" không phải số điện thoại.`)
    if (name === '' || !dutySchema.safeParse({ office: officePhone, departmentName: name }).success)
      return refused('name-wrong', 'Tên Sở phải có từ 1 đến 200 ký tự.')
    const id = world.newId() as DepartmentId
    const key = await store.write(id, (tx) => createDepartment(tx, world, { id, name, officePhone, at: world.now() }))
    world.print(`Đã tạo ${name}`)
    world.print(`Mã Sở: ${id}`)
    world.print(`Dấu vân tay của khóa ký: ${fingerprintOf(key)}`)
    return ok(null)
  },
}

export const departmentPhone: Command = {
  name: 'department phone',
  usage: 'SỐ',
  help: 'Đổi số điện thoại trực của Văn phòng Sở',
  positionals: 1,
  options: {},
  needs: 'department',
  async run(world, args, store, department) {
    const office = (args.positionals[0] ?? '').trim()
    if (!isPhone(office)) return refused('phone-wrong', `"${office}" không phải số điện thoại.`)
    await store.write(department.id, (tx) =>
      putDuty(tx, department.id as DepartmentId, { office, departmentName: department.name }),
    )
    world.print(`Số trực của Văn phòng Sở: ${office}`)
    return ok(null)
  },
}

export const departmentShow: Command = {
  name: 'department show',
  usage: '',
  help: 'Sở, các đơn vị và đầu mối hôm nay',
  positionals: 0,
  options: {},
  needs: 'department',
  async run(world, _args, store, department) {
    const today = hanoiDay(world.now())
    const { units, grants, names } = await store.read(department.id, async (tx) => {
      const people = new Map((await peopleOf(tx, department.id)).map(({ id, name }) => [id, name]))
      const accounts = await accountsOf(tx, department.id)
      return {
        units: await unitsOf(tx, department.id),
        grants: await grantsOf(tx, department.id),
        names: new Map(accounts.map(({ id, person_id }) => [id, people.get(person_id) ?? ''])),
      }
    })
    const focalPointOf = (unitId: string) => {
      const grant = grants.find(
        ({ role, unit_id, valid_from: from, valid_to: to }) =>
          role === 'focal_point' && unit_id === unitId && holdsOn({ from, to }, today),
      )
      return grant ? (names.get(grant.account_id) ?? '') : 'Chưa có đầu mối'
    }
    world.print(`${department.name} (${department.id})`)
    const parents = new Map(units.map(({ id, code }) => [id, code]))
    const rows = units.map(({ id, code, type, name, parent_id, valid_to }) => [
      code,
      name,
      UNIT_TYPE_WORDS[type as UnitType],
      parents.get(parent_id ?? '') ?? '',
      valid_to ?? '',
      focalPointOf(id),
    ])
    for (const line of tableLines(['Mã', 'Tên', 'Loại', 'Cấp trên', 'Đến ngày', 'Đầu mối'], rows)) world.print(line)
    return ok(null)
  },
}
