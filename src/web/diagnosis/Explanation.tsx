import type { ExplanationNode } from '#domain/diagnosis/explain.ts'
import { BasisWords } from './BasisWords.tsx'
import type { Names } from './names.ts'

const symbols = { ok: '✓', todo: '○', unknown: '?', stop: '✕', plain: '·' } as const

/** Why a diagnosis says what it says: sentence below sentence, each with the cell or rule it rests on. */
export function Explanation({ node, names }: { node: ExplanationNode; names: Names }) {
  return (
    <ul className="explanation">
      <Branch node={node} names={names} depth={0} />
    </ul>
  )
}

function Branch({ node, names, depth }: { node: ExplanationNode; names: Names; depth: number }) {
  if (node.children.length === 0)
    return (
      <li>
        <Sentence node={node} names={names} />
      </li>
    )
  return (
    <li>
      <details open={depth === 0}>
        <summary>
          <Sentence node={node} names={names} />
        </summary>
        <ul>
          {node.children.map((child, place) => (
            // the same sentence may stand twice below one node; their order never changes
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <Branch key={place} node={child} names={names} depth={depth + 1} />
          ))}
        </ul>
      </details>
    </li>
  )
}

function Sentence({ node, names }: { node: ExplanationNode; names: Names }) {
  return (
    <>
      <span className={`tone-${node.tone}`}>
        <b aria-hidden="true">{symbols[node.tone]}</b> {node.sentence}
      </span>
      {node.basis && (
        <span className="quiet">
          {' '}
          <BasisWords basis={node.basis} />
        </span>
      )}
      {node.source && <span className="quiet"> [{names.source(node.source)}]</span>}
    </>
  )
}
