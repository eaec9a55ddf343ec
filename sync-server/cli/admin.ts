import { randomBytes, randomUUID } from 'node:crypto'
import { instantOf } from '#domain/time.ts'
import { runAdmin } from './run.ts'

// whoever reads may have read enough: `npm run admin -- help | head`
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runAdmin(process.argv.slice(2), {
  dataDir: process.env.DATA_DIR ?? './data',
  backupDir: process.env.BACKUP_DIR || null,
  databaseUrl: process.env.DATABASE_URL || null,
  now: () => instantOf(Date.now()),
  newId: randomUUID,
  random: randomBytes,
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
})
