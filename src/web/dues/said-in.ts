import { ProblemError } from '../platform/api.ts'

/** Does an act; what is refused is said in the words of the language, at the field the server names. */
export async function saidIn<T>(refusals: Readonly<Record<string, string>>, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { problem, status } = error
    const words = refusals[problem.code]
    if (words === undefined) throw error
    const fields = problem.fields?.map(({ field }) => ({ field, message: words }))
    throw new ProblemError(status, { ...problem, message: words, ...(fields && { fields }) })
  }
}
