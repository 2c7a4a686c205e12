/** Text in which what stands between backticks is code. */
const withCode = (text: string): readonly (Node | string)[] =>
  text.split('`').map((part, index) => {
    if (index % 2 === 0) return part
    const code = document.createElement('code')
    code.textContent = part
    return code
  })

/** How something is declared and what its comment says, as it is shown beside a name. */
export const cardOf = (told: { readonly declaration: string; readonly comment: string }): HTMLElement => {
  const card = document.createElement('div')
  card.className = 'run-card'
  const declaration = document.createElement('code')
  declaration.textContent = told.declaration
  card.append(declaration)
  if (told.comment !== '') {
    const comment = document.createElement('p')
    comment.append(...withCode(told.comment))
    card.append(comment)
  }
  return card
}
