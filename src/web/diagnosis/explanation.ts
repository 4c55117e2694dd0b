import type { ExplanationNode } from '#domain/diagnosis/explain.ts'

/** Where the explanation speaks of each rule: the sentences and the basis of the rules a diagnosis names. */
export function rulesIn(explanation: ExplanationNode): Map<string, ExplanationNode> {
  const found = new Map<string, ExplanationNode>()
  const visit = (node: ExplanationNode) => {
    if (node.rule && !found.has(node.rule)) found.set(node.rule, node)
    node.children.forEach(visit)
  }
  visit(explanation)
  return found
}
