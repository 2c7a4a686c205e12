/**
 * Changes that no test can notice, each with the reason why it changes nothing that anybody could see.
 * @typedef {object} Equivalent
 * @property {string} file
 * @property {string} line the whole line on which it begins
 * @property {readonly string[]} changes as `npm run mutation` prints them
 * @property {string} why
 */

/** @type {readonly Equivalent[]} */
export const equivalents = [
  {
    file: 'src/core/answer.ts',
    line: 'return issues.length > 0 ? { issues } : { value: checked.flatMap((each) => (each.issues ? [] : [each.value])) }',
    changes: ['[] → ["Stryker was here"]'],
    why: 'where it comes to that, there are no issues; it is for the compiler',
  },
  {
    file: 'src/core/classify.ts',
    line: "if (!why) return { json: text === '' ? null : JSON.parse(text ?? '') }",
    changes: [`'' → "Stryker was here!"`],
    why: 'without a reason that there is none, there is a text',
  },
  {
    file: 'src/core/classify.ts',
    line: "if (!/^\\s*[[{]/.test(text ?? '')) return {}",
    changes: [`'' → "Stryker was here!"`],
    why: 'a text that is not JSON is a text',
  },
  {
    file: 'src/core/credentials.ts',
    line: 'return Object.defineProperty(() => copy, CHECKED, { value: () => checked })',
    changes: ['{ value: () => checked } → {}', '() => checked → () => undefined'],
    why: 'it saves a check at each call; the copy that is checked instead is the same',
  },
  {
    file: 'src/core/credentials.ts',
    line: 'pair: application_id && private_key ? { application_id, private_key } : undefined,',
    changes: ['application_id && private_key → application_id || private_key'],
    why: 'half a pair was refused before; it is for the compiler',
  },
  {
    file: 'src/core/errors.ts',
    line: '} catch {',
    changes: ['{ return undefined } → {}'],
    why: 'a function that returns nothing returns undefined; only the compiler tells them apart',
  },
  {
    file: 'src/core/events.ts',
    line: "void quietly(() => ctx.onEvent?.('about' in event ? { ...event, about: { ...event.about } } : event))",
    changes: [
      "ctx.onEvent?.('about' in event ? { ...event, about: { ...event.about } } : event) → ctx.onEvent('about' in event ? { ...event, about: { ...event.about } } : event)",
    ],
    why: 'that there is none would be thrown, and what is thrown here is ignored',
  },
  {
    file: 'src/core/fields.ts',
    line: "const [, day, time, hours, minutes = '00'] = (typeof value === 'string' && MOMENT.exec(value)) || []",
    changes: ['[] → ["Stryker was here"]'],
    why: 'its first element is not read',
  },
  {
    file: 'src/core/fields.ts',
    line: "return typeof copy === 'object' && copy !== null && !Array.isArray(copy)",
    changes: ['copy !== null → true'],
    why: 'null is no copy either',
  },
  {
    file: 'src/core/fields.ts',
    line: '} catch {',
    changes: ['{ return undefined } → {}'],
    why: 'a function that returns nothing returns undefined; only the compiler tells them apart',
  },
  {
    file: 'src/core/fields.ts',
    line: 'v.custom<Readonly<Record<string, unknown>>>((value) => value !== undefined),',
    changes: ['value !== undefined → true'],
    why: 'each such member may be left out, so undefined does not come here',
  },
  {
    file: 'src/core/fields.ts',
    line: "path: [{ type: 'object', origin: 'value', input: {}, key: part, value: undefined }],",
    changes: [`'object' → ""`, `'value' → ""`],
    why: 'valibot’s own words for a step, of which only the key is read',
  },
  {
    file: 'src/core/fields.ts',
    line: "v.transform((phone) => phone.replace(/^[ -]*\\+82[ -]*(\\(0\\)|0)?/, '0').replace(/\\D/g, '')),",
    changes: ['/^[ -]*\\+82[ -]*(\\(0\\)|0)?/ → /[ -]*\\+82[ -]*(\\(0\\)|0)?/'],
    why: 'what has a plus sign elsewhere is refused before',
  },
  {
    file: 'src/core/flaw.ts',
    line: "return href === url && PLAIN.test(isAllowed ? url.replace(/^http:/, 'https:') : url)",
    changes: ['/^http:/ → /http:/'],
    why: 'an address has its scheme at the beginning, and no other one passes',
  },
  {
    file: 'src/core/flaw.ts',
    line: '} catch {',
    changes: ['{ return false } → {}'],
    why: 'it is only asked whether it is true',
  },
  {
    file: 'src/core/mask.ts',
    line: '? Object.entries(value).flatMap(([name, member]) => (open.includes(name) ? [] : textsIn(member, open)))',
    changes: ['[] → ["Stryker was here"]'],
    why: 'one more text to look for, which nobody echoes',
  },
  {
    file: 'src/core/mask.ts',
    line: ': []',
    changes: ['[] → ["Stryker was here"]'],
    why: 'one more text to look for, which nobody echoes',
  },
  {
    file: 'src/core/mask.ts',
    line: "return atob(authorization.replace(/^Basic /, '')).split(':')",
    changes: ['/^Basic / → /Basic /'],
    why: 'it stands at the beginning; base64 has no space',
  },
  {
    file: 'src/core/mask.ts',
    line: 'return []',
    changes: ['[] → ["Stryker was here"]'],
    why: 'one more text to look for, which nobody echoes',
  },
  {
    file: 'src/core/mask.ts',
    line: "authorization = '',",
    changes: [`'' → "Stryker was here!"`],
    why: 'one more text to look for, which nobody echoes',
  },
  {
    file: 'src/core/mask.ts',
    line: "const id = body ? '' : path.slice(path.lastIndexOf('/') + 1)",
    changes: [`'' → "Stryker was here!"`],
    why: 'one more text to look for, which nobody echoes',
  },
  {
    file: 'src/core/mask.ts',
    line: "authorization.replace(/^\\w+ /, ''),",
    changes: ['/^\\w+ / → /\\w+ /'],
    why: 'it begins with a word, and the first match is the one that is replaced',
  },
  {
    file: 'src/core/mask.ts',
    line: 'letters += letter.toLowerCase()',
    changes: ['letter.toLowerCase() → letter.toUpperCase()'],
    why: 'both sides are compared in one case, whichever it is',
  },
  {
    file: 'src/core/mask.ts',
    line: 'const text = secret.slice(0, READ_CHARS)',
    changes: ['secret.slice(0, READ_CHARS) → secret'],
    why: 'it bounds the work: 120 letters of it are compared',
  },
  {
    file: 'src/core/mask.ts',
    line: 'for (const form of [...(letters.match(/\\p{N}{6,}/gu) ?? []), ...secrets.flatMap(formsOf)])',
    changes: ['[] → ["Stryker was here"]'],
    why: 'it has spaces, and the letters that are searched have none',
  },
  {
    file: 'src/core/parseBootpayDate.ts',
    line: "const date = new Date(typeof text === 'string' && /^\\d{4}-\\d\\d-\\d\\dT.+(Z|[+-]\\d\\d:?\\d\\d)$/.test(text) ? text : NaN)",
    changes: [
      '/^\\d{4}-\\d\\d-\\d\\dT.+(Z|[+-]\\d\\d:?\\d\\d)$/ → /\\d{4}-\\d\\d-\\d\\dT.+(Z|[+-]\\d\\d:?\\d\\d)$/',
      '/^\\d{4}-\\d\\d-\\d\\dT.+(Z|[+-]\\d\\d:?\\d\\d)$/ → /^\\d{4}-\\d\\d-\\d\\dT.+(Z|[+-]\\d\\d:?\\d\\d)/',
    ],
    why: 'V8 refuses what stands before or after such a date; other engines may not',
  },
  {
    file: 'src/core/retry.ts',
    line: "progress.doubt = request.judge?.(ctx, request, {}, { result: lost(request, 'NetworkError') }, now()).result",
    changes: [`'NetworkError' → ""`],
    why: 'it is only asked whether it is an ApiError',
  },
  {
    file: 'src/core/retry.ts',
    line: "if (ctx.onEvent) emit(ctx, { type: 'answer', ...told, attempt, at: ended, status, elapsedMs: ended - at })",
    changes: ['ctx.onEvent → true'],
    why: 'it saves making an event that nobody hears',
  },
  {
    file: 'src/core/retry.ts',
    line: 'void quietly(() => budget?.(-1))',
    changes: ['budget?.(-1) → budget(-1)'],
    why: 'that there is none would be thrown, and what is thrown here is ignored',
  },
  {
    file: 'src/core/schema.ts',
    line: "if (vendor === 'bootpay-fp') return false",
    changes: ["vendor === 'bootpay-fp' → false", `'bootpay-fp' → ""`],
    why: 'it saves a check: a schema of this package answers at once, and is then found to',
  },
  {
    file: 'src/core/send.ts',
    line: 'const { code, syscall } = error?.cause ?? (error as { code?: unknown; syscall?: unknown })',
    changes: ['error?.cause → error.cause'],
    why: 'where nothing was thrown, what stands after it throws as well',
  },
  {
    file: 'src/core/send.ts',
    line: '} catch {',
    changes: ['{ return undefined } → {}'],
    why: 'a function that returns nothing returns undefined; only the compiler tells them apart',
  },
  {
    file: 'src/core/text.ts',
    line: 'const text = response.text ? await response.text() : JSON.stringify(await response.json?.())',
    changes: ['response.json?.() → response.json()'],
    why: 'without either the next line throws as well',
  },
  {
    file: 'src/core/tokenState.ts',
    line: 'rejected: [],',
    changes: ['[] → ["Stryker was here"]'],
    why: 'it is the value of no token',
  },
  {
    file: 'src/core/tokenState.ts',
    line: 'entry.rejected = [rejected, ...entry.rejected.filter((one) => one !== rejected)].slice(0, MAX_REJECTED)',
    changes: [
      '[rejected, ...entry.rejected.filter((one) => one !== rejected)].slice(0, MAX_REJECTED) → [rejected, ...entry.rejected.filter(one => one !== rejected)]',
    ],
    why: 'it bounds what a process remembers; nobody sees the seventeenth',
  },
  {
    file: 'src/core/tokenStore.ts',
    line: '} catch {',
    changes: ['{ // Without WebCrypto there is no safe name, and so no store. return undefined } → {}'],
    why: 'a function that returns nothing returns undefined; only the compiler tells them apart',
  },
  {
    file: 'src/core/unseen.ts',
    line: "const { operation, about, reconcile = 'webhook' } = request",
    changes: [`'webhook' → ""`],
    why: 'each write that is looked up says by what',
  },
  {
    file: 'src/core/withToken.ts',
    line: "auth: Exclude<Auth, 'basic'> = 'any',",
    changes: [`'any' → ""`],
    why: 'whatever is not `token` takes either pair; the compiler refuses it',
  },
  {
    file: 'src/core/withToken.ts',
    line: "{ operation: 'withToken', about: {}, effect: 'money', auth },",
    changes: [`'money' → ""`],
    why: 'whatever is no read is a write; the compiler refuses it',
  },
  {
    file: 'src/core/write.ts',
    line: "const { result, contradicts, said = '' } = verdict",
    changes: [`'' → "Stryker was here!"`],
    why: 'a verdict that is asked for it has it',
  },
  {
    file: 'src/core/write.ts',
    line: "return why === 'NetworkError' && !status && UNSENT.test(code ?? '')",
    changes: [`'' → "Stryker was here!"`, "why === 'NetworkError' → true"],
    why: 'only a NetworkError has a code, and no other text is one of the table',
  },
  {
    file: 'src/pg/ping.ts',
    line: "if (credentials._tag === 'Left') return credentials",
    changes: ["credentials._tag === 'Left' → false", `'Left' → ""`],
    why: 'they were checked in the line before; it is for the compiler',
  },
  {
    file: 'src/flows/confirmAndVerify.ts',
    line: "if (built._tag === 'Left') return () => Promise.resolve(built)",
    changes: ['() => Promise.resolve(built) → () => undefined', "built._tag === 'Left' → false", `'Left' → ""`],
    why: 'the id was checked before, by the same schema',
  },
  {
    file: 'src/flows/verifyPayment.ts',
    line: ".map((each) => `${each.member} is ${each.actual ?? 'absent'} and not ${each.expected}`)",
    changes: [`'absent' → ""`],
    why: 'a receipt has each of these members, or it is not read',
  },
  {
    file: 'src/flows/verifyPayment.ts',
    line: "{ operation: 'verifyPayment', api: pg, about: { receipt_id }, effect: 'read' },",
    changes: [
      "{ operation: 'verifyPayment', api: pg, about: { receipt_id }, effect: 'read' } → {}",
      `'verifyPayment' → ""`,
      '{ receipt_id } → {}',
      `'read' → ""`,
    ],
    why: 'nothing within rejects: it is for a mistake of our own',
  },
  {
    file: 'src/flows/issueTransferBillingKey.ts',
    line: "if (published._tag === 'Right' || !isNotYet(published.left)) return published",
    changes: ["published._tag === 'Right' → false", `'Right' → ""`],
    why: 'a Right has no left, and nothing is no "not yet"; it is for the compiler',
  },
  {
    file: 'src/flows/revokeBillingKey.ts',
    line: "{ operation: 'revokeBillingKey', api: pg, about: {}, effect: 'state', reconcile: 'getBillingKey' },",
    changes: [
      "{ operation: 'revokeBillingKey', api: pg, about: {}, effect: 'state', reconcile: 'getBillingKey' } → {}",
      `'revokeBillingKey' → ""`,
      `'state' → ""`,
      `'getBillingKey' → ""`,
    ],
    why: 'nothing within rejects: it is for a mistake of our own',
  },
  {
    file: 'src/flows/traverseWithLimit.ts',
    line: '} catch {',
    changes: ['{ return undefined } → {}'],
    why: 'a function that returns nothing returns undefined; only the compiler tells them apart',
  },
  {
    file: 'src/flows/traverseWithLimit.ts',
    line: "return broken({ operation: OPERATION, about: {}, effect: 'money' }, begun)",
    changes: [`'money' → ""`],
    why: 'the compiler refuses it; what is neither a read nor a token counts as a write',
  },
  {
    file: 'src/settlement/confirmPaymentOnce.ts',
    line: "error._tag === 'ApiError' && (error.status === 401 || error.status === 403)",
    changes: ["error._tag === 'ApiError' → true"],
    why: 'of what comes here only an ApiError has such a status',
  },
  {
    file: 'src/settlement/confirmPaymentOnce.ts',
    line: "if (built._tag === 'Left') return () => Promise.resolve(built)",
    changes: ["built._tag === 'Left' → false", `'Left' → ""`],
    why: 'what could not be built ends in `call`, which gives the same Left',
  },
  {
    file: 'src/settlement/payment.ts',
    line: "return read._tag === 'Left' && isApiError('RC_NOT_FOUND')(read.left) ? { _tag: 'Right', right: [] } : read",
    changes: ['[] → ["Stryker was here"]'],
    why: 'the compiler refuses it',
  },
  {
    file: 'src/settlement/payment.ts',
    line: "if (before !== undefined && now === cents(before) + cents(cancel_price) && isOfThis) return { _tag: 'Done', receipt }",
    changes: ['before !== undefined → true'],
    why: 'without it the sum is NaN, which equals nothing',
  },
  {
    file: 'src/settlement/settled.ts',
    line: "return right._tag === 'Done' && right.receipt ? { _tag: 'Right', right: right.receipt } : result",
    changes: [
      "right._tag === 'Done' && right.receipt → right._tag === 'Done' || right.receipt",
      "right._tag === 'Done' → true",
    ],
    why: 'only Done has a receipt, and each Done that comes here has one',
  },
  {
    file: 'src/unstorage.ts',
    line: "const key = await crypto.subtle.deriveKey(derivation, source, algorithm, false, ['encrypt', 'decrypt'])",
    changes: ['false → true'],
    why: 'whether the key may be exported: nobody is given it',
  },
  {
    file: 'src/unstorage.ts',
    line: '} catch {',
    changes: ['{ return false } → {}'],
    why: 'it is only asked whether it is true',
  },
  {
    file: 'src/webhook/parseWebhook.ts',
    line: "if (Array.isArray(value)) return value.map((item) => tidy('', item, isOwn))",
    changes: [`'' → "Stryker was here!"`],
    why: 'a name that is neither that of a number nor of a flag',
  },
  {
    file: 'src/webhook/parseWebhook.ts',
    line: "const [only = ''] = Object.keys(tree)",
    changes: [`'' → "Stryker was here!"`],
    why: 'it is only asked whether it begins with a brace',
  },
  {
    file: 'src/webhook/parseWebhook.ts',
    line: "const parsed = readWith(Payload, tidy('', raw))",
    changes: [`'' → "Stryker was here!"`],
    why: 'a name that is neither that of a number nor of a flag',
  },
  {
    file: 'src/webhook/receiveWebhook.ts',
    line: 'await handlers.onRefused?.(error)',
    changes: ['handlers.onRefused?.(error) → handlers.onRefused(error)'],
    why: 'that it is absent would be thrown, and what is thrown here is ignored',
  },
  {
    file: 'src/webhook/verifyWebhook.ts',
    line: "const isOther = read.left.issues.some(({ message }) => message.startsWith('is not the one'))",
    changes: [
      "read.left.issues.some(({ message }) => message.startsWith('is not the one')) → read.left.issues.every(({ message }) => message.startsWith('is not the one'))",
    ],
    why: 'an answer about another id has this one issue and no other',
  },
]
