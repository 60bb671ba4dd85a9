import { type Expression, isExpression } from '../jsonata/expression.ts'
import type { ExpressionCache } from '../jsonata/expression-cache.ts'
import { compileTemplate, type Template } from '../jsonata/template.ts'
import type * as node from './program.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Reads the fields of one state in its query language. */
export class FieldCompiler {
  readonly jsonata: boolean
  readonly #expressions: ExpressionCache

  constructor(expressions: ExpressionCache, jsonata: boolean) {
    this.#expressions = expressions
    this.jsonata = jsonata
  }

  /** Undefined for a field that is not there. `path` is how AWS names it in what fails. */
  template(fields: Fields, key: string, path = key): Template | undefined {
    return Object.hasOwn(fields, key) ? this.#compile(fields[key], path) : undefined
  }

  rule(rule: Fields, index: number): node.Rule {
    const prefix = `Choices[${index}]/`
    return {
      condition: this.#compile(rule.Condition, `${prefix}Condition`),
      next: String(rule.Next),
      ...this.#exit(rule, prefix),
    }
  }

  recovery(state: Fields): node.Recovery {
    return {
      retry: ((state.Retry ?? []) as Fields[]).map(compileRetrier),
      catch: ((state.Catch ?? []) as Fields[]).map((catcher, index) => ({
        errorEquals: catcher.ErrorEquals as string[],
        next: String(catcher.Next),
        ...this.#exit(catcher, `Catch[${index}]/`),
      })),
    }
  }

  assign(fields: Fields, prefix = ''): node.Assignment | undefined {
    if (fields.Assign === undefined) return undefined
    return Object.entries(fields.Assign as Fields).map(
      ([name, value]) => [name, this.#compile(value, `${prefix}Assign/${name}`)] as const,
    )
  }

  #exit(fields: Fields, prefix: string): { output?: Template; assign?: node.Assignment } {
    return {
      ...some('output', this.template(fields, 'Output', `${prefix}Output`)),
      ...some('assign', this.assign(fields, prefix)),
    }
  }

  #compile(value: unknown, path: string): Template {
    return compileTemplate(value, path, (text) => this.#expressionIn(text))
  }

  #expressionIn(text: string): Expression | undefined {
    return this.jsonata && isExpression(text) ? this.#expressions.get(text) : undefined
  }
}

/** Defaults: developer guide, "Retrying after an error". */
function compileRetrier(retrier: Fields): node.Retry {
  return {
    errorEquals: retrier.ErrorEquals as string[],
    intervalSeconds: (retrier.IntervalSeconds as number | undefined) ?? 1,
    maxAttempts: (retrier.MaxAttempts as number | undefined) ?? 3,
    backoffRate: (retrier.BackoffRate as number | undefined) ?? 2,
    maxDelaySeconds: (retrier.MaxDelaySeconds as number | undefined) ?? Number.POSITIVE_INFINITY,
    fullJitter: retrier.JitterStrategy === 'FULL',
  }
}

/** A property that is there only when it has a value. */
export function some<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
}
