import { ProblemError } from '../../platform/api.ts'

/** Does an act; what is refused is said in the words of the language, at the field it is about. */
export async function inWords<T>(words: Readonly<Record<string, string>>, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { problem, status } = error
    const message = words[problem.code] ?? problem.message
    const fields = problem.fields?.map(({ field }) => ({ field, message }))
    throw new ProblemError(status, { ...problem, message, ...(fields && { fields }) })
  }
}
