// A stand-in for Bootpay's client SDK, served by `npx bootpay-fp sandbox`: the same calls and events, and no money.
;(() => {
  /**
   * @typedef {{ event: string, [member: string]: any }} ClientEvent
   * @typedef {{ kind: 'payment' | 'subscription' | 'authentication' | 'invoice', request: any }} Opening
   * @typedef {{ resolve: (event: ClientEvent) => void, reject: (event: ClientEvent) => void }} Waiting
   */

  /** The sandbox that this script came from. */
  const home = '{{home}}'

  /** @type {HTMLIFrameElement | undefined} */
  let frame
  /** @type {Opening | undefined} */
  let opening
  /** @type {Waiting | undefined} */
  let waiting
  /** Whether a payment waits for `confirm()`. */
  let confirmable = false
  /** @type {string | undefined} */
  let applicationId

  /** @param {string} error_code @param {string} message */
  const refusal = (error_code, message) => ({ event: 'error', error_code, message })

  /** As the real SDK judges what is missing: 0 and false are not. @param {any} value */
  const isBlank = (value) => value === undefined || value === null || value === ''

  /** @param {ClientEvent['error_code']} codes @param {any} value */
  const required = (codes, value) => Object.entries(codes).find(([name]) => isBlank(value[name]))

  const paymentMembers = {
    order_name: '판매할 상품명을 입력해주세요. [ key: order_name ]',
    price: '판매할 상품의 금액을 입력해주세요. [ key: price ]',
    order_id: '가맹점에서 설정할 주문 ID를 입력해주세요. [ key: order_id ]',
  }

  const itemMembers = {
    id: ['NEED_ITEM_ID', '상품 고유 ID'],
    name: ['NEED_ITEM_NAME', '상품명'],
    qty: ['NEED_ITEM_QTY', '상품수량'],
    price: ['NEED_ITEM_PRICE', '상품금액'],
  }

  /** @param {any[]} items @param {number} price */
  const itemsRefusal = (items, price) => {
    for (const [index, item] of items.entries()) {
      const [name, [code, words] = []] = required(itemMembers, item ?? {}) ?? []
      if (name !== undefined) return refusal(String(code), `${index + 1}번째 ${words}를 입력해주세요. [ key: ${name} ]`)
    }
    const sum = items.reduce((total, item) => total + parseFloat(item.price) * parseFloat(item.qty), 0)
    if (items.length === 0 || sum === price) return undefined
    const words = '결제 금액과 상품 수량 및 상품 금액의 총합과 일치하지 않습니다.'
    return refusal('NEED_ITEM_TOTAL_PRICE_NOT_MATCH', `${words} [ 요청금액: ${price}, 상품 총합계 금액: ${sum} ]`)
  }

  /** Why the real SDK would not even ask for a payment. @param {any} request */
  const paymentRefusal = (request) => {
    if (isBlank(request) || Object.keys(request).length === 0)
      return refusal('NEED_MORE_PARAMS', '결제 요청을 위한 최소한의 결제 정보를 입력해주세요.')
    const [, words] = required(paymentMembers, request) ?? []
    if (words !== undefined) return refusal('INVALID_REQUEST_PARAMS', String(words))
    if ([request.client_key, request.application_id ?? applicationId].every((key) => key === undefined))
      return refusal('NEED_CLIENT_KEY', 'Client Key가 필요합니다')
    return itemsRefusal(Array.isArray(request.items) ? request.items : [], parseFloat(request.price))
  }

  /** @param {object} message */
  const tell = (message) => frame?.contentWindow?.postMessage(message, home)

  const remove = () => {
    frame?.remove()
    frame = undefined
    opening = undefined
    waiting = undefined
    confirmable = false
    document.body.classList.remove('bootpay-open')
  }

  const destroy = () => {
    remove()
    setTimeout(() => document.dispatchEvent(new CustomEvent('bootpayclose')), 300)
  }

  /** Shows the window, or hides it without forgetting what it has open. @param {boolean} shown */
  const show = (shown) => {
    if (frame !== undefined) frame.style.display = shown ? 'block' : 'none'
    document.body.classList.toggle('bootpay-open', shown)
  }

  /** @param {ClientEvent} event */
  const finish = (event) => {
    const done = waiting
    waiting = undefined
    confirmable = event.event === 'confirm'
    if (confirmable) show(false)
    // As the real one does: the page hears of it first, and the window goes then.
    setTimeout(() => {
      if (event.event === 'cancel' || event.event === 'error') done?.reject(event)
      else done?.resolve(event)
      if (!confirmable) destroy()
    }, 100)
  }

  addEventListener('message', ({ source, origin, data }) => {
    if (frame === undefined || source !== frame.contentWindow || origin !== home) return
    if (data.bootpay === 'ready') tell({ bootpay: 'open', ...opening })
    if (data.bootpay === 'event') finish(data.event)
  })

  /** @param {Opening['kind']} kind @param {any} request @returns {Promise<ClientEvent>} */
  const open = (kind, request) =>
    new Promise((resolve, reject) => {
      if (request?.extra?.open_type === 'redirect')
        console.info('bootpay-fp sandbox: open_type "redirect" is played as "iframe"; the promise tells what happened.')
      remove()
      waiting = { resolve, reject }
      // Whatever the page holds, only its JSON is sent, as the real one does.
      opening = { kind, request: JSON.parse(JSON.stringify(request ?? {})) }
      frame = document.createElement('iframe')
      frame.title = '부트페이 샌드박스 결제창'
      frame.src = `${home}/_window`
      const style = { position: 'fixed', inset: '0', width: '100%', height: '100%', border: '0', zIndex: '2147483647' }
      Object.assign(frame.style, style, { colorScheme: 'light', background: 'transparent' })
      document.body.append(frame)
      show(true)
    })

  const nothing = () => undefined

  const Bootpay = {
    /** @param {any} request */
    requestPayment: async (request) => {
      // The sandbox's own page of a payment link: the payment is the link's.
      if (location.origin === home && request?.invoice_id !== undefined) return open('invoice', request)
      const refused = paymentRefusal(request)
      if (refused !== undefined) throw refused
      return open('payment', request)
    },
    /** @param {any} request */
    requestSubscription: (request) => open('subscription', request),
    /** @param {any} request */
    requestAuthentication: (request) => open('authentication', request),
    requestPaymentUrl: () =>
      Promise.reject(refusal('SANDBOX_UNSUPPORTED', '샌드박스는 requestPaymentUrl을 지원하지 않습니다.')),
    /** @returns {Promise<ClientEvent>} */
    confirm: () =>
      new Promise((resolve, reject) => {
        if (!confirmable) {
          reject(refusal('RC_CONFIRM_READY_NOT_YET', '아직 결제 승인을 할 수 없습니다.'))
          return
        }
        waiting = { resolve, reject }
        confirmable = false
        tell({ bootpay: 'confirm' })
      }),
    destroy,
    dismiss: () => finish({ event: 'cancel', error_code: 'RC_CLOSE_WINDOW', message: '사용자가 결제창을 닫았습니다.' }),
    /** @param {any} error */
    errorHandler: (error) => {
      if (error?.event === undefined) throw error
      return error
    },
    /** @param {string | undefined} id */
    setApplicationId: (id) => (applicationId = id),
    setEnvironmentMode: nothing,
    setVersion: nothing,
    setLogLevel: nothing,
    setUUID: nothing,
    setDevice: nothing,
    setLocale: nothing,
    getCurrentUUID: nothing,
    send: () => Promise.resolve(),
    login: () => Promise.resolve(),
    logout: nothing,
    readyToPopup: nothing,
    overrideGlobalInstance: nothing,
  }

  Object.assign(globalThis, { Bootpay })
})()
