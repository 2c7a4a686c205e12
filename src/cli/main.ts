#!/usr/bin/env node
import { isComplaint } from './complaint.js'
import { runCommandLine } from './run.js'
import { createTerminal } from './terminal.js'

const terminal = createTerminal(process)

// Who read its lines may go away (`… | head`): it serves on, and tells nobody.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)

const running = runCommandLine(process.argv.slice(2), terminal, process.env)

const end = async () => {
  // A second signal ends it at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
  const ended = await running
  if ('exitCode' in ended) return
  const complaint = await ended.server.close()
  if (isComplaint(complaint)) terminal.err(complaint.complaint)
  process.exit(isComplaint(complaint) ? 1 : 0)
}
// Before it says that it is there: who reads that may end it at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())

void running.then((ended) => {
  if ('exitCode' in ended) process.exitCode = ended.exitCode
})
