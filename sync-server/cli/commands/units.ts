import type { DepartmentId } from '#domain/ids.ts'
import { fail, ok } from '#domain/result.ts'
import { hanoiDay } from '#domain/time.ts'
import { importUnits } from '#server/organisation/import-units.ts'
import type { Command } from '../command.ts'
import { readInput } from '../files.ts'
import { importRefusal } from './import-refusal.ts'

export const unitsImport: Command = {
  name: 'units import',
  usage: 'TỆP.csv',
  help: 'Nhập đơn vị: code,type,name,parent,valid_from,valid_to,aliases,successors (cách nhau bằng |)',
  positionals: 1,
  options: {},
  needs: 'department',
  async run(world, args, store, department) {
    const bytes = await readInput(args.positionals[0] ?? '')
    if (!bytes.ok) return bytes
    const context = {
      department: department.id as DepartmentId,
      newId: world.newId,
      today: hanoiDay(world.now()),
    }
    const done = await store.write(department.id, (tx) => importUnits(tx, context, bytes.value))
    if (!done.ok) return fail(importRefusal(done.error))
    const { added, changed, same } = done.value
    world.print(`Đơn vị: thêm ${added}, sửa ${changed}, giữ nguyên ${same}`)
    return ok(null)
  },
}
