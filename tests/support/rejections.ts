/** Runs something and gives what was rejected meanwhile, and for a moment after, with nobody listening. */
export const rejectionsOf = async (run: () => Promise<void>): Promise<readonly unknown[]> => {
  const seen: unknown[] = []
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (reason) => seen.push(reason))
  try {
    await run()
    await new Promise((resolve) => setTimeout(resolve, 20))
  } finally {
    process.removeAllListeners('unhandledRejection')
    for (const other of others) process.on('unhandledRejection', other)
  }
  return seen
}
