import type * as v from 'valibot'

/** What is wrong with a settings file, in one sentence: where, what was expected, what was found. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = issue.path?.map(({ key }) => String(key)).join('.') ?? ''
  const name = `"${path}"`
  if (issue.expected === 'never') return `${name} is not a setting. Is it mistyped?`
  const found = issue.received === 'undefined' ? 'nothing' : issue.received
  if (/^Invalid (tag key|region|account)/.test(issue.message)) {
    return `${name} is not as expected. ${issue.message.replace(/^Invalid [a-z ]+: /, '')}.`
  }
  if (path === '') return 'it does not hold an object: expected Object, such as {"protected": false}.'
  return `${name} is ${found}: expected ${issue.expected ?? issue.message}.`
}
