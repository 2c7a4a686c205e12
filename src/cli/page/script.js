/**
 * @typedef {import('../../sandbox/index.js').SandboxChanges} Changes
 * @typedef {import('../../sandbox/index.js').SandboxSwitches} Switches
 * @typedef {Changes & { run: string, clock: 'real' | 'manual', epoch_ms: number, fresh: boolean, switches: Switches }} ChangeEvent
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

/** @type {Readonly<Record<string, [text: string, step: string]>>} */
const buyerSteps = { 0: ['결제', 'pay'], 5: ['입금', 'deposit'], 41: ['출금 동의', 'consent'] }

/** @param {Changes['receipts'][number]} receipt */
const receiptRow = (receipt) => {
  const { receipt_id, status, cancelled_price, price, currency } = receipt
  const part = status === 1 && cancelled_price > 0
  const [text, step] = buyerSteps[status] ?? []
  const run = () => ask('POST', `/payments/${receipt_id}/${step}`)
  const element = row(
    [badge(`${status} ${part ? '부분취소' : receipt.status_locale}`, part ? 'bad' : (receiptKinds[status] ?? ''))],
    [receipt.order_name, make('span', 'sub', receipt.order_id)],
    [receipt.method_origin],
    [
      money(price, currency),
      cancelled_price > 0 ? make('span', 'sub', `−${money(cancelled_price, currency)}`) : undefined,
    ],
    [shortDate(receipt.cancelled_at ?? receipt.purchased_at ?? receipt.requested_at)],
    [copyable(receipt_id)],
    [text === undefined ? undefined : button(text, run)],
  )
  element.children[1]?.classList.add('name')
  element.children[3]?.classList.add('number')
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
const webhookKinds = { waiting: ['대기', 'wait'], delivered: ['전달됨', 'good'], failed: ['실패', 'bad'] }

/** @type {Readonly<Record<string, string>>} */
const webhookTexts = {
  PAYMENT_COMPLETED: '결제 완료',
  PAYMENT_VIRTUAL_ACCOUNT_ISSUED: '가상계좌 발급',
  PAYMENT_CANCELLED: '결제 취소',
  PAYMENT_PARTIAL_CANCELLED: '부분 취소',
}

/** @type {Readonly<Record<string, string>>} */
const failureTexts = {
  timeout: '5초 초과',
  connection: '연결 실패',
  answer: 'success 아님',
  host: '허용되지 않은 호스트',
}

/** @param {Changes['webhooks'][number]} webhook */
const webhookRow = (webhook) => {
  const last = webhook.attempts.at(-1)
  const reason = last?.error === undefined ? undefined : (failureTexts[last.error] ?? `HTTP ${last.status}`)
  const element = row(
    [badge(...(webhookKinds[webhook.status] ?? [webhook.status, '']))],
    [webhookTexts[webhook.webhook_type] ?? webhook.webhook_type, make('span', 'sub', webhook.url)],
    [`${webhook.attempts.length}회`, reason === undefined ? undefined : make('span', 'sub', reason)],
    [button('재전송', () => ask('POST', `/webhooks/${webhook.webhook_id}/redeliver`))],
  )
  element.children[1]?.classList.add('name')
  element.title = `${webhook.webhook_type} ${webhook.order_id}`
  return element
}

/** @param {Changes['requests'][number]} request */
const requestRow = (request) => {
  const { status, fault } = request
  const kind = status === undefined || status >= 500 ? 'bad' : status >= 400 ? 'wait' : 'good'
  const element = row(
    [make('span', 'mono soft', timeOf(request.at))],
    [
      request.operation ?? '알 수 없는 경로',
      make('span', 'sub', fault === undefined ? request.method : `장애: ${fault}`),
    ],
    [badge(status === undefined ? '끊김' : String(status), kind)],
  )
  element.children[1]?.classList.add('name')
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
  receipts: createTable(
    'receipts',
    (/** @type {Changes['receipts'][number]} */ { receipt_id }) => receipt_id,
    receiptRow,
  ),
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
  webhooks: createTable(
    'webhooks',
    (/** @type {Changes['webhooks'][number]} */ { webhook_id }) => Number(webhook_id.split('-')[1]),
    webhookRow,
  ),
  requests: createTable('requests', (/** @type {Changes['requests'][number]} */ { number }) => number, requestRow),
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
  const waiting = faults.script.map((/** @type {{ fault: string, times: number }} */ { fault, times }) =>
    times > 1 ? `${fault} × ${times}` : fault,
  )
  const rates = faults.random?.rates
  const random =
    faults.random === undefined
      ? []
      : rates === undefined
        ? [`무작위 ${Math.round(faults.random.rate * 1_000) / 10} %`]
        : Object.entries(rates).map(([fault, rate]) => `${fault} ${Math.round(rate * 1_000) / 10} %`)
  byId('faults-now').textContent = [...waiting, ...random].join(', ') || '없음'
  const select = /** @type {HTMLSelectElement} */ (document.querySelector('#fault select'))
  if (select.options.length > 0) return
  for (const [name, { does }] of Object.entries(faults.kinds)) {
    const option = new Option(name, name)
    option.dataset['does'] = does
    select.add(option)
  }
  explainFault()
}

const explainFault = () => {
  const select = /** @type {HTMLSelectElement} */ (document.querySelector('#fault select'))
  byId('fault-does').textContent = select.selectedOptions[0]?.dataset['does'] ?? ''
}

/** @param {ChangeEvent} event */
const apply = (event) => {
  const { fresh, counts } = event
  tables.receipts.update(fresh, event.receipts, counts.receipts)
  tables.billing_keys.update(fresh, event.billing_keys, counts.billing_keys)
  tables.reservations.update(fresh, event.reservations, counts.reservations)
  tables.webhooks.update(fresh, event.webhooks, counts.webhooks)
  tables.requests.update(fresh, event.requests, counts.requests)
  Object.assign(clock, { at: event.epoch_ms, heard: performance.now(), runs: event.clock === 'real' })
  byId('clock-kind').textContent = event.clock === 'real' ? '한국 시간' : '한국 시간 · 수동'
  showClock()
  showSwitches(event.switches)
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
  for (const [name, value] of Object.entries({ 'base URL': facts.baseUrl, ...facts.credentials }))
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
