/** An input as it is sent: an id that may be a number is text, and so is a moment; a flag that may be 1 or 0 is true or false. */
export type Sent<I> = string extends I
  ? Exclude<I, number | Date>
  : true extends I
    ? Exclude<I, number>
    : I extends object
      ? { [K in keyof I]: Sent<I[K]> }
      : I
