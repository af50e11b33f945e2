export const moduleSource: string;
export const commonjsSource: string;
