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
    line: "{ operation: 'verifyPayment', about: { receipt_id }, effect: 'read' },",
    changes: [
      "{ operation: 'verifyPayment', about: { receipt_id }, effect: 'read' } → {}",
      `'verifyPayment' → ""`,
      '{ receipt_id } → {}',
      `'read' → ""`,
    ],
    why: 'nothing within rejects: it is for a mistake of our own',
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
    file: 'src/settlement/confirmPaymentOnce.ts',
    line: "if (left._tag === 'ApiError' && left.code === 'RC_NOT_FOUND') return result",
    changes: ["left._tag === 'ApiError' → true"],
    why: 'a write that was surely not sent has one of the few codes of the runtime that say so',
  },
  {
    file: 'src/settlement/payment.ts',
    line: "? { _tag: 'Right', right: [] }",
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
    file: 'src/settlement/settle.ts',
    line: 'if (ctx.deadline !== undefined && begin + at > ctx.deadline) break',
    changes: ['ctx.deadline !== undefined → true'],
    why: 'nothing is later than undefined; the compiler refuses it',
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
]
