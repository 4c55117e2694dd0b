/** Facts that are counted from the records themselves: whoever doubts one corrects the record. */
export const countedFacts: readonly string[] = ['category', 'homes', 'first_registered']
