import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { canonical } from '#domain/canonical.ts'
import { learnMutations, mutationNamed, mutationNames } from '#domain/mutations.ts'
import * as records from '#domain/records.ts'
import { ROOT } from './source-files.ts'

/** What phones and servers of different ages must agree on, by name: the SHA-256 of each part's one spelling. */
export async function wireFingerprint(): Promise<Record<string, string>> {
  const parts: Record<string, unknown> = {}
  for (const file of readdirSync(join(ROOT, 'src/protocol'))
    .filter((name) => name.endsWith('.ts'))
    .sort()) {
    if (file === 'version.ts') continue
    const module = (await import(/* @vite-ignore */ join(ROOT, 'src/protocol', file))) as Record<string, unknown>
    for (const [name, value] of Object.entries(module)) add(parts, `protocol/${file}:${name}`, value)
  }
  for (const [name, value] of Object.entries(records)) add(parts, `domain/records.ts:${name}`, value)
  await learnMutations(mutationNames)
  for (const mutation of mutationNames.map(mutationNamed))
    if (mutation) parts[`mutation ${mutation.name}`] = { schema: mutation.schema, args: jsonSchema(mutation.args) }
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, hash(part)]))
}

/** Schemas by their JSON Schema, constants by their value; functions are no part of the wire. */
function add(parts: Record<string, unknown>, name: string, value: unknown): void {
  if (typeof value !== 'function') parts[name] = spelled(value)
}

function spelled(value: unknown): unknown {
  if (isSchema(value)) return jsonSchema(value)
  if (Array.isArray(value)) return value.map(spelled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, spelled(member)]))
}

const isSchema = (value: unknown): value is z.ZodMiniType =>
  typeof value === 'object' && value !== null && '_zod' in value

/** Which parts of two fingerprints are not the same, by name. */
export function changedParts(before: Record<string, string>, after: Record<string, string>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => before[name] !== after[name]).sort()
}

/** As it travels: what is refined by code alone shows as its plain type. */
const jsonSchema = (schema: z.ZodMiniType): unknown =>
  // zod hangs functions of its own on the result; only what JSON can say is the schema
  JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })))

const hash = (part: unknown): string => createHash('sha256').update(canonical(part)).digest('hex').slice(0, 16)
