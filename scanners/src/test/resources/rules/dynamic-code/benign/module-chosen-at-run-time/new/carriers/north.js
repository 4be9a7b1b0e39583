export const name = 'north';
