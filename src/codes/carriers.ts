/**
 * Mobile carriers that `carrier` takes, with their Korean names. One source spells LG U+ `LGT`, so the type is open.
 *
 * @example
 * const name = carriers.SKT_MVNO // SKT 알뜰폰
 */
export const carriers = {
  SKT: 'SKT',
  KT: 'KT',
  'LGU+': 'LG U+',
  SKT_MVNO: 'SKT 알뜰폰',
  KT_MVNO: 'KT 알뜰폰',
  'LGU+_MVNO': 'LG U+ 알뜰폰',
} as const

/** Mobile carrier: one of the table, or any other. */
export type Carrier = keyof typeof carriers | (string & {})
