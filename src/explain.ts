import { errorCodes } from './codes/errorCodes.js'
import type { ApiError, BootpayError, CredentialsError, InputError, OutcomeUnknown, Tagged } from './core/errors.js'
import { membersOf } from './core/fields.js'

/** What is wrong with a member of an input, in Korean. */
const ISSUES: Readonly<Record<string, string>> = {
  'is required': '꼭 필요합니다',
  'is not a member of this input': '이 오퍼레이션이 받는 필드가 아닙니다',
  'cannot be read': '읽을 수 없습니다',
  'is not as its schema wants it': '스키마에 맞지 않습니다',
  'must be text': '문자열이어야 합니다',
  'must be text, and not empty': '비어 있지 않은 문자열이어야 합니다',
  'must be text, and not empty, or a whole number': '비어 있지 않은 문자열이나 정수여야 합니다',
  'must be text without white space': '공백 없는 문자열이어야 합니다',
  'must be text of letters, digits, "-" and "_"': '영문자, 숫자, "-", "_"로만 된 문자열이어야 합니다',
  'must be text of letters, digits and "-", such as 2026-11': '2026-11처럼 영문자, 숫자, "-"로 된 문자열이어야 합니다',
  'must be 1 to 64 letters, digits, "_" or "-"': '영문자, 숫자, "_", "-"로 된 1~64자여야 합니다',
  'must be 1 to 255 characters without white space': '공백 없는 1~255자여야 합니다',
  'must be a whole number, or text without white space and without / \\ % ? #':
    '정수이거나, 공백과 / \\ % ? # 이 없는 문자열이어야 합니다',
  'must be a whole number': '정수여야 합니다',
  'must be a whole number, 0 or more': '0 이상의 정수여야 합니다',
  'must be a whole number above 0': '1 이상의 정수여야 합니다',
  'must be a whole number of KRW above 0': '1 이상의 원 단위 정수여야 합니다',
  'must be a whole number of KRW, 0 or more': '0 이상의 원 단위 정수여야 합니다',
  'must be a number, 0 or more': '0 이상의 숫자여야 합니다',
  'must be an amount above 0': '0보다 큰 금액이어야 합니다',
  'must be a whole number from 1 to 99': '1~99의 정수여야 합니다',
  'must be at most 50, for Bootpay gives no more': '50 이하여야 합니다. 부트페이가 그보다 많이 주지 않습니다',
  'must be months as text, such as "00" or "3"': '"00", "3"처럼 개월 수를 적은 문자열이어야 합니다',
  'must be a month, such as 2026-01': '2026-01 같은 연월이어야 합니다',
  'must be digits; hyphens and spaces are taken out': '숫자여야 합니다. 하이픈과 공백은 빼고 보냅니다',
  'must be digits, or +82 and digits; hyphens and spaces are taken out':
    '숫자이거나 +82로 시작하는 번호여야 합니다. 하이픈과 공백은 빼고 보냅니다',
  'must be two digits, from 01 to 12': '01~12의 두 자리 숫자여야 합니다',
  'must be the last two digits of the year': '연도의 뒤 두 자리여야 합니다',
  'must be the first two digits of the PIN': '비밀번호 앞 두 자리여야 합니다',
  'must be three digits, such as "004"': '"004" 같은 세 자리 숫자여야 합니다',
  'must be true or false': 'true나 false여야 합니다',
  'must be true or false, or 1 or 0': 'true, false, 1, 0 중 하나여야 합니다',
  'must be true or false, or a whole number': 'true, false나 정수여야 합니다',
  'must be a Date or ISO 8601 text with an offset, such as 2026-01-31T09:00:00+09:00':
    'Date이거나, 2026-01-31T09:00:00+09:00처럼 오프셋이 있는 ISO 8601 문자열이어야 합니다',
  'must be an object that JSON can hold': 'JSON으로 나타낼 수 있는 객체여야 합니다',
  'must be an object or null': '객체나 null이어야 합니다',
  'must be a function': '함수여야 합니다',
  'must be a list': '목록이어야 합니다',
  'must be Object': '객체여야 합니다',
  'must be Array': '배열이어야 합니다',
  'must not be empty: leave it out': '비어 있으면 안 됩니다. 아예 빼세요',
  'must not be empty: leave it out to cancel all': '비어 있으면 안 됩니다. 전부 취소하려면 아예 빼세요',
  'must have no dot: a look-up may be cut there, and miss what was done':
    '점(.)이 없어야 합니다. 조회 경로가 점에서 잘려 이미 된 일을 놓칠 수 있습니다',
  'is undefined: leave it out to cancel all': 'undefined입니다. 전액을 취소하려면 아예 빼세요',
  'needs a price above 0, or products': '0보다 큰 price나 products가 있어야 합니다',
  'needs a cancel_id with cancel_price': 'cancel_price에는 cancel_id가 함께 있어야 합니다',
  'needs cart_items, for a guest has no cart at Bootpay':
    '비회원은 부트페이에 장바구니가 없으므로 cart_items가 있어야 합니다',
  'may force a cancel only with the role supervisor': '강제 취소는 role이 supervisor일 때만 됩니다',
  'and path must be a plain https address (http on loopback and to insecureHosts)':
    '주소는 https여야 합니다(http는 루프백과 insecureHosts만)',
}

/** Why an outcome is still unknown, in Korean. */
const REASONS: Readonly<Record<string, string>> = {
  'not done yet, but it may still be running': '아직 처리되지 않았지만 처리 중일 수 있습니다',
  'Bootpay says that it is under way': '부트페이가 처리 중이라고 합니다',
  'the first request may still be running': '첫 요청이 아직 처리 중일 수 있습니다',
  'no repeat had a certain answer': '다시 보낸 요청에도 확실한 응답이 없었습니다',
  'the look-up of an id with a dot may be cut there': '점(.)이 있는 id는 조회 경로에서 잘릴 수 있습니다',
  'what was found has no date': '찾은 것에 날짜가 없습니다',
  'it has no date': '찾은 것에 날짜가 없습니다',
  'it is not there': '조회되지 않습니다',
  'the order id was paid, but with another amount': '이 주문번호로 결제됐지만 금액이 다릅니다',
  'a cash receipt was issued, but for another amount': '현금영수증이 발행됐지만 금액이 다릅니다',
  'a first payment was taken, but no key is there': '첫 결제는 됐지만 빌링키가 없습니다',
  'Bootpay does not say whether the key is alive': '빌링키가 살아 있는지 부트페이가 알려 주지 않습니다',
  'Bootpay does not say how it was decided': '어떻게 결정됐는지 부트페이가 알려 주지 않습니다',
  'Bootpay has forgotten the key: a repeat might do it again':
    '부트페이가 idempotency_key를 잊을 때가 지나, 다시 보내면 두 번 처리될 수 있습니다',
  'a billing key is a secret and so not in the error: give it as { billing_key }':
    '빌링키는 비밀값이라 에러에 없습니다. { billing_key }로 주세요',
  'issue the token again: that does no harm': '토큰을 다시 발급하세요. 해가 없습니다',
  'it cannot be repeated: it was sent without an idempotency_key': 'idempotency_key 없이 보내서 다시 보낼 수 없습니다',
  'nothing that can be read shows it': '조회로는 알 수 없습니다',
  'nothing that can be read shows it: repeat it, with its idempotency_key where it had one':
    '조회로는 알 수 없습니다. idempotency_key가 있었다면 같은 키로 다시 보내세요',
  'nothing was paid, and a link shows nowhere until it is paid':
    '결제된 것이 없고, 링크는 결제되기 전에는 어디에도 보이지 않습니다',
  'the link does not say that it was told: repeat it with its idempotency_key':
    '링크로는 보냈는지 알 수 없습니다. 같은 idempotency_key로 다시 보내세요',
  'the request is not in the list: give its order as { order_number }':
    '목록에 그 요청이 없습니다. 주문을 { order_number }로 주세요',
  'another cancel may be in the amount: compare the cancels in the admin console, or use cancelPaymentOnce':
    '금액에 다른 취소가 섞였을 수 있습니다. 관리자 화면에서 취소 내역을 비교하거나 cancelPaymentOnce를 쓰세요',
  'how a cancelled cash receipt reads is not documented: look in the admin console':
    '취소된 현금영수증이 어떻게 조회되는지 문서에 없습니다. 관리자 화면에서 확인하세요',
  'there are more cancels than the list gives': '취소가 목록에 다 담기지 않을 만큼 많습니다',
  'without a cancel_id it cannot be told from another: repeat it with its idempotency_key':
    'cancel_id가 없어 다른 요청과 구별할 수 없습니다. 같은 idempotency_key로 다시 보내세요',
}

/** What is wrong with the keys, by what the English message begins with. */
const KEYS: readonly (readonly [RegExp, string])[] = [
  [/go together/, 'client_key와 secret_key, application_id와 private_key는 한 쌍입니다. 한쪽이 빠졌습니다.'],
  [/need a token state/, 'application_id로 부르려면 createContext에 tokens: createTokenState()를 넣으세요.'],
  [/takes no others/, '이 API는 client_key와 secret_key만 받습니다.'],
  [/asMember/, '회원을 대신해 묻는 요청입니다. asMember(ctx, { user_jwt })로 부르세요.'],
  [/white space/, '키에 공백이나 줄바꿈이 섞였습니다. 관리자 화면에서 그대로 복사했는지 확인하세요.'],
  [/^give /, 'client_key와 secret_key, 또는 application_id와 private_key를 넣으세요.'],
]

const isSent = ({ message }: Tagged): boolean => !String(message).endsWith('nothing was sent')

const issueOf = (message: string): string =>
  ISSUES[message] ??
  message
    .replace(/^must be \((.+)\)$/, (_, values: string) => `${values.replaceAll(' | ', ', ')} 중 하나여야 합니다`)
    .replace(/^must be ("[^"]+"|true|false|-?\d+)$/, '$1이어야 합니다')
    .replace(/^must not be more than (\w+)$/, '$1보다 클 수 없습니다')

const ofIssues = ({ issues = [] }: Partial<InputError>): string =>
  issues.map(({ path, message }) => `${path || '입력'}: ${issueOf(message)}`).join(', ')

const ofKeys = ({ message = '' }: Partial<CredentialsError>): string =>
  KEYS.find(([words]) => words.test(message))?.[1] ?? '키를 읽을 수 없습니다. 설정을 확인하세요.'

const ofRefusal = ({ code = '', status, message }: Partial<ApiError>): string => {
  const meaning = Object.hasOwn(errorCodes, code) ? errorCodes[code as keyof typeof errorCodes] : message
  return `부트페이가 거절했습니다: ${meaning} (${code}${String(code).startsWith('HTTP_') ? '' : `, HTTP ${status}`}).`
}

const ofUnknown = ({ reconcile }: Partial<OutcomeUnknown>): string =>
  reconcile === 'repeat'
    ? '처리되었는지 알 수 없습니다. repeatFrom 이후에 같은 입력을 같은 idempotency_key로 다시 보내 결과를 확인하세요(repeatUntilKnown).'
    : reconcile === 'issueUserToken'
      ? '처리되었는지 알 수 없습니다. 다시 발급해도 해가 없습니다.'
      : reconcile === 'webhook'
        ? '처리되었는지 알 수 없습니다. 다시 보내지 말고, 웹훅이나 관리자 화면에서 결과를 확인하세요.'
        : `처리되었는지 알 수 없습니다. 다시 보내지 말고 ${reconcile}(으)로 결과를 확인하세요. 구매자에게 실패했다고 하지 마세요.`

type Difference = { readonly member: string; readonly expected: unknown; readonly actual?: unknown }

/** What the errors of flows have besides, and what is still unknown. */
type Told = {
  readonly differences?: readonly Difference[]
  readonly cancelled?: unknown
  readonly failure?: Tagged
  readonly member?: string
  readonly message?: string
  readonly retryAt?: number
}

const ofDifferences = ({ differences = [] }: Told): string =>
  differences
    .map(({ member, expected, actual }) => `${member}: 주문은 ${String(expected)}, 결제는 ${String(actual ?? '없음')}`)
    .join('; ')

const ofFailure = ({ failure }: Told): string => (failure ? ` ${inKorean(failure)}` : '')

const ofOpen = ({ message = '', retryAt }: Told): string => {
  const reason =
    REASONS[message] ?? message.replace(/^the reservation has a status that is not known:/, '예약의 상태를 모릅니다:')
  // Some say themselves what to do.
  const elsewhere = reason.includes('세요') ? '' : ' 더 조회해도 같으니 관리자 화면에서 확인하세요.'
  return `아직 결과를 알 수 없습니다. ${reason}.${retryAt === undefined ? elsewhere : ' retryAt 이후에 다시 조회하세요.'}`
}

/** What the errors of flows mean, and what a settlement says that is still open. */
const ofOthers = (error: Tagged): string | undefined => {
  const told: Told = membersOf(error as Told)
  switch (error._tag) {
    case 'Mismatch':
      return `결제가 주문과 다릅니다. ${ofDifferences(told)}. ${told.cancelled ? '받은 돈은 돌려줬습니다.' : '이 호출로 움직인 돈은 없습니다.'}`
    case 'NotReturned':
      return `결제가 주문과 다른데, 받은 돈을 돌려주지 못했습니다. 담당자가 바로 확인해야 합니다. ${ofDifferences(told)}.${ofFailure(told)}`
    case 'PartlyRevoked':
      return `예약을 일부만 취소하고 멈췄습니다. 다시 부르면 이어서 합니다.${ofFailure(told)}`
    case 'WebhookMismatch':
      return `웹훅의 ${String(told.member)}이(가) 부트페이의 조회 결과와 다릅니다. 처리하지 마세요.`
    case 'StillUnknown':
      return ofOpen(told)
    default:
      return undefined
  }
}

const inKorean = (error: Tagged): string => {
  const known: Partial<BootpayError> = membersOf(error as BootpayError)
  switch (known._tag) {
    case 'InputError':
      return `입력이 올바르지 않아 보내지 않았습니다. ${ofIssues(known)}.`
    case 'CredentialsError':
      return `키에 문제가 있어 보내지 않았습니다. ${ofKeys(known)}`
    case 'NetworkError':
      return known.code === 'NOT_DONE'
        ? '처리되지 않은 것이 확인되었습니다. 다시 보내도 됩니다.'
        : isSent(error)
          ? '부트페이에 연결하지 못했거나 응답이 끊겼습니다. 잠시 뒤에 다시 조회하세요.'
          : '부트페이에 연결하지 못해 보내지 않았습니다. 다시 보내도 됩니다.'
    case 'TimeoutError':
      return isSent(error)
        ? '제한 시간 안에 응답이 오지 않았습니다. 다시 조회하세요.'
        : '보내기 전에 시간이 다 되어 보내지 않았습니다. 다시 보내도 됩니다.'
    case 'AbortError':
      return isSent(error) ? 'signal이 abort되었습니다.' : 'signal이 abort되어 보내지 않았습니다.'
    case 'ApiError':
      return ofRefusal(known)
    case 'DecodeError':
      return '부트페이의 응답이 문서와 다릅니다. 계속되면 이슈로 제보해 주세요.'
    case 'OutcomeUnknown':
      return ofUnknown(known)
    default:
      return ofOthers(error) ?? String(membersOf(error).message ?? '알 수 없는 오류입니다.')
  }
}

/**
 * Says in one sentence what an error means and what to do, for the people who read a log at night: in Korean, or in English.
 *
 * It shows no more than the error itself, which holds no secret. It is for developers and operators: what a buyer may be told is
 * in the pages. It takes the errors of flows and of webhooks and a `StillUnknown` too; an error of your own gives its `message`.
 *
 * @example
 * const result = await getReceipt(ctx, { receipt_id })()
 * if (result._tag === 'Left') console.error(explain(result.left, 'ko'))
 */
export const explain = (error: Tagged, language: 'ko' | 'en' = 'ko'): string => {
  try {
    const { operation, message }: { readonly operation?: unknown; readonly message?: unknown } = membersOf(error)
    const text = language === 'en' ? String(message) : inKorean(error)
    return typeof operation === 'string' ? `${operation}: ${text}` : text
  } catch {
    return language === 'en' ? 'an error that cannot be read' : '읽을 수 없는 오류입니다.'
  }
}
