/**
 * @typedef {import('../../sandbox/index.js').SandboxChanges} Changes
 * @typedef {import('../../sandbox/index.js').SandboxSwitches} Switches
 * @typedef {Changes['receipts'][number]} Receipt
 * @typedef {Changes['webhooks'][number]} Webhook
 * @typedef {import('../log.js').LoggedExchange} Exchange
 * @typedef {Changes['requests'][number] & Partial<Pick<Exchange, 'path' | 'error_code' | 'ids' | 'elapsed_ms'>>} Request
 * @typedef {{ run: string, clock: 'real' | 'manual', epoch_ms: number, fresh: boolean, webhook_url: string | null }} More
 * @typedef {Omit<Changes, 'requests'> & More & { switches: Switches, requests: readonly Request[] }} ChangeEvent
 * @typedef {Node | string | undefined} Content
 */

/**
 * An element of the page.
 *
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} id
 * @returns {Kind}
 */
const byId = (id) => /** @type {Kind} */ (document.getElementById(id))

/**
 * Makes an element. Whatever a shop sent goes in as text, never as HTML.
 *
 * @param {string} tag
 * @param {string} className
 * @param {...Content} contents
 */
const make = (tag, className, ...contents) => {
  const element = document.createElement(tag)
  element.className = className
  element.append(...contents.filter((content) => content !== undefined))
  return element
}

const facts = JSON.parse(byId('facts').textContent ?? '')

/** @param {string} text */
const notify = (text) => {
  const notice = byId('notice')
  const drawer = /** @type {HTMLDialogElement} */ (byId('drawer'))
  // What lies outside of an open dialog is behind it, and not read out.
  const place = drawer.open ? drawer : document.body
  place.append(notice)
  notice.textContent = text
  notice.hidden = false
  clearTimeout(Number(notice.dataset['timer']))
  notice.dataset['timer'] = String(setTimeout(() => (notice.hidden = true), 4_000))
}

/**
 * Asks the control API, and says so when it refuses.
 *
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
const ask = async (method, path, body) => {
  try {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    const response = await fetch(`/_sandbox${path}`, init)
    const answer = await response.json()
    if (!response.ok) notify(answer.message)
    return response.ok ? answer : undefined
  } catch {
    notify('샌드박스에 연결할 수 없습니다.')
    return undefined
  }
}

/**
 * Asks the API as the shop's server does, so that it stands in the list of requests.
 *
 * @param {string} path
 * @param {object} body
 */
const askApi = async (path, body) => {
  const { client_key, secret_key } = facts.credentials
  try {
    const response = await fetch(`/v2${path}`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client_key}:${secret_key}`)}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    const { error_code, message } = await response.json()
    if (!response.ok) notify(`${error_code}: ${message}`)
  } catch {
    notify('응답을 받지 못했습니다. 처리되었는지는 요청 목록에서 확인하세요.')
  }
}

/**
 * A button that asks, and cannot be pressed twice meanwhile.
 *
 * @param {string} text
 * @param {() => Promise<unknown>} run
 */
const button = (text, run) => {
  const element = /** @type {HTMLButtonElement} */ (make('button', 'small', text))
  element.type = 'button'
  element.addEventListener('click', async () => {
    element.disabled = true
    await run()
    element.disabled = false
  })
  return element
}

/**
 * A text that is copied when pressed.
 *
 * @param {string} text
 */
const copyable = (text) => {
  const element = /** @type {HTMLButtonElement} */ (make('button', 'copy', text))
  element.type = 'button'
  element.title = '눌러서 복사'
  element.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text)
      notify('복사했습니다.')
    } catch {
      notify(text)
    }
  })
  return element
}

/**
 * @param {string} text
 * @param {string} kind
 */
const badge = (text, kind) => make('span', `badge ${kind}`, text)

/** @param {Content[][]} cells */
const row = (...cells) => {
  const element = make('tr', 'new')
  for (const cell of cells) element.append(make('td', '', ...cell))
  return element
}

const won = new Intl.NumberFormat('ko-KR')
const clockFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** @param {number} at */
const timeOf = (at) => clockFormat.format(at).slice(11)

/** Month, day and time of a date as Bootpay writes it. @param {string | null | undefined} date */
const shortDate = (date) => date?.slice(5, 19).replace('T', ' ') ?? '–'

/**
 * A link that opens the drawer about a record.
 *
 * @param {string} kind
 * @param {string | number} id
 * @param {string} text
 */
const linkTo = (kind, id, text) => {
  const element = /** @type {HTMLAnchorElement} */ (make('a', 'open', text))
  element.href = `#/${kind}/${encodeURIComponent(id)}`
  return element
}

/** @type {typeof import('../faultTexts.js').faultTexts} */
const faultTexts = facts.faultTexts

/** @param {string} fault @returns {readonly [name: string, does: string]} */
const faultText = (fault) => faultTexts[/** @type {keyof typeof faultTexts} */ (fault)] ?? [fault, '']

/** @param {string | undefined} code @returns {string | undefined} */
const causeOf = (code) => (code !== undefined && Object.hasOwn(facts.causes, code) ? facts.causes[code] : undefined)

/** @param {number} price @param {string} currency */
const money = (price, currency) => (currency === 'KRW' ? `${won.format(price)}원` : `${won.format(price)} ${currency}`)

/** @type {Readonly<Record<string, string>>} */
const receiptKinds = {
  0: '',
  1: 'good',
  2: 'wait',
  5: 'wait',
  11: 'note',
  20: 'bad',
  41: 'wait',
  60: 'note',
  61: 'bad',
}

/** What the buyer can do in a status, the ordinary step first. @type {Readonly<Record<string, [text: string, step: string][]>>} */
const buyerSteps = {
  0: [
    ['결제', 'pay'],
    ['결제 거절', 'fail'],
    ['창 닫기', 'cancel'],
  ],
  5: [['입금', 'deposit']],
  40: [
    ['카드 등록', 'pay'],
    ['등록 거절', 'fail'],
    ['창 닫기', 'cancel'],
  ],
  41: [['출금 동의', 'consent']],
}

/** What the buyer can do with an escrow purchase that was shipped. @type {[text: string, step: string][]} */
const purchaseSteps = [
  ['구매확정', 'confirm-purchase'],
  ['구매거절', 'refuse-purchase'],
]

/** @param {Receipt} receipt */
const receiptBadge = ({ status, status_locale, cancelled_price, price }) => {
  const part = cancelled_price > 0 && cancelled_price < price
  return badge(
    `${status} ${part ? '부분취소' : status_locale}`,
    part || status < 0 ? 'bad' : (receiptKinds[status] ?? ''),
  )
}

/** A step of the buyer, as a button. @param {string} receipt_id @param {[text: string, step: string]} step */
const stepButton = (receipt_id, [text, step]) => button(text, () => ask('POST', `/payments/${receipt_id}/${step}`))

/** @param {Receipt} receipt */
const receiptRow = (receipt) => {
  const { receipt_id, status, cancelled_price, price, currency } = receipt
  const [step] = buyerSteps[status] ?? []
  const [day, time] = shortDate(receipt.cancelled_at ?? receipt.purchased_at ?? receipt.requested_at).split(' ')
  const element = row(
    [receiptBadge(receipt)],
    [linkTo('receipts', receipt_id, receipt.order_name), make('span', 'sub', receipt.order_id)],
    [
      money(price, currency),
      cancelled_price > 0 ? make('span', 'sub', `−${money(cancelled_price, currency)}`) : undefined,
    ],
    [receipt.method_origin],
    [time, make('span', 'sub', day)],
    [copyable(receipt_id)],
    [step === undefined ? undefined : stepButton(receipt_id, step)],
  )
  element.children[1]?.classList.add('name')
  element.children[2]?.classList.add('number')
  return element
}

/** @param {Changes['billing_keys'][number]} key */
const billingKeyRow = (key) =>
  row(
    [key.status === 1 ? badge('사용 가능', 'good') : badge('해지', 'bad')],
    [key.method],
    [shortDate(key.published_at)],
    [copyable(key.billing_key)],
  )

/** @type {Readonly<Record<string, [text: string, kind: string]>>} */
const reservationKinds = { 0: ['대기', 'wait'], 1: ['실행됨', 'good'], '-1': ['실패', 'bad'], 3: ['취소', ''] }

/** @param {Changes['reservations'][number]} reservation */
const reservationRow = (reservation) => {
  const element = row(
    [badge(...(reservationKinds[reservation.status] ?? [String(reservation.status), '']))],
    [reservation.order_name, make('span', 'sub', reservation.order_id)],
    [money(reservation.price, 'KRW')],
    [shortDate(reservation.reserve_execute_at)],
    [copyable(reservation.reserve_id)],
  )
  element.children[1]?.classList.add('name')
  element.children[2]?.classList.add('number')
  return element
}

/** @type {Readonly<Record<string, [text: string, kind: string]>>} */
const invoiceKinds = {
  0: ['결제 전', ''],
  1: ['알림 발송', 'wait'],
  2: ['결제완료', 'good'],
  '-1': ['기한 만료', 'bad'],
}

/** @param {Changes['invoices'][number]} invoice */
const invoiceRow = ({ invoice_id, name, price, status, request_id, expired_at }) => {
  const open = /** @type {HTMLAnchorElement} */ (make('a', 'small', '열기'))
  // Where this page is, for it may be reached by another name than the address says.
  Object.assign(open, { href: `/links/${invoice_id}`, target: '_blank', rel: 'noreferrer' })
  const [text, kind] = invoiceKinds[status] ?? ['', '']
  const element = row(
    [badge(`${status} ${text}`, kind)],
    [name, typeof request_id === 'string' ? make('span', 'sub', request_id) : undefined],
    [money(price, 'KRW')],
    [typeof expired_at === 'string' ? shortDate(expired_at) : '–'],
    [copyable(invoice_id)],
    [open],
  )
  element.children[1]?.classList.add('name')
  element.children[2]?.classList.add('number')
  return element
}

/** @type {Readonly<Record<string, [text: string, kind: string]>>} */
const webhookKinds = {
  waiting: ['대기', 'wait'],
  delivered: ['전달됨', 'good'],
  failed: ['실패', 'bad'],
  kept: ['주소 없음', 'note'],
}

/** @type {Readonly<Record<Webhook['webhook_type'], string>>} */
const webhookTexts = {
  PAYMENT_COMPLETED: '결제 완료',
  PAYMENT_VIRTUAL_ACCOUNT_ISSUED: '가상계좌 발급',
  PAYMENT_CANCELLED: '결제 취소',
  PAYMENT_PARTIAL_CANCELLED: '부분 취소',
  PAYMENT_CONFIRM_FAILED: '결제 승인 실패',
  PAYMENT_REQUEST_FAILED: '결제 요청 실패',
  PAYMENT_CANCEL_FAILED: '결제 취소 실패',
  PAYMENT_EXPIRED: '입금 기한 만료',
  ESCROW_CHANGED: '에스크로 구매 결정',
  STATUS_11: '빌링키 발급',
  STATUS_12: '본인인증 완료',
}

/** @param {Webhook} webhook */
const webhookText = ({ webhook_type }) => webhookTexts[webhook_type]

/** @type {Readonly<Record<string, string>>} */
const failureTexts = {
  timeout: '5초 초과',
  connection: '연결 실패',
  answer: 'success 아님',
  host: '허용되지 않은 호스트',
}

/** @param {Webhook['attempts'][number] | undefined} attempt */
const failureText = (attempt) =>
  attempt?.error === undefined ? undefined : (failureTexts[attempt.error] ?? `HTTP ${attempt.status}`)

/** @param {string} webhook_id */
const redeliver = (webhook_id) => ask('POST', `/webhooks/${webhook_id}/redeliver`)

/** @param {Webhook} webhook */
const webhookRow = (webhook) => {
  const { webhook_id, status } = webhook
  const reason = failureText(webhook.attempts.at(-1))
  const element = row(
    [badge(...(webhookKinds[status] ?? [status, '']))],
    [linkTo('webhooks', webhook_id, webhookText(webhook)), make('span', 'sub', webhook.url || webhook.order_id)],
    [`${webhook.attempts.length}회`, reason === undefined ? undefined : make('span', 'sub', reason)],
    [button(status === 'kept' ? '전송' : '재전송', () => redeliver(webhook_id))],
  )
  element.children[1]?.classList.add('name')
  element.title = `${webhook.webhook_type} ${webhook.order_id}`
  return element
}

/** @param {Pick<Request, 'status' | 'fault'>} request */
const answerBadge = ({ status, fault }) => {
  if (status === undefined) return badge(fault?.startsWith('slow') ? '무응답' : '끊김', 'bad')
  return badge(String(status), status >= 500 ? 'bad' : status >= 400 ? 'wait' : 'good')
}

/** @param {Request} request */
const requestRow = (request) => {
  const { number, method, operation, path, fault, error_code, ids = {}, elapsed_ms } = request
  const element = row(
    [answerBadge(request)],
    [linkTo('requests', number, `${method} ${path ?? ''}`), make('span', 'sub', operation ?? '알 수 없는 경로')],
    [
      error_code === undefined ? undefined : make('span', 'mono', error_code),
      error_code === undefined ? undefined : make('span', 'sub', causeOf(error_code) ?? ''),
      fault === undefined ? undefined : make('span', 'sub fault', `장애: ${faultText(fault)[0]}`),
    ],
    Object.entries(ids).map(([name, id]) => make('span', 'sub id', `${name} ${id}`)),
    [
      make('span', 'mono soft', timeOf(request.at)),
      elapsed_ms === undefined ? undefined : make('span', 'sub', `${elapsed_ms} ms`),
    ],
  )
  for (const place of [1, 2, 3]) element.children[place]?.classList.add('name')
  return element
}

const shown = 100

/**
 * A table that shows the newest records of a kind, each row made anew only when its record changed.
 *
 * @template Record
 * @param {string} id
 * @param {(record: Record) => string | number} keyOf the newest key sorts last
 * @param {(record: Record) => HTMLElement} rowOf
 */
const createTable = (id, keyOf, rowOf) => {
  const body = byId(id)
  const count = byId(`${id}-count`)
  /** @type {Map<string | number, { record: Record, text: string, element: HTMLElement | undefined }>} */
  let rows = new Map()
  return {
    /** @param {string | number} key */
    get: (key) => rows.get(key)?.record,
    records: () => [...rows.values()].map(({ record }) => record),
    /** @param {boolean} fresh @param {readonly Record[]} records @param {number} total */
    update: (fresh, records, total) => {
      const before = rows
      if (fresh) rows = new Map()
      for (const record of records) {
        const key = keyOf(record)
        const text = JSON.stringify(record)
        const known = before.get(key)
        rows.set(key, known?.text === text ? known : { record, text, element: undefined })
      }
      const newest = [...rows].sort(([one], [other]) => (one < other ? 1 : -1)).slice(0, shown)
      rows = new Map(newest)
      const elements = newest.map(([, entry]) => (entry.element ??= rowOf(entry.record)))
      const kept = new Set(elements)
      for (const old of [...body.children]) if (!kept.has(/** @type {HTMLElement} */ (old))) old.remove()
      // Rows that stay where they are keep their focus.
      elements.forEach((element, index) => {
        if (body.children[index] !== element) body.insertBefore(element, body.children[index] ?? null)
      })
      count.textContent = total > elements.length ? `${won.format(total)}건 중 최근 ${elements.length}건` : `${total}건`
    },
  }
}

const tables = {
  receipts: createTable('receipts', (/** @type {Receipt} */ { receipt_id }) => receipt_id, receiptRow),
  billing_keys: createTable(
    'billing_keys',
    (/** @type {Changes['billing_keys'][number]} */ { billing_key }) => billing_key,
    billingKeyRow,
  ),
  reservations: createTable(
    'reservations',
    (/** @type {Changes['reservations'][number]} */ { reserve_id }) => reserve_id,
    reservationRow,
  ),
  invoices: createTable(
    'invoices',
    (/** @type {Changes['invoices'][number]} */ { invoice_id }) => invoice_id,
    invoiceRow,
  ),
  webhooks: createTable(
    'webhooks',
    (/** @type {Webhook} */ { webhook_id }) => Number(webhook_id.split('-')[1]),
    webhookRow,
  ),
  requests: createTable('requests', (/** @type {Request} */ { number }) => number, requestRow),
}

/** @param {unknown} value */
const json = (value) => {
  const element = make('pre', 'json', JSON.stringify(value, null, 2))
  // It scrolls, so the keyboard must reach it.
  element.tabIndex = 0
  return element
}

/** @param {[name: string, ...Content[]][]} entries those without content are left out */
const list = (...entries) => {
  const element = make('dl', '')
  for (const [name, ...contents] of entries)
    if (contents.some((content) => content !== undefined && content !== ''))
      element.append(make('dt', '', name), make('dd', '', ...contents))
  return element
}

/** @param {string} title @param {...Content} contents */
const part = (title, ...contents) => make('div', 'part', make('h3', '', title), ...contents)

/** @param {...Content} contents */
const line = (...contents) => make('div', 'line wrap', ...contents)

/** What a cancel sends besides: a sample account where the money goes back by transfer. @param {Receipt} receipt */
const refundOf = ({ method_symbol }) =>
  method_symbol === 'vbank'
    ? { refund: { bank_account: '00000000000000', bank_username: '홍길동', bank_code: '004' } }
    : {}

/** What the server of the shop can do with a payment. @param {Receipt} receipt */
const shopSteps = (receipt) => {
  const { receipt_id, status, price, cancelled_price, currency } = receipt
  const left = price - cancelled_price
  if (status === 2) return [line(button('승인', () => askApi('/confirm', { receipt_id })))]
  if ((status !== 1 && status !== 20) || left <= 0) return []
  const cancel = (/** @type {object} */ more) =>
    askApi('/cancel', { receipt_id, cancel_id: crypto.randomUUID(), ...refundOf(receipt), ...more })
  const field = /** @type {HTMLInputElement} */ (make('input', ''))
  Object.assign(field, {
    type: 'number',
    min: '1',
    max: String(left),
    step: 'any',
    required: true,
    name: 'cancel_price',
  })
  field.value = String(Math.ceil(left / 2))
  const submit = make('button', 'small', '부분취소')
  const form = make('form', 'line wrap', make('label', '', '취소할 금액', field), submit)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void cancel({ cancel_price: Number(field.value) })
  })
  return [line(button(`전체취소 ${money(left, currency)}`, () => cancel({}))), form]
}

/** Requests and webhooks that name a receipt. @param {string} receipt_id */
const tracesOf = (receipt_id) => {
  const requests = tables.requests.records().filter(({ ids }) => ids?.['receipt_id'] === receipt_id)
  const webhooks = tables.webhooks.records().filter((webhook) => webhook.receipt_id === receipt_id)
  return [
    ...requests.map((request) =>
      line(answerBadge(request), linkTo('requests', request.number, `${request.method} ${request.path}`)),
    ),
    ...webhooks.map((webhook) =>
      line(
        badge(...(webhookKinds[webhook.status] ?? [webhook.status, ''])),
        linkTo('webhooks', webhook.webhook_id, `웹훅 ${webhookText(webhook)}`),
      ),
    ),
  ]
}

/**
 * What the drawer shows.
 *
 * @typedef {{ title: string, parts: readonly HTMLElement[] }} Shown
 */

/** @param {Receipt} receipt @returns {Shown} */
const receiptPage = (receipt) => {
  const { receipt_id, order_id, price, cancelled_price, currency, status } = receipt
  const shipped = /** @type {{ status?: number } | undefined} */ (receipt.escrow_data)?.status === 3
  const buyer = shipped ? purchaseSteps : (buyerSteps[status] ?? [])
  const shop = shopSteps(receipt)
  const traces = tracesOf(receipt_id)
  return {
    title: receipt.order_name,
    parts: [
      list(
        ['상태', receiptBadge(receipt)],
        ['금액', money(price, currency)],
        ['취소한 금액', cancelled_price > 0 ? money(cancelled_price, currency) : undefined],
        ['남은 금액', cancelled_price > 0 ? money(price - cancelled_price, currency) : undefined],
        ['수단', `${receipt.method_origin} · ${receipt.pg}`],
        ['receipt_id', copyable(receipt_id)],
        ['order_id', copyable(order_id)],
      ),
      ...(buyer.length > 0 ? [part('구매자', line(...buyer.map((step) => stepButton(receipt_id, step))))] : []),
      ...(shop.length > 0
        ? [part('가맹점', make('p', 'hint', '서버처럼 API를 호출합니다. 요청 목록에 남고 웹훅도 나갑니다.'), ...shop)]
        : []),
      ...(traces.length > 0 ? [part('요청과 웹훅', ...traces)] : []),
      part('영수증', json(receipt)),
    ],
  }
}

/** @param {Webhook} webhook @returns {Shown} */
const webhookPage = (webhook) => {
  const { webhook_id, receipt_id, status, attempts } = webhook
  const tries = attempts.map((attempt) =>
    line(
      make('span', 'mono soft', timeOf(attempt.at)),
      failureText(attempt) === undefined ? badge('전달됨', 'good') : badge(failureText(attempt) ?? '', 'bad'),
    ),
  )
  return {
    title: `웹훅 ${webhookText(webhook)}`,
    parts: [
      list(
        ['상태', badge(...(webhookKinds[status] ?? [status, '']))],
        ['주소', webhook.url],
        ['형식', webhook.content_type],
        ['중복', webhook.duplicate ? '장애가 만든 두 번째 웹훅' : undefined],
        ['receipt_id', webhook.kind === 'identity' ? copyable(receipt_id) : linkTo('receipts', receipt_id, receipt_id)],
      ),
      line(button(status === 'kept' ? '전송' : '재전송', () => redeliver(webhook_id))),
      ...(tries.length > 0 ? [part('시도', ...tries)] : []),
      part('내용', json(webhook.payload)),
    ],
  }
}

/** @param {Request} request @param {Partial<Exchange & { explained: string }>} whole @returns {Shown} */
const requestPage = (request, { sent, answered, path, explained }) => {
  const { method, operation, fault, error_code, ids = {}, elapsed_ms } = request
  const [name, does] = fault === undefined ? [undefined, undefined] : faultText(fault)
  const message = Object(answered).message
  const lost = fault !== undefined && !fault.startsWith('clock')
  const old = path === undefined
  return {
    title: `${method} ${path ?? operation ?? ''}`,
    parts: [
      list(
        ['응답', answerBadge(request)],
        ['코드', error_code === undefined ? undefined : make('span', 'mono', error_code)],
        ['원인', explained ?? causeOf(error_code)],
        ['메시지', typeof message === 'string' ? message : undefined],
        [
          '장애',
          name === undefined ? undefined : `${name} (${fault})`,
          does === undefined ? undefined : make('span', 'sub', does),
        ],
        ['시각', `${timeOf(request.at)}${elapsed_ms === undefined ? '' : ` · ${elapsed_ms} ms`}`],
        ['operation', operation],
        .../** @type {[string, Content][]} */ (
          Object.entries(ids).map(([id, value]) => [
            id,
            id === 'receipt_id' ? linkTo('receipts', value, value) : copyable(value),
          ])
        ),
      ),
      ...(old
        ? [make('p', 'hint', '이전에 실행한 샌드박스의 요청이거나 오래된 요청이라, 본문은 남아 있지 않습니다.')]
        : [
            part('보낸 값', sent === undefined ? make('p', 'hint', '본문이 JSON 객체가 아닙니다.') : json(sent)),
            answered === undefined
              ? part('처리 결과', make('p', 'hint', '처리되지 않았습니다. 아무것도 바뀌지 않았습니다.'))
              : part(lost ? '처리 결과 (클라이언트에는 장애가 전달됨)' : '응답', json(answered)),
            make('p', 'hint', '키, 토큰, 카드·계좌·주민번호, 연락처는 ***로 가립니다.'),
          ]),
    ],
  }
}

/** What the address of the page names. @param {string} kind @param {string} id @returns {{ record: unknown, show: () => Promise<Shown> } | undefined} */
const named = (kind, id) => {
  if (kind === 'receipts') {
    const record = tables.receipts.get(id)
    const traces = tracesOf(id).map(({ textContent }) => textContent)
    return record && { record: [record, traces], show: async () => receiptPage(record) }
  }
  if (kind === 'webhooks') {
    const record = tables.webhooks.get(Number(id.split('-')[1]))
    return record && { record, show: async () => webhookPage(record) }
  }
  const record = kind === 'requests' ? tables.requests.get(Number(id)) : undefined
  return (
    record && {
      record,
      show: async () =>
        requestPage(record, record.path === undefined ? {} : ((await ask('GET', `/requests/${id}`)) ?? {})),
    }
  )
}

/** @param {string} text */
const decoded = (text) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** @returns {HTMLInputElement | null} */
const amountField = () => document.querySelector('#drawer-body input')

/** Shows what the address names, and again only when it changed. */
const showDrawer = async () => {
  const drawer = /** @type {HTMLDialogElement} */ (byId('drawer'))
  const { hash } = location
  const [, kind = '', id = ''] = hash.split('/')
  const found = named(kind, decoded(id))
  if (found === undefined) {
    if (drawer.open) drawer.close()
    return
  }
  const key = `${hash} ${JSON.stringify(found.record)}`
  if (drawer.open && drawer.dataset['shown'] === key) return
  const turned = !drawer.dataset['shown']?.startsWith(`${hash} `)
  drawer.dataset['shown'] = key
  const { title, parts } = await found.show()
  // Another one was asked for meanwhile.
  if (drawer.dataset['shown'] !== key) return
  const focused = document.activeElement?.textContent
  const typed = amountField()
  byId('drawer-title').textContent = title
  byId('drawer-body').replaceChildren(...parts)
  const field = amountField()
  if (!turned && typed !== null && field?.max === typed.max) field.value = typed.value
  drawer.dataset['at'] = hash
  if (!drawer.open) drawer.showModal()
  if (turned) drawer.scrollTop = 0
  // Who was at a button that is made anew stays there.
  if (drawer.contains(document.activeElement) && document.activeElement !== drawer) return
  const buttons = [...drawer.querySelectorAll('button')]
  const same = buttons.find(({ textContent }) => textContent === focused) ?? byId('drawer-close')
  if (typed !== null && focused === '') field?.focus()
  else same.focus()
}

/** The address names nothing any more, unless it names another record already. */
const forgetDrawer = () => {
  const { dataset } = byId('drawer')
  document.body.append(byId('notice'))
  if (dataset['at'] !== location.hash) return
  delete dataset['shown']
  history.pushState(undefined, '', location.pathname)
}

const clock = { at: 0, heard: 0, runs: false }

const showClock = () => {
  if (clock.heard === 0) return
  byId('clock').textContent = clockFormat.format(clock.at + (clock.runs ? performance.now() - clock.heard : 0))
}
setInterval(showClock, 250)

const showFaults = async () => {
  const faults = await ask('GET', '/faults')
  if (faults === undefined) return
  const nameOf = (/** @type {string} */ fault) => `${faultText(fault)[0]}(${fault})`
  const waiting = faults.script.map((/** @type {{ fault: string, times: number }} */ { fault, times }) =>
    times > 1 ? `${nameOf(fault)} × ${times}` : nameOf(fault),
  )
  const declines = faults.declines.length > 0 ? [`거절 ${faults.declines.length}건`] : []
  const rates = faults.random?.rates
  const random =
    faults.random === undefined
      ? []
      : rates === undefined
        ? [`무작위 ${Math.round(faults.random.rate * 1_000) / 10} %`]
        : Object.entries(rates).map(([fault, rate]) => `${nameOf(fault)} ${Math.round(rate * 1_000) / 10} %`)
  byId('faults-now').textContent = [...waiting, ...declines, ...random].join(', ') || '없음'
  const select = /** @type {HTMLSelectElement} */ (document.querySelector('#fault select'))
  if (select.options.length > 0) return
  for (const name of Object.keys(faults.kinds)) select.add(new Option(`${faultText(name)[0]} · ${name}`, name))
  explainFault()
}

const explainFault = () => {
  const select = /** @type {HTMLSelectElement} */ (document.querySelector('#fault select'))
  byId('fault-does').textContent = faultText(select.value)[1]
}

/** @param {ChangeEvent} event */
const apply = (event) => {
  const { fresh, counts } = event
  tables.receipts.update(fresh, event.receipts, counts.receipts)
  tables.billing_keys.update(fresh, event.billing_keys, counts.billing_keys)
  tables.reservations.update(fresh, event.reservations, counts.reservations)
  tables.invoices.update(fresh, event.invoices, counts.invoices)
  // Who sells without Commerce sees nothing of it.
  const links = byId('invoices').closest('section')
  if (links !== null) links.hidden = counts.invoices === 0
  tables.webhooks.update(fresh, event.webhooks, counts.webhooks)
  tables.requests.update(fresh, event.requests, counts.requests)
  Object.assign(clock, { at: event.epoch_ms, heard: performance.now(), runs: event.clock === 'real' })
  byId('clock-kind').textContent = event.clock === 'real' ? '한국 시간' : '한국 시간 · 수동'
  showClock()
  showSwitches(event.switches)
  showAddress(event.webhook_url)
  showDrawer()
  if (fresh || event.requests.some(({ fault }) => fault !== undefined)) void showFaults()
}

/** @param {string} name */
const switchOf = (name) =>
  /** @type {HTMLInputElement} */ (/** @type {HTMLFormElement} */ (byId('switches')).elements.namedItem(name))

/** @param {Switches} switches */
const showSwitches = ({ basicEverywhere, partialCancelStatus }) => {
  switchOf('basicEverywhere').checked = basicEverywhere
  switchOf('partialCancelStatus').checked = partialCancelStatus === 20
}

const keptWebhooks = () => tables.webhooks.records().filter(({ status }) => status === 'kept')

/** @param {string | null} url */
const showAddress = (url) => {
  const field = /** @type {HTMLInputElement} */ (
    /** @type {HTMLFormElement} */ (byId('address')).elements.namedItem('url')
  )
  // What somebody is typing stays.
  if (field.dataset['set'] !== (url ?? '')) field.value = url ?? ''
  field.dataset['set'] = url ?? ''
  byId('address-now').textContent =
    url === null
      ? '주소가 없으면 보내지 않고 모아 둡니다. 주소를 저장한 다음 보낼 수 있습니다.'
      : '요청에 feedback_url이 없는 웹훅이 이 주소로 갑니다. 비우고 저장하면 모아 둡니다.'
  const kept = keptWebhooks().length
  byId('kept').hidden = url === null || kept === 0
  byId('send-kept').textContent = `모아 둔 웹훅 ${kept}건 보내기`
}

const connect = () => {
  const connection = byId('connection')
  const events = new EventSource('/_sandbox/events')
  events.addEventListener('open', () => {
    connection.dataset['state'] = 'open'
    connection.textContent = '실시간'
  })
  events.addEventListener('error', () => {
    connection.dataset['state'] = 'lost'
    connection.textContent = '연결 끊김'
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 2_000)
  })
  events.addEventListener('message', ({ data }) => apply(JSON.parse(data)))
}

const showFacts = () => {
  const list = byId('credentials')
  for (const [name, value] of Object.entries({
    'base URL': facts.baseUrl,
    'Commerce URL': facts.commerceUrl,
    ...facts.credentials,
  }))
    list.append(make('dt', '', name), make('dd', '', copyable(value)))
}

const newOrderId = () => `order-${clockFormat.format(Date.now()).replace(/\D/g, '').slice(4)}`

const listen = () => {
  const create = /** @type {HTMLFormElement} */ (byId('create'))
  const orderId = /** @type {HTMLInputElement} */ (create.elements.namedItem('order_id'))
  orderId.value = newOrderId()
  create.addEventListener('submit', async (event) => {
    event.preventDefault()
    const given = new FormData(create)
    const made = await ask('POST', '/payments', {
      order_name: given.get('order_name'),
      order_id: given.get('order_id'),
      price: Number(given.get('price')),
      method: given.get('method'),
      separately_confirmed: given.has('separately_confirmed'),
      pay: /** @type {HTMLButtonElement | null} */ (event.submitter)?.value !== 'open',
    })
    if (made !== undefined) orderId.value = newOrderId()
  })
  const advances = { hours: { hours: 1 }, days: { days: 1 }, month: { days: 30 } }
  for (const element of document.querySelectorAll('button'))
    if (element.dataset['advance'] !== undefined)
      element.addEventListener('click', () =>
        ask('POST', '/clock', advances[/** @type {keyof typeof advances} */ (element.dataset['advance'])]),
      )
  byId('switches').addEventListener('change', () =>
    ask('PUT', '/switches', {
      basicEverywhere: switchOf('basicEverywhere').checked,
      partialCancelStatus: switchOf('partialCancelStatus').checked ? 20 : 1,
    }),
  )
  byId('address').addEventListener('submit', async (event) => {
    event.preventDefault()
    const url = String(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get('url')).trim()
    const set = await ask('PUT', '/webhook-address', { url: url === '' ? null : url })
    if (set !== undefined) notify(set.url === null ? '웹훅을 모아 둡니다.' : '웹훅 주소를 저장했습니다.')
  })
  byId('send-kept').addEventListener('click', async () => {
    for (const { webhook_id } of keptWebhooks().reverse()) await redeliver(webhook_id)
  })
  const drawer = /** @type {HTMLDialogElement} */ (byId('drawer'))
  byId('drawer-close').addEventListener('click', () => drawer.close())
  drawer.addEventListener('close', forgetDrawer)
  drawer.addEventListener('click', ({ target }) => {
    if (target === drawer) drawer.close()
  })
  addEventListener('hashchange', showDrawer)
  byId('reset').addEventListener('click', async () => {
    if (confirm('모든 결제와 기록을 지우고 처음부터 시작할까요?')) await ask('POST', '/reset', {})
  })
  byId('fault').addEventListener('change', explainFault)
  byId('fault').addEventListener('submit', async (event) => {
    event.preventDefault()
    const form = /** @type {HTMLFormElement} */ (event.currentTarget)
    await ask('POST', '/faults', { fault: new FormData(form).get('fault') })
    await showFaults()
  })
  byId('rate').addEventListener('submit', async (event) => {
    event.preventDefault()
    const form = /** @type {HTMLFormElement} */ (event.currentTarget)
    await ask('PUT', '/faults', { rate: Number(new FormData(form).get('percent')) / 100 })
    await showFaults()
  })
  byId('clear-faults').addEventListener('click', async () => {
    await ask('DELETE', '/faults')
    await showFaults()
  })
}

showFacts()
listen()
connect()
