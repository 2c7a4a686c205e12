/** What the function uses of Deno, for the compiler of this repository; Deno knows its own. */
declare const Deno: {
  readonly env: { get(name: string): string | undefined }
  serve(handler: (request: Request) => Promise<Response>): unknown
}
