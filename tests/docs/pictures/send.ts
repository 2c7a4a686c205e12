import * as sdk from 'bootpay-fp'

import type { Locale } from './states.js'

/** How an attempt ends, by name. */
const ANSWERS = {
  refused: () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })),
  cut: () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })),
  timeout: (signal: AbortSignal | null | undefined) =>
    new Promise<Response>((_, reject) => {
      signal?.addEventListener('abort', () => {
        reject(new DOMException('aborted', 'AbortError'))
      })
    }),
  unreadable: () => Promise.resolve(new Response('<html>')),
  ...Object.fromEntries(
    [408, 429, 500, 502, 503, 504].map((status) => [
      `HTTP ${status}`,
      () => Promise.resolve(new Response('-', { status })),
    ]),
  ),
  'HTTP 503 + Retry-After': () => Promise.resolve(new Response('-', { status: 503, headers: { 'retry-after': '1' } })),
  refusal: () => Promise.resolve(Response.json({ error_code: 'RC_NOT_FOUND', message: '-' }, { status: 400 })),
  token: () => Promise.resolve(Response.json({ error_code: 'TOKEN_KEY_INVALID', message: '-' }, { status: 401 })),
} satisfies Readonly<Record<string, (signal?: AbortSignal | null) => Promise<Response>>>

/** How often a request was sent, and what it came back as, by what it was answered each time. */
export type Behaviour = Readonly<Record<string, { readonly sent: number; readonly tag: string }>>

type Run = (ctx: sdk.Context) => () => Promise<{ readonly _tag: string; readonly left?: { readonly _tag: string } }>

/** Runs an operation once for each kind of answer, and counts. */
export const behaviourOf = async (run: Run, only = (_name: string) => true): Promise<Behaviour> => {
  const told: [string, Behaviour[string]][] = []
  for (const [name, answer] of Object.entries(ANSWERS).filter(([name]) => only(name))) {
    let sent = 0
    let tokens = 0
    const ctx = sdk.createContext({
      credentials: { application_id: 'application_id', private_key: 'private_key' },
      tokens: sdk.createTokenState(),
      timeoutMs: name === 'timeout' ? 5 : 1_000,
      sleep: () => Promise.resolve(),
      fetch: (url, init) => {
        if (url.endsWith('/request/token')) {
          tokens += 1
          return Promise.resolve(Response.json({ access_token: `token-${tokens}`, expire_in: 1800 }))
        }
        sent += 1
        return answer(init?.signal)
      },
    })
    const result = await run(ctx)()
    told.push([name, { sent, tag: result.left?._tag ?? result._tag }])
  }
  return Object.fromEntries(told)
}

const receipt_id = 'receipt-1'
const charge = { billing_key: 'billing-key-1', order_name: 'n', price: 1000, order_id: 'order-1' }
const account = { pg: 'nicepay', order_name: 'n', subscription_id: 's-1', username: '홍길동' }

/** One operation of each effect. */
const EXAMPLES: readonly (readonly [effect: sdk.Effect, run: Run])[] = [
  ['read', (ctx) => sdk.getReceipt(ctx, { receipt_id })],
  ['keyed', (ctx) => sdk.cancelPayment(ctx, { receipt_id, cancel_id: 'cancel-1' })],
  ['state', (ctx) => sdk.confirmPayment(ctx, { receipt_id })],
  ['money', (ctx) => sdk.chargeBillingKey(ctx, charge)],
  [
    'message',
    (ctx) =>
      sdk.requestTransferBillingKey(ctx, {
        ...account,
        bank_name: '국민',
        bank_account: '0000000000',
        identity_no: '000101',
      }),
  ],
]

/** How each effect behaves. */
export const behaviours = (): Promise<readonly (readonly [sdk.Effect, Behaviour])[]> =>
  Promise.all(EXAMPLES.map(async ([effect, run]) => [effect, await behaviourOf(run)] as const))

const WORDS = {
  ko: {
    title: '무엇을 다시 보내는가',
    description:
      '요청의 effect마다, 어떤 응답일 때 다시 보내고 어떤 결과로 끝나는지. 결과는 그렇게 끝까지 실패했을 때의 Left이다.',
    all: '모든 요청',
    effects: { read: '조회', keyed: '키가 있는 쓰기', state: '상태를 바꾸는 쓰기', money: '돈', message: '메시지' },
    sent: { many: '다시 보냄', twice: '새 토큰으로 한 번 더', once: '다시 보내지 않음' },
    answers: {
      refused: '연결 거부',
      cut: '연결 끊김',
      timeout: '시간 초과',
      unreadable: '읽을 수 없는 200',
      refusal: '거절 (4xx)',
      token: '토큰 거절 (401)',
    },
  },
  en: {
    title: 'What is sent again',
    description:
      'For each effect of a request: after which answers it is sent again, and how it ends. The end is the Left when every attempt went that way.',
    all: 'every request',
    effects: {
      read: 'a look-up',
      keyed: 'a write with a key',
      state: 'a change of state',
      money: 'money',
      message: 'a message',
    },
    sent: { many: 'sent again', twice: 'once more, with a new token', once: 'not sent again' },
    answers: {
      refused: 'connection refused',
      cut: 'connection cut',
      timeout: 'time-out',
      unreadable: 'unreadable 200',
      refusal: 'refusal (4xx)',
      token: 'token rejected (401)',
    },
  },
} as const

const TIMES = ['many', 'twice', 'once'] as const

const timesOf = ({ sent }: Behaviour[string]): (typeof TIMES)[number] =>
  sent > 2 ? 'many' : sent === 2 ? 'twice' : 'once'

const unique = <A>(values: readonly A[]): readonly A[] => [...new Set(values)]

/** A few words on one line, and then the next. */
const inLines = (words: readonly string[]): string =>
  words
    .reduce<readonly string[]>((lines, word) => {
      const line = lines.at(-1)
      const longer = line === undefined ? word : `${line} · ${word}`
      return longer.length > 22 && line !== undefined ? [...lines, word] : [...lines.slice(0, -1), longer]
    }, [])
    .join('<br/>')

/**
 * A Mermaid diagram of how requests behave: first what holds for all of them, then the rest by effect. Effects that behave alike
 * stand together.
 */
export const sendDiagram = (told: readonly (readonly [sdk.Effect, Behaviour])[], locale: Locale): string => {
  const words = WORDS[locale]
  const all = told.map(([, behaviour]) => behaviour)
  const isCommon = (name: string) => unique(all.map((behaviour) => JSON.stringify(behaviour[name]))).length === 1
  const part = (behaviour: Behaviour, common: boolean): Behaviour =>
    Object.fromEntries(Object.entries(behaviour).filter(([name]) => isCommon(name) === common))
  const own = told.map(([effect, behaviour]) => [effect, JSON.stringify(part(behaviour, false))] as const)
  const groups = [
    [words.all, part(all[0] ?? {}, true)] as const,
    ...unique(own.map(([, text]) => text)).map((text) => {
      const effects = own.flatMap(([effect, other]) => (other === text ? [effect] : []))
      const names = effects.map((effect) => `${words.effects[effect as 'read']} (${effect})`)
      return [names.join('<br/>'), JSON.parse(text) as Behaviour] as const
    }),
  ]
  const lines = groups.flatMap(([title, behaviour], index) => {
    const entries = Object.entries(behaviour)
    const ends = TIMES.flatMap((times) =>
      unique(entries.flatMap(([, each]) => (timesOf(each) === times ? [each.tag] : []))).map((tag) => ({ times, tag })),
    )
    return [
      `  e${index}(["${title}"])`,
      ...ends.map(({ times, tag }, at) => {
        const answers = entries
          .filter(([, each]) => timesOf(each) === times && each.tag === tag)
          .map(([name]) => String(words.answers[name as 'cut'] ?? name.replace('HTTP ', '')))
          // With and without the header it is the same.
          .filter((name, _, names) => !(name.includes('+') && names.includes(name.replace(/ \+.*/, ''))))
        const kind = times === 'once' ? (tag === 'OutcomeUnknown' ? 'unknown' : 'ended') : 'again'
        return `  e${index} -->|"${words.sent[times]}"| e${index}n${at}["${inLines(answers)}<br/>→ ${tag}"]:::${kind}`
      }),
    ]
  })
  return [
    'flowchart LR',
    `  accTitle: ${words.title}`,
    `  accDescr: ${words.description}`,
    ...lines,
    '  classDef again stroke-width:2px,stroke:#2a8a4a',
    '  classDef unknown stroke-width:2px,stroke:#c2410c',
    '  classDef ended stroke-width:1px',
  ].join('\n')
}
