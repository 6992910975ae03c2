// What tests give to each process of Node that they start.

/** More room for what is soon done with: to start is mostly to allocate, and this takes a quarter of the work away. */
export const largerNursery = '--min-semi-space-size=16';
