/**
 * Under which key two spellings are the same estate: blanks, width and form of brackets and letter case do not count.
 * `怡景府(东区)` and `怡景府 （东区）` are one estate.
 */
export function estateKey(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[〔［【[]/g, '(')
    .replaceAll(/[〕］】\]]/g, ')')
    .replaceAll(/[\s\u3000·・]/g, '')
    .toLowerCase()
}
