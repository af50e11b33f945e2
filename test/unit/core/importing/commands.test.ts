import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequest } from '../../../../src/core/importing/readRequest.ts';
import { type DraftFields, emptyFields } from '../../../../src/core/panel/draftFields.ts';

type Row = {
	readonly what: string;
	readonly text: string;
	readonly fields: Partial<DraftFields>;
	/** What the sentences are about, in their order. */
	readonly leftOut?: readonly string[];
	readonly hadSecret?: boolean;
};

const google = 'https://generativelanguage.googleapis.com/v1beta';
const hi = '{"contents":[{"parts":[{"text":"Hi"}]}]}';

// Put together at run time, so that no scanner takes the test itself for a leak.
const key = ['AIza', 'SyA1234567890abcdefghijklmnopqrstu-_'].join('');

const rows: readonly Row[] = [
	{
		// After https://ai.google.dev/gemini-api/docs/text-generation
		what: 'the first example of the documentation',
		text: `curl "${google}/models/gemini-2.5-flash:generateContent" \\
  -H "x-goog-api-key: $GEMINI_API_KEY" \\
  -H 'Content-Type: application/json' \\
  -X POST \\
  -d '{
    "contents": [
      { "parts": [ { "text": "How does AI work?" } ] }
    ]
  }'`,
		fields: { model: 'gemini-2.5-flash', prompt: 'How does AI work?' },
	},
	{
		// After https://ai.google.dev/gemini-api/docs/text-generation#system-instructions
		what: 'a system instruction and a configuration',
		text: `curl "${google}/models/gemini-2.5-flash:generateContent?key=${key}" -H 'Content-Type: application/json' -d '{
  "system_instruction": { "parts": [ { "text": "You are a cat. Your name is Neko." } ] },
  "contents": [ { "parts": [ { "text": "Hello there" } ] } ],
  "generationConfig": { "stopSequences": ["Title"], "temperature": 1.0, "maxOutputTokens": 800, "topP": 0.8, "topK": 10,
    "thinkingConfig": { "thinkingBudget": 0 } },
  "safetySettings": [ { "category": "HARM_CATEGORY_HARASSMENT" } ]
}'`,
		fields: {
			model: 'gemini-2.5-flash',
			system: 'You are a cat. Your name is Neko.',
			prompt: 'Hello there',
			temperature: '1',
			maxOutputTokens: '800',
			thinking: 'minimal',
			stop: 'Title',
		},
		leftOut: ['safetySettings', 'topP', 'topK'],
		hadSecret: true,
	},
	{
		// After https://ai.google.dev/gemini-api/docs/text-generation#multi-turn-conversations
		what: 'a conversation',
		text: `curl ${google}/models/gemini-2.5-flash:streamGenerateContent?alt=sse --no-buffer --json '{"contents":[
  {"role":"user","parts":[{"text":"Hello"}]},
  {"role":"model","parts":[{"text":"What would you like to know?"}]},
  {"role":"user","parts":[{"text":"I have two dogs."},{"inline_data":{"mime_type":"image/png","data":"AAAA"}}]}]}'`,
		fields: {
			model: 'gemini-2.5-flash',
			prompt: 'I have two dogs.',
			attachments: [{ name: 'image-1', mimeType: 'image/png', data: 'AAAA' }],
		},
		leftOut: ['contents that are left out: 2'],
	},
	{
		// As “Get code” of Google AI Studio writes it.
		what: 'a script with a here-document, a file and variables',
		text: `#!/bin/bash
set -e -E

GEMINI_API_KEY="$GEMINI_API_KEY"
MODEL_ID="gemini-flash-latest"
GENERATE_CONTENT_API="streamGenerateContent"

cat << EOF > request.json
{
    "contents": [ { "role": "user", "parts": [ { "text": "INSERT_INPUT_HERE" }, ] }, ],
    "generationConfig": { "thinkingConfig": { "thinkingLevel": "HIGH", }, },
    "tools": [ { "googleSearch": { } }, ],
}
EOF

curl \\
-X POST \\
-H "Content-Type: application/json" \\
"${google}/models/\${MODEL_ID}:\${GENERATE_CONTENT_API}?key=\${GEMINI_API_KEY}" -d '@request.json'
`,
		fields: { model: 'gemini-flash-latest', prompt: 'INSERT_INPUT_HERE', thinking: 'high' },
		leftOut: ['tools'],
	},
	{
		// After https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference
		what: 'a request to Vertex AI',
		text: `curl -X POST \\
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \\
  -H "Content-Type: application/json" \\
  https://\${LOCATION}-aiplatform.googleapis.com/v1/projects/\${PROJECT_ID}/locations/\${LOCATION}/publishers/google/models/gemini-2.0-flash-001:generateContent \\
  -d $'{"contents":{"role":"user","parts":{"text":"Why isn\\'t the sky green?"},},"labels":{"team":"x"}}' 2>/dev/null | jq .`,
		fields: { model: 'gemini-2.0-flash-001', prompt: "Why isn't the sky green?" },
		leftOut: ['Vertex AI', 'labels'],
	},
	{
		// After https://ai.google.dev/gemini-api/docs/openai
		what: 'a request by way of the endpoint that is like OpenAI’s',
		text: `curl "${google}/openai/chat/completions" \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer GEMINI_API_KEY" \\
-d '{
  "model": "gemini-2.5-flash",
  "reasoning_effort": "low",
  "messages": [ {"role": "system", "content": "Be brief."}, {"role": "user", "content": "Explain to me how AI works"} ],
  "max_tokens": 64, "n": 1, "stream": true
}'`,
		fields: {
			model: 'gemini-2.5-flash',
			thinking: 'low',
			system: 'Be brief.',
			prompt: 'Explain to me how AI works',
			maxOutputTokens: '64',
		},
	},
	{
		what: 'one that a browser copied for the Windows command prompt',
		text: `curl ^"${google}/models/gemini-2.5-pro:generateContent?key=%GEMINI_API_KEY%^" ^\r
  -H ^"content-type: application/json^" ^\r
  --data-raw ^"^{^\\^"contents^\\^":^[^{^\\^"parts^\\^":^[^{^\\^"text^\\^":^\\^"50^% ^& more^\\^"^}^]^}^]^}^"`,
		fields: { model: 'gemini-2.5-pro', prompt: '50% & more' },
	},
	{
		what: 'one for the Windows command prompt, written by hand',
		text: `C:\\Users\\me> curl.exe -X POST "${google}/models/gemini-2.5-pro:generateContent" ^\r
  -d "{\\"contents\\":[{\\"parts\\":[{\\"text\\":\\"a \\\\\\"b\\\\\\" c\\"}]}]}"`,
		fields: { model: 'gemini-2.5-pro', prompt: 'a "b" c' },
	},
	{
		what: 'one for PowerShell with a here-string',
		text: `$body = @'\r
{"contents":[{"parts":[{"text":"it's"}]}]}\r
'@\r
curl.exe -s "${google}/models/gemini-2.5-pro:generateContent" \`\r
  -H "x-goog-api-key: $env:GEMINI_API_KEY" \`\r
  -d $body`,
		fields: { model: 'gemini-2.5-pro', prompt: "it's" },
	},
	{
		what: 'one for Windows PowerShell, whose marks are guarded',
		text: `PS C:\\> curl.exe '${google}/models/gemini-2.5-pro:generateContent' -d '{\\"contents\\":[{\\"parts\\":[{\\"text\\":\\"it''s\\"}]}]}'`,
		fields: { model: 'gemini-2.5-pro', prompt: "it's" },
	},
	{
		what: 'options in every way of writing',
		text: `curl -sSfL -XPOST --max-time 30 -o out.json --url=${google}/models/gemini-2.5-pro:countTokens -x http://localhost:3128 -k --retry 3 --data='${hi}' -H 'x-goog-user-project: mine' -H 'Accept: */*'`,
		fields: { model: 'gemini-2.5-pro', prompt: 'Hi' },
		leftOut: ['--max-time', '--proxy', '--insecure', '--retry', 'x-goog-user-project'],
	},
	{
		what: 'data in pieces',
		text: `curl ${google}/models/gemini-2.5-pro:generateContent -d'{"contents":[{"parts":[{"text":"a' -d 'b"}]}]}'`,
		fields: { model: 'gemini-2.5-pro', prompt: 'a&b' },
	},
	{
		what: 'JSON in pieces',
		text: `curl ${google}/models/gemini-2.5-pro:generateContent --json '{"contents":' --json '"x"}'`,
		fields: { model: 'gemini-2.5-pro', prompt: 'x' },
	},
	{
		what: 'a body in a file that is not here',
		text: `curl ${google}/models/gemini-2.5-pro:generateContent --data-binary @body.json`,
		fields: { model: 'gemini-2.5-pro' },
		leftOut: ['body.json'],
	},
	{
		what: 'a body from a here-document',
		text: `P=there; curl ${google}/models/gemini-2.5-pro:generateContent -d @- <<JSON\n{"contents":"Hi $P $Q"}\nJSON\n`,
		fields: { model: 'gemini-2.5-pro', prompt: 'Hi there $Q' },
		leftOut: ['$Q'],
	},
	{
		what: 'a variable that is not known, in the body and as model',
		text: `$ curl "${google}/models/$MODEL:generateContent" -d "{\\"contents\\":\\"$PROMPT\\"}"`,
		fields: { prompt: '$PROMPT' },
		leftOut: ['$PROMPT', '$MODEL'],
	},
	{
		what: 'prose before and after the command',
		text: `Here's how, see:\nhttps://ai.google.dev/\n\n  curl ${google}/models/gemini-2.5-pro:generateContent -d '${hi}'\n\nIt's easy.`,
		fields: { model: 'gemini-2.5-pro', prompt: 'Hi' },
	},
	{
		what: 'a code block of Markdown',
		text: `\`\`\`bash\ncurl ${google}/models/gemini-2.5-pro:generateContent -d '${hi}'\n\`\`\`\n`,
		fields: { model: 'gemini-2.5-pro', prompt: 'Hi' },
	},
	{
		what: 'a prompt with marks that end lines in PowerShell',
		text: `curl ${google}/models/gemini-2.5-pro:generateContent -d '{\n"contents":"Fix \`\`\`\\nx\\n\`\`\`"}'`,
		fields: { model: 'gemini-2.5-pro', prompt: 'Fix ```\nx\n```' },
	},
	{
		what: 'another method of a model',
		text: `curl ${google}/models/gemini-embedding-001:embedContent -G -d '${hi}' -F a=b`,
		fields: { model: 'gemini-embedding-001', prompt: 'Hi' },
		leftOut: ['--get', '--form', 'embedContent'],
	},
	{
		what: 'a tuned model, by way of another host',
		text: `curl https://proxy.example/v1beta/tunedModels/mine-1:generateContent -d '${hi}'`,
		fields: { prompt: 'Hi' },
		leftOut: ['tunedModels/mine-1', 'proxy.example'],
	},
];

for (const { what, text, fields, leftOut = [], hadSecret = false } of rows) {
	test(`${what}: it is read`, () => {
		const read = readRequest(text);
		assert.ok(read.kind === 'read', JSON.stringify(read));
		assert.equal(read.from, 'curl');
		assert.deepEqual(read.fields, { ...emptyFields, ...fields });
		assert.equal(read.leftOut.length, leftOut.length, JSON.stringify(read.leftOut));
		for (const [index, about] of leftOut.entries()) {
			assert.ok(read.leftOut[index]?.includes(about), `${about}: ${read.leftOut[index]}`);
		}
		assert.equal(read.hadSecret, hadSecret);
	});
}

const unreadable: readonly (readonly [what: string, text: string, why: RegExp])[] = [
	['nothing', ' \n', /no text/],
	['prose', 'Tell me a joke.', /no curl command/],
	['a command that lists models', `curl ${google}/models`, /no body/],
	['a command that is not closed', `curl ${google}/models/x:generateContent -d '{`, /quotation mark/],
	['a body that is no JSON', `curl ${google}/models/gemini-x:generateContent -d a=b`, /no JSON/],
	['a body of something else', `curl https://example.com -d '{"a":1}'`, /“contents”/],
	['a call of PowerShell’s own', 'Invoke-RestMethod -Uri https://example.com', /no curl command/],
];
for (const [what, text, why] of unreadable) {
	test(`${what}: it is not read, and it is said why`, () => {
		const read = readRequest(text);
		assert.ok(read.kind === 'unreadable', JSON.stringify(read));
		assert.match(read.why, why);
	});
}
