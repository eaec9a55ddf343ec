import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'

/** `npm run dev`: the server restarts and the app reloads when their files change. Ctrl-C ends both. */
const ROOT = join(import.meta.dirname, '../..')
const API_PORT = '8788'

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'sync-server/main.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { LOG_LEVEL: 'warn', ...process.env, PORT: API_PORT, DATA_DIR: process.env.DATA_DIR ?? './data/dev' },
})
const app = await createServer({
  root: ROOT,
  server: { host: '127.0.0.1', proxy: { '/api': `http://127.0.0.1:${API_PORT}` } },
})
await app.listen()
app.printUrls()

let ending = false
async function end() {
  if (ending) return
  ending = true
  server.kill('SIGTERM')
  await app.close()
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
server.on('exit', end)
