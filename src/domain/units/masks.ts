/** ID number with its first six and last four characters: `141199********0018`. Shorter numbers keep two at each end. */
export function maskIdNumber(idNumber: string): string {
  const [head, tail] = idNumber.length >= 15 ? [6, 4] : [2, 2]
  if (idNumber.length <= head + tail) return '*'.repeat(idNumber.length)
  return idNumber.slice(0, head) + '*'.repeat(idNumber.length - head - tail) + idNumber.slice(-tail)
}

/** Phone with its first three and last four digits: `199****4042`. */
export function maskPhone(phone: string): string {
  if (phone.length <= 7) return '*'.repeat(phone.length)
  return phone.slice(0, 3) + '*'.repeat(phone.length - 7) + phone.slice(-4)
}

/** A person's name with its first character: `张*`, `李**`. A company's is public. */
export function maskName(name: string, idKind: string | null): string {
  return idKind === 'business' ? name : name.slice(0, 1) + '*'.repeat(Math.max(name.length - 1, 1))
}
