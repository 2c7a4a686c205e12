#!/usr/bin/env node
import { isComplaint } from './complaint.js'
import { runCommandLine } from './run.js'
import { createTerminal } from './terminal.js'

const terminal = createTerminal(process)

void runCommandLine(process.argv.slice(2), terminal).then((ended) => {
  if ('exitCode' in ended) {
    process.exitCode = ended.exitCode
    return
  }
  const end = async () => {
    // A second signal ends it at once.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
    const complaint = await ended.server.close()
    if (isComplaint(complaint)) terminal.err(complaint.complaint)
    process.exit(isComplaint(complaint) ? 1 : 0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())
})
