import { schemaOf, type Schema } from '../../../core/schema.js'

/** Whether somebody has it already. */
export type Exists = {
  readonly exists: boolean
}

/** Schema of {@link Exists}. The SDKs' types call its member `exists`, and tests of Bootpay's own read `exist`. */
export const Exists: Schema<Exists> = schemaOf((value) => {
  const { exists, exist = exists }: Readonly<Record<string, unknown>> = Object(value)
  return typeof exist === 'boolean' && (exists ?? exist) === exist
    ? { value: { exists: exist } }
    : { issues: [{ path: ['exists'], message: 'must be true or false' }] }
})
