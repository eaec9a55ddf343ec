import type { ParseArgsOptionsConfig } from 'node:util'
import type { Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import type { DataPlace } from '#server/store/open.ts'
import type { DepartmentRow } from '#server/store/organisation.ts'
import type { Store } from '#server/store/store.ts'

/** What a command may touch besides its arguments. */
export interface World extends DataPlace {
  /** where backups go unless told otherwise; null for nowhere */
  backupDir?: string | null
  now: () => Instant
  newId: () => string
  random: (bytes: number) => Uint8Array
  print: (line: string) => void
  complain: (line: string) => void
}

/** Why a command did nothing: lines for people, the last of which names the code. */
export interface CommandRefusal {
  code: string
  lines: string[]
}

export interface Arguments {
  positionals: readonly string[]
  /** an option's text, or undefined */
  option(name: string): string | undefined
}

interface CommandOf {
  /** `units import` */
  name: string
  /** what stands behind the name in the help */
  usage: string
  /** one line of help */
  help: string
  /** how many words must follow the name */
  positionals: number
  options: ParseArgsOptionsConfig
  /** options that must be there */
  required?: readonly string[]
}

export type Command = CommandOf &
  (
    | { needs: 'nothing'; run(world: World, args: Arguments): Promise<Result<null, CommandRefusal>> }
    | { needs: 'store'; run(world: World, args: Arguments, store: Store): Promise<Result<null, CommandRefusal>> }
    | {
        needs: 'department'
        run(
          world: World,
          args: Arguments,
          store: Store,
          department: DepartmentRow,
        ): Promise<Result<null, CommandRefusal>>
      }
  )

export const refused = (code: string, sentence: string): { ok: false; error: CommandRefusal } => ({
  ok: false,
  error: { code, lines: [`${sentence} [${code}]`] },
})
