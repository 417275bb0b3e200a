import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A place in the backend that makes a reason: its file, its code where that is written out, and its params. */
export interface ReasonCall {
  readonly file: string;
  /** Undefined where the code comes from a variable. */
  readonly code: string | undefined;
  /** Names of the params; undefined where they come from a variable. */
  readonly params: readonly string[] | undefined;
}

const BACKEND = new URL('../../backend/', import.meta.url);

/** Every call of `reason(…)` and `mustEqual(…)` in the backend, by reading its source. */
export function findReasonCalls(): readonly ReasonCall[] {
  const files = readdirSync(BACKEND, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'invoice/reason.ts')
    .sort();
  return files.flatMap((file) => callsIn(file, readFileSync(new URL(file, BACKEND), 'utf8')));
}

function callsIn(file: string, text: string): readonly ReasonCall[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const calls: ReasonCall[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const name = node.expression.getText(source);
      const [first, second, third] = node.arguments;
      if (name === 'reason') calls.push({ file, code: codeOf(first), params: paramsOf(third) });
      // Its reasons name both figures (invoice/rules/rule.ts).
      if (name === 'mustEqual') {
        calls.push({ file, code: codeOf(second), params: ['found', 'expected'] });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

function codeOf(argument: ts.Expression | undefined): string | undefined {
  return argument && ts.isStringLiteral(argument) ? argument.text : undefined;
}

function paramsOf(argument: ts.Expression | undefined): readonly string[] | undefined {
  if (!argument) return [];
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  const names = argument.properties.map((property) =>
    ts.isSpreadAssignment(property) ? undefined : property.name.getText(),
  );
  return names.flatMap((name) => name ?? []);
}
