import type { Locator } from 'playwright-core'

/** Waits until a block that runs has ended. */
export const ended = (block: Locator): Promise<void> =>
  block.locator('.run-start', { hasText: /^(다시 실행|Run again)$/ }).waitFor()

/** Presses the button of a block and waits until it has ended. */
export const runBlock = async (block: Locator): Promise<void> => {
  await block.locator('.run-start').click()
  await ended(block)
}

/** Chooses from the menu of a block what is to go wrong, and waits until it has ended. */
export const breakBlock = async (block: Locator, breakage: string): Promise<void> => {
  await block.locator('select').selectOption(breakage)
  await ended(block)
}

/** What a block printed, as a console shows it: a line for each call. */
export const linesOf = async (block: Locator): Promise<string> => {
  const lines = await block
    .locator('.run-line')
    .evaluateAll((all) =>
      all.map((line) =>
        [
          ...line.querySelectorAll(
            ':scope > .run-text, :scope > details > summary > .run-text, :scope > .run-leaf > .run-text, :scope > .run-either > details > summary > .run-text',
          ),
        ]
          .map(({ textContent }) => textContent)
          .join(' '),
      ),
    )
  return lines.join('\n')
}
