/** A reason shorter than this says nothing that a commission could look into. */
export const leastReason = 20
