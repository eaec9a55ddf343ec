import type { DepartmentId } from '#domain/ids.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { logAfter } from '../store/log.ts'
import { chained, FIRST_LINK } from '../store/log-chain.ts'
import type { Store } from '../store/store.ts'

const BATCH = 1000

/** The end of the chain: whoever notes it elsewhere can show later that nothing before it was touched. */
export interface LogHead {
  seq: number
  hash: string
}

/** The first line that is not what it was; `mid` is null where a line is missing. */
export interface BrokenLine {
  seq: number
  mid: string | null
}

/**
 * Reckons the chain of a department anew from its first line. [AU1]
 * @param noted an end of the chain that was written down before: a chain that was cut short or written anew as a
 * whole is sound in itself, and shown by nothing else
 */
export async function verifyLog(
  store: Store,
  department: DepartmentId,
  noted: LogHead | null = null,
): Promise<Result<LogHead, BrokenLine>> {
  let head: LogHead = { seq: 0, hash: FIRST_LINK }
  for (;;) {
    const lines = await store.read(department, (tx) => logAfter(tx, department, head.seq, BATCH))
    for (const line of lines) {
      const seq = Number(line.seq)
      if (seq !== head.seq + 1) return fail({ seq: head.seq + 1, mid: null })
      if (chained(head.hash, { ...line, seq }) !== line.hash) return fail({ seq, mid: line.mid })
      if (noted?.seq === seq && noted.hash !== line.hash) return fail({ seq, mid: line.mid })
      head = { seq, hash: line.hash }
    }
    if (lines.length < BATCH) break
  }
  return noted && noted.seq > head.seq ? fail({ seq: head.seq + 1, mid: null }) : ok(head)
}
