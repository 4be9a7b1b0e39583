export const name = 'south';
