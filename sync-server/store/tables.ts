import type { Schema } from './schema.ts'

/** By which column a table's rows belong to a department; null: they belong to the server. [ST10] */
export const TABLES = {
  departments: 'id',
  units: 'department',
  unit_aliases: 'department',
  unit_successors: 'department',
  people: 'department',
  accounts: 'department',
  role_grants: 'department',
  activation_codes: 'department',
  sessions: 'department',
  sign_in_failures: null,
  pulse: null,
  replicas: 'department',
  spaces: 'department',
  space_marks: 'department',
  case_readers: 'department',
  case_units: 'department',
  records: 'department',
  mutations: 'department',
  stumbles: 'department',
  log: 'department',
  registers: 'department',
  signing_keys: 'department',
  photos: 'department',
  backups: 'department',
  backed_heads: 'department',
  restores: 'department',
} as const satisfies Record<keyof Schema, 'department' | 'id' | null>

export type TableName = keyof typeof TABLES
export const TABLE_NAMES = Object.keys(TABLES) as TableName[]
