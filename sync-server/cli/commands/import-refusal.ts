import type { Problem } from '#server/organisation/csv.ts'
import { problemLine } from '#server/organisation/words.ts'
import type { CommandRefusal } from '../command.ts'

const SHOWN = 50

/** Everything that is wrong with a file, a line each; nothing of it was taken. */
export function importRefusal(problems: readonly Problem[]): CommandRefusal {
  const more = problems.length - SHOWN
  return {
    code: 'import-refused',
    lines: [
      ...problems.slice(0, SHOWN).map(problemLine),
      ...(more > 0 ? [`… và ${more} lỗi nữa`] : []),
      `Chưa nhập dòng nào: tệp có ${problems.length} lỗi. [import-refused]`,
    ],
  }
}
