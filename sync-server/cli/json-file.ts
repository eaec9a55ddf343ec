import type * as z from 'zod/mini'
import { fail, ok, type Result } from '#domain/result.ts'
import { type CommandRefusal, refused } from './command.ts'
import { readInput } from './files.ts'

/** Reads a JSON file of that shape. What is wrong with it is told member by member. */
export async function readJson<T>(file: string, schema: z.ZodMiniType<T>): Promise<Result<T, CommandRefusal>> {
  const bytes = await readInput(file)
  if (!bytes.ok) return bytes
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value))
  } catch {
    return refused('json-broken', `Tệp ${file} không phải JSON (UTF-8).`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const places = parsed.error.issues.map(
    ({ path }) => `  ${path.join('.') || '(cả tệp)'}: không đúng dạng hoặc còn thiếu.`,
  )
  return fail({
    code: 'json-wrong',
    lines: [...places, `Chưa nhập gì: tệp ${file} có ${places.length} chỗ sai. [json-wrong]`],
  })
}
