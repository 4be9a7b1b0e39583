export const carriers = ['north', 'south'];
