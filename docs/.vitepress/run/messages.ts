import type { Shown } from './shown.js'

/** The language of a page. */
export type Language = 'ko' | 'en'

/** What is to go wrong: a fault of the sandbox, or a refusal by the gateway. Absent when nothing is. */
export type Breakage = `fault:${string}` | `decline:${string}`

/** What strikes: the first write of the block, or the first request of any kind. */
export type Aim = 'write' | 'any'

/** A request as the panel shows it; `status` is absent when no answer came, `ms` until it is over. */
export type SeenRequest = {
  readonly method: string
  readonly path: string
  readonly operation?: string | undefined
  readonly status?: number | undefined
  readonly fault?: string | undefined
  readonly ms?: number | undefined
}

/** A receipt as the panel shows it. */
export type SeenReceipt = {
  readonly receipt_id: string
  readonly order_id: string
  readonly price: number
  readonly cancelled_price: number
  readonly currency: string
  readonly status: number
  readonly status_locale: string
}

/** A webhook as the panel shows it. */
export type SeenWebhook = {
  readonly webhook_id: string
  readonly webhook_type: string
  readonly order_id: string
  readonly status: string
  readonly duplicate: boolean
}

/** What the sandboxes of a program hold. */
export type Seen = {
  readonly requests: readonly SeenRequest[]
  readonly receipts: readonly SeenReceipt[]
  readonly webhooks: readonly SeenWebhook[]
}

/** What a worker tells the page. */
export type Told =
  /** The values that were printed by one call. */
  | { readonly type: 'line'; readonly line: readonly Shown[] }
  /** What the sandboxes hold by now. */
  | { readonly type: 'seen'; readonly seen: Seen }
  /** A request, or with no operation a webhook, was struck by what is to go wrong. */
  | { readonly type: 'struck'; readonly operation: string | undefined }
  /** What an operation gave whose request was struck, or whose outcome is unknown: `unknown` is the number to settle it by. */
  | {
      readonly type: 'result'
      readonly operation: string
      readonly value: Shown
      readonly unknown?: number | undefined
    }
  /** What became of an unknown outcome. `ahead` says by how many seconds the clocks were moved on for it. */
  | { readonly type: 'settled'; readonly unknown: number; readonly value: Shown; readonly ahead: number }
  /** Nothing more follows about an unknown outcome. */
  | { readonly type: 'looked'; readonly unknown: number }
  | { readonly type: 'ended' }

/** What the page tells a worker. */
export type Asked =
  | {
      readonly type: 'run'
      /** Of the module that the program is. */
      readonly address: string
      /** Whether earlier blocks stand before the one that is run. */
      readonly continues: boolean
      readonly language: Language
      readonly breakage: Breakage | undefined
      readonly aim: Aim
    }
  | { readonly type: 'settle'; readonly unknown: number }
