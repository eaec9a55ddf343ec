import { open, readFile, rm } from 'node:fs/promises'
import { fail, ok, type Result } from '#domain/result.ts'
import type { CommandRefusal } from './command.ts'

const refusal = (code: string, sentence: string) => fail<CommandRefusal>({ code, lines: [`${sentence} [${code}]`] })
const reasonOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN'

export async function readInput(file: string): Promise<Result<Uint8Array, CommandRefusal>> {
  try {
    return ok(await readFile(file))
  } catch (error) {
    return refusal('file-unreadable', `Không đọc được tệp ${file} (${reasonOf(error)}).`)
  }
}

export interface PrivateFile {
  write(text: string): Promise<void>
  /** leaves nothing behind */
  discard(): Promise<void>
}

/** Opens a file that nobody else may read; never one that is there already. */
export async function createPrivate(file: string): Promise<Result<PrivateFile, CommandRefusal>> {
  try {
    const handle = await open(file, 'wx', 0o600)
    return ok({
      async write(text) {
        await handle.writeFile(text)
        await handle.sync()
        await handle.close()
      },
      async discard() {
        await handle.close()
        await rm(file)
      },
    })
  } catch (error) {
    return refusal('file-unwritable', `Không tạo được tệp ${file} (${reasonOf(error)}); không ghi đè tệp đã có.`)
  }
}

/** One row of RFC 4180. */
export const csvRow = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
