/** A file's text, put in by the build and by vitest. */
declare module '*?raw' {
  const text: string
  export default text
}
