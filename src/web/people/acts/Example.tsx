import { useText } from '../../platform/text.ts'
import { actWords } from './messages.ts'

/** Drawn, so that nobody's face has to stand as an example: how the owner holds card and form before the chest. */
export function Example() {
  const text = useText(actWords)
  return (
    <figure className="example">
      <svg viewBox="0 0 320 240" role="img" aria-label={text.example}>
        <rect className="frame" x="4" y="4" width="312" height="232" rx="10" />
        <path className="body" d="M70 236c2-62 34-92 90-92s88 30 90 92z" />
        <circle className="face" cx="160" cy="84" r="46" />
        <path className="line" d="M116 74c6-36 82-36 88 0" />
        <circle className="dot" cx="143" cy="86" r="4" />
        <circle className="dot" cx="177" cy="86" r="4" />
        <path className="line" d="M146 106q14 10 28 0" />
        <g>
          <rect className="paper" x="52" y="158" width="96" height="60" rx="6" />
          <rect className="line" x="62" y="170" width="26" height="34" rx="3" />
          <circle className="dot" cx="75" cy="182" r="6" />
          <path className="line" d="M67 202c2-12 14-12 16 0M98 176h38M98 188h38M98 200h28" />
        </g>
        <g>
          <rect className="paper" x="172" y="146" width="84" height="84" rx="3" />
          <path className="line" d="M194 160h40M184 174h60M184 184h60M184 194h60" />
          <path className="sign" d="M206 216q6-14 12-2t10-4 14 4" />
        </g>
        <path className="line" d="M46 194q-8 10 4 22M262 194q8 10-4 22" />
      </svg>
      <figcaption>{text.exampleWords}</figcaption>
    </figure>
  )
}
