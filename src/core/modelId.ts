/** `models/Gemini-X`, the name of a resource, and `gemini-x` are one model. */
export const modelId = (name: string): string => name.replace(/^models\//, '').toLowerCase();
