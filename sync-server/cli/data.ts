import { fail, ok, type Result } from '#domain/result.ts'
import { cannotOpenWords, type DataPlace, openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/store.ts'
import { type CommandRefusal, refused } from './command.ts'

/**
 * Opens the database of a data folder, or the one of DATABASE_URL; a running server does not mind.
 * @param create whether a new one may be made
 */
export async function openData(
  place: DataPlace,
  { create }: { create: boolean },
): Promise<Result<Store, CommandRefusal>> {
  const opened = await openStore(place, { create })
  if (opened.ok) return ok(opened.value)
  if (opened.error === 'data-missing')
    return refused('data-missing', `Chưa có dữ liệu ở ${place.dataDir}. Tạo Sở trước: department create.`)
  const sentence = `Không mở được cơ sở dữ liệu của DATABASE_URL: ${cannotOpenWords(opened.error)}.`
  return fail({ code: opened.error.code, lines: [`${sentence} [${opened.error.code}]`] })
}
