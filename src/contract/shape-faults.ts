import { z } from 'zod'

/** Where a content has not the shape it should have, and what is wrong there, in Chinese. */
export type ShapeFault = { path: readonly PropertyKey[]; message: string }

/** Reads a content of a shape; else says every fault, of unions that of the branch which was meant. */
export function readShape<Shape extends z.ZodType>(
  shape: Shape,
  content: unknown,
): { value: z.output<Shape> } | { faults: ShapeFault[] } {
  const parsed = shape.safeParse(content, { error: z.locales.zhCN().localeError })
  return parsed.success
    ? { value: parsed.data }
    : { faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, [])) }
}

function faultsOf(issue: z.core.$ZodIssue, under: readonly PropertyKey[]): ShapeFault[] {
  const path = [...under, ...issue.path]
  if (issue.code !== 'invalid_union') return [{ path, message: issue.message }]
  const branches = issue.errors.map((errors) => errors.flatMap((error) => faultsOf(error, path)))
  return meantBranch(branches) ?? [{ path, message: issue.message }]
}

/** The branch that goes wrong deepest was meant; of several equally deep, the one with the fewest faults. */
function meantBranch(branches: readonly ShapeFault[][]): ShapeFault[] | undefined {
  const depthOf = (faults: readonly ShapeFault[]) => Math.min(...faults.map(({ path }) => path.length))
  return branches.toSorted((one, other) => depthOf(other) - depthOf(one) || one.length - other.length)[0]
}

/** `estates[0].facts.fire`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )
