/** What became of one text message: `taken`, the provider has it; `delivered`, the phone has it; `stopped`, nobody sends it any more. */
export const messageStates = ['waiting', 'sending', 'taken', 'delivered', 'failed', 'stopped'] as const
export type MessageState = (typeof messageStates)[number]

/** A message to many: one person drafts it, another sends it; stopped, what still waits is not sent. */
export const massStates = ['draft', 'sent', 'stopped'] as const
export type MassState = (typeof massStates)[number]
