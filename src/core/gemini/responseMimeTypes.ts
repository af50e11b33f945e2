/** Forms of an answer (https://ai.google.dev/api/generate-content#GenerationConfig, `responseMimeType`). */
export const responseMimeTypes = ['text/plain', 'application/json', 'text/x.enum'] as const;
