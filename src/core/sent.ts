/** An input as it is sent: an id that may be a number is text, and so is a moment. */
export type Sent<I> = string extends I
  ? Exclude<I, number | Date>
  : I extends object
    ? { [K in keyof I]: Sent<I[K]> }
    : I
