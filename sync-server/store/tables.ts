import type { Schema } from './schema.ts'

type TableName = keyof Schema
/** The columns of the primary key; the department comes first. */
type Keys = { [Table in TableName]: readonly (keyof Schema[Table])[] }

/** Every table by its primary key. What has no department in front belongs to the server. [ST10, ST12] */
export const KEYS = {
  departments: ['id'],
  units: ['department', 'id'],
  unit_aliases: ['department', 'unit_id', 'alias'],
  unit_successors: ['department', 'unit_id', 'successor_id'],
  people: ['department', 'id'],
  accounts: ['department', 'id'],
  role_grants: ['department', 'id'],
  activation_codes: ['department', 'account_id'],
  sessions: ['department', 'id'],
  sign_in_failures: ['key'],
  pulse: ['id'],
  replicas: ['department', 'id'],
  spaces: ['department', 'id'],
  space_marks: ['department', 'space', 'version'],
  case_readers: ['department', 'space', 'account_id'],
  case_units: ['department', 'space'],
  records: ['department', 'space', 'type', 'id'],
  mutations: ['department', 'account_id', 'mid'],
  stumbles: ['department', 'account_id', 'mid'],
  log: ['department', 'seq'],
  registers: ['department', 'name', 'year'],
  signing_keys: ['department', 'id'],
  photos: ['department', 'id'],
  backups: ['department'],
  backed_heads: ['department', 'space'],
  restores: ['department', 'epoch'],
  push_keys: ['department', 'id'],
  push_subscriptions: ['department', 'session_id'],
  reminders: ['department', 'account_id', 'key', 'day'],
  pushes: ['department', 'id'],
  calendar_feeds: ['department', 'account_id', 'unit_id'],
} as const satisfies Keys

export const TABLE_NAMES = Object.keys(KEYS) as TableName[]

/** Whose rows belong to a department each. */
export const DEPARTMENT_TABLES = TABLE_NAMES.filter((name) => (KEYS[name] as readonly string[]).includes('department'))
