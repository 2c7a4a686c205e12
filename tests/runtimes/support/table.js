import { stripVTControlCharacters } from 'node:util'

import pc from 'picocolors'

/**
 * Prints rows in columns as wide as they need to be.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export const printTable = (head, rows) => {
  const length = (/** @type {string} */ cell) => stripVTControlCharacters(cell).length
  const widths = head.map((title, column) => Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map(length)))
  const line = (/** @type {readonly string[]} */ cells) =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - length(cell))))
      .join('  ')
      .trimEnd()
  console.log(pc.bold(line(head)))
  for (const row of rows) console.log(line(row))
}
