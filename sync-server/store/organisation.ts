import type { Schema } from './schema.ts'
import type { Tx } from './store.ts'

export type DepartmentRow = Schema['departments']
export type UnitRow = Schema['units']

export const insertDepartment = (tx: Tx, row: DepartmentRow) => tx.insertInto('departments').values(row).execute()

export const departments = (tx: Tx) => tx.selectFrom('departments').selectAll().orderBy('created_at').execute()

export const insertUnit = (tx: Tx, row: UnitRow) => tx.insertInto('units').values(row).execute()

export const updateUnit = (tx: Tx, { department, id, ...rest }: UnitRow) =>
  tx.updateTable('units').set(rest).where('department', '=', department).where('id', '=', id).execute()

export const unitsOf = (tx: Tx, department: string) =>
  tx.selectFrom('units').selectAll().where('department', '=', department).orderBy('code').execute()

export const aliasesOf = (tx: Tx, department: string) =>
  tx.selectFrom('unit_aliases').selectAll().where('department', '=', department).orderBy('alias').execute()

export const insertAlias = (tx: Tx, row: Schema['unit_aliases']) => tx.insertInto('unit_aliases').values(row).execute()

export const removeAliasesOf = (tx: Tx, department: string, unitId: string) =>
  tx.deleteFrom('unit_aliases').where('department', '=', department).where('unit_id', '=', unitId).execute()

export const successorsOf = (tx: Tx, department: string) =>
  tx
    .selectFrom('unit_successors')
    .selectAll()
    .where('department', '=', department)
    .orderBy('unit_id')
    .orderBy('successor_id')
    .execute()

export const insertSuccessor = (tx: Tx, row: Schema['unit_successors']) =>
  tx.insertInto('unit_successors').values(row).execute()

export const removeSuccessorsOf = (tx: Tx, department: string, unitId: string) =>
  tx.deleteFrom('unit_successors').where('department', '=', department).where('unit_id', '=', unitId).execute()
