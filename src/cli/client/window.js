/**
 * @typedef {'payment' | 'subscription' | 'authentication' | 'invoice'} Kind
 * @typedef {{ event: string, [member: string]: any }} ClientEvent
 */

/**
 * @template {HTMLElement} [Made=HTMLElement]
 * @param {string} id
 * @returns {Made}
 */
const byId = (id) => /** @type {Made} */ (document.getElementById(id))

/** @type {HTMLSelectElement} */
const methods = byId('method')
/** @type {HTMLSelectElement} */
const cards = byId('card')
/** @type {HTMLButtonElement[]} */
const buttons = [byId('pay'), byId('fail'), byId('cancel')]
const { allowed, cards: known } = JSON.parse(byId('facts').textContent ?? '')

/** @type {Record<string, string>} */
const methodNames = {
  card: '카드',
  bank: '계좌이체',
  vbank: '가상계좌',
  phone: '휴대폰',
  naverpay: '네이버페이',
  kakaopay: '카카오페이',
  payco: '페이코',
  tosspay: '토스페이',
}

/** The page that the window was opened for; told once, and nobody else is told anything. @type {string | undefined} */
let page
/** @type {Kind} */
let kind
/** @type {any} */
let request
let receipt_id = ''

/** Whether an origin is one of this machine, one that was allowed, or the sandbox's own. @param {string} origin */
const isPage = (origin) =>
  origin === location.origin ||
  allowed.includes(origin) ||
  (URL.canParse(origin) && /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(origin).hostname))

/** @param {ClientEvent} event */
const tell = (event) => {
  if (page !== undefined) parent.postMessage({ bootpay: 'event', event }, page)
}

/**
 * Asks the control API of this sandbox.
 *
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
const ask = async (method, path, body) => {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
  const response = await fetch(`/_sandbox${path}`, init)
  const answer = await response.json()
  if (!response.ok) throw answer
  return answer
}

/** Lets nothing be pressed twice, and says what went wrong. @param {() => Promise<void>} work */
const run = async (work) => {
  for (const button of buttons) button.disabled = true
  byId('trouble').textContent = ''
  try {
    await work()
  } catch (error) {
    byId('trouble').textContent = /** @type {any} */ (error)?.message ?? '샌드박스에 연결할 수 없습니다.'
  }
  for (const button of buttons) button.disabled = false
}

/** What the page is told of the payment as it stands; null while it goes on. */
const whatBecame = () => ask('GET', `/payments/${receipt_id}/event`)

/**
 * A step of the buyer, and what the page is told of it. Where it comes too late, because the payment has ended elsewhere (in
 * another tab, by its time, on the status page), the page is told of that.
 *
 * @param {string} step
 * @param {object} [body]
 */
const take = async (step, body = {}) => {
  const late = await ask('POST', `/payments/${receipt_id}/${step}`, body).then(
    () => undefined,
    (error) => error,
  )
  const event = late === undefined || late.error_code === 'STEP_REFUSED' ? await whatBecame() : null
  if (event === null) throw late
  tell(event)
}

/** The members that are there, and that have one of the types. @param {any} given @param {Record<string, string>} types */
const pick = (given, types) =>
  Object.fromEntries(
    Object.entries(types).flatMap(([name, type]) => (typeof given[name] === type ? [[name, given[name]]] : [])),
  )

/** The members of a request that the sandbox takes, as the real server reads them. */
const members = () => {
  const { extra = {} } = request
  const number = (/** @type {unknown} */ value) => (Number.isFinite(Number(value)) ? Number(value) : 0)
  const text = { order_name: 'string', pg: 'string', currency: 'string', metadata: 'object', user: 'object' }
  return {
    ...pick({ ...request, metadata: request.metadata ?? undefined, user: request.user ?? undefined }, text),
    order_name: String(request.order_name),
    price: number(request.price),
    tax_free: number(request.tax_free),
    ...pick(extra, { enable_error_webhook: 'boolean' }),
  }
}

/** What the buyer can choose from. @param {HTMLSelectElement} select @param {readonly [string, string][]} choices */
const offer = (select, choices) =>
  select.replaceChildren(
    ...choices.map(([value, text]) => Object.assign(document.createElement('option'), { value, text })),
  )

const cardChoices = () => [
  /** @type {[string, string]} */ (['', '승인되는 카드']),
  ...Object.values(known).map(
    (card) => /** @type {[string, string]} */ ([card.card_no, `${card.card_no} · ${card.message}`]),
  ),
]

/** Asks for the method only where the page left it to the buyer. */
const offerMethods = () => {
  const given = [request.method ?? Object.keys(methodNames)].flat().map(String)
  offer(
    methods,
    given.map((name) => [name, methodNames[name] ?? name]),
  )
  byId('method-row').hidden = given.length < 2
  const follow = () => {
    const card = ['card', '카드'].includes(methods.value)
    byId('card-row').hidden = !card
    byId('fail').textContent = card ? '카드 거절' : '결제 거절'
    byId('pay').textContent = ['vbank', '가상계좌'].includes(methods.value) ? '계좌 발급' : '결제'
  }
  methods.addEventListener('change', follow)
  follow()
}

/** What the buyer pays with. */
const payByChoice = () =>
  take('pay', {
    method: methods.value,
    ...(cards.value === '' || byId('card-row').hidden ? {} : { card_no: cards.value }),
  })

/** @type {Record<Kind, { open: () => Promise<string>, act: () => Promise<void> }>} */
const kinds = {
  payment: {
    open: async () => {
      offerMethods()
      const { separately_confirmed, escrow } = request.extra ?? {}
      const flags = pick({ separately_confirmed, escrow }, { separately_confirmed: 'boolean', escrow: 'boolean' })
      const body = { ...members(), ...flags, order_id: String(request.order_id), method: methods.value }
      return (await ask('POST', '/payments', body)).receipt_id
    },
    act: payByChoice,
  },
  invoice: {
    open: async () => {
      offerMethods()
      return (await ask('POST', `/invoices/${encodeURIComponent(request.invoice_id)}/open`)).receipt_id
    },
    act: payByChoice,
  },
  subscription: {
    open: async () => {
      byId('card-row').hidden = false
      byId('pay').textContent = '카드 등록'
      const { currency: _, ...body } = /** @type {Record<string, unknown>} */ (members())
      return (await ask('POST', '/subscriptions', { ...body, subscription_id: String(request.subscription_id) }))
        .receipt_id
    },
    act: () => take('pay', cards.value === '' ? {} : { card_no: cards.value }),
  },
  authentication: {
    open: async () => {
      for (const row of document.querySelectorAll('.person')) /** @type {HTMLElement} */ (row).hidden = false
      byId('pay').textContent = '인증'
      byId('fail').textContent = '인증 실패'
      const { username = '홍길동', phone = '01000000000' } = request.user ?? {}
      Object.assign(byId('username'), { value: username })
      Object.assign(byId('phone'), { value: phone })
      Object.assign(byId('birth'), { value: '1990-10-14' })
      return ''
    },
    act: async () => {
      const value = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (byId(id)).value
      const person = { username: value('username'), phone: value('phone'), birth: value('birth') }
      const ids = pick(request, { authentication_id: 'string', pg: 'string' })
      const { receipt_id } = await ask('POST', '/identities', { ...ids, ...person })
      tell({
        event: 'done',
        data: { receipt_id, ...pick(request, { order_name: 'string', authentication_id: 'string' }) },
      })
    },
  },
}

const open = async () => {
  byId('name').textContent = String(request.order_name ?? '')
  byId('order').textContent = String(request.order_id ?? request.subscription_id ?? request.authentication_id ?? '')
  const price = Number(request.price)
  if (price > 0)
    byId('price').textContent =
      `${price.toLocaleString('ko-KR')}${(request.currency ?? 'KRW') === 'KRW' ? '원' : ` ${request.currency}`}`
  offer(cards, cardChoices())
  try {
    receipt_id = await kinds[kind].open()
  } catch (error) {
    const { error_code, message } = /** @type {any} */ (error)
    tell({ event: 'error', error_code: error_code ?? 'SANDBOX_FAILED', message: message ?? String(error) })
  }
}

const cancel = () => {
  if (receipt_id !== '') return take('cancel')
  tell({ event: 'cancel', error_code: 'RC_CLOSE_WINDOW', message: '사용자가 결제창을 닫았습니다.' })
  return Promise.resolve()
}

const fail = () => {
  if (receipt_id !== '') return take('fail')
  tell({ event: 'error', error_code: 'AUTH_CONFIRM_READY_FAILED', message: '통신사 정보와 일치하지 않습니다.' })
  return Promise.resolve()
}

byId('form').addEventListener('submit', (event) => {
  event.preventDefault()
  void run(kinds[kind].act)
})
byId('fail').addEventListener('click', () => void run(fail))
byId('cancel').addEventListener('click', () => void run(cancel))
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && !byId('cancel').matches(':disabled')) void run(cancel)
})

addEventListener('message', ({ source, origin, data }) => {
  if (source !== parent || !isPage(origin) || (page !== undefined && page !== origin)) return
  // A payment link is opened by its own page alone: another page is told of what it asked for, and no more.
  const own = data?.kind !== 'invoice' || origin === location.origin
  if (data?.bootpay === 'open' && page === undefined && Object.hasOwn(kinds, data.kind) && own) {
    page = origin
    kind = data.kind
    request = data.request
    // Nothing that is disabled takes the focus, so once it is over.
    void run(open).then(() => byId('pay').focus())
  }
  if (data?.bootpay === 'confirm' && receipt_id !== '') void run(() => take('confirm'))
})

// It says no more than that it is there, so anybody may hear it.
if (parent !== window) parent.postMessage({ bootpay: 'ready' }, '*')
