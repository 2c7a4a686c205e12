import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { tags } from '@lezer/highlight'

/** Colours of the blocks around the editor, which follow the theme of the page: see run.css. */
export const highlighting = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.keyword, tags.operator, tags.modifier], color: 'var(--run-keyword)' },
    { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--run-string)' },
    {
      tag: [tags.number, tags.bool, tags.null, tags.typeName, tags.definition(tags.variableName)],
      color: 'var(--run-name)',
    },
    { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--run-function)' },
    { tag: tags.derefOperator, color: 'inherit' },
    { tag: tags.comment, color: 'var(--run-comment)' },
  ]),
)
