export const code: number = 1;
