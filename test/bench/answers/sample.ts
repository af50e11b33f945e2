/** A Markdown answer of about so many characters, with all that answers have: the same every time. */
export function markdownAnswer(length: number): string {
	const parts: string[] = [];
	for (let written = 0, at = 0; written < length; at += 1) {
		const part = sections[at % sections.length]?.(at) ?? '';
		parts.push(part);
		written += part.length;
	}
	return parts.join('\n');
}

const words =
	'the key turns in the lock and a **door** swings open on a hall of `small` rooms where each *lamp* waits for a hand'.split(
		' ',
	);

/** A stretch of prose that differs from place to place. */
const prose = (at: number, count: number): string =>
	Array.from({ length: count }, (_, index) => words[(at * 5 + index * 7) % words.length]).join(' ');

const sections: readonly ((at: number) => string)[] = [
	(at) =>
		`## Room ${at}\n\n${prose(at, 60)}\n\n${prose(at + 1, 90)} See [the docs](https://ai.google.dev/gemini-api/docs).\n`,
	(at) =>
		`${Array.from({ length: 12 }, (_, index) => `- ${prose(at + index, 14)}\n  1. ${prose(index, 9)}`).join('\n')}\n`,
	(at) =>
		fenced(
			'ts',
			`export async function room${at}(key: string): Promise<number> {\n\t// Opens it.\n\tconst door = await open(\`room-\${key}\`, { timeout: ${at} });\n\treturn door.width * 2;\n}\n`,
			6,
		),
	(at) =>
		`| Room | Key | Lamps |\n|:-----|:---:|------:|\n${Array.from({ length: 20 }, (_, index) => `| ${prose(index, 3)} | \`k${at}\` | ${index * at} |`).join('\n')}\n`,
	(at) =>
		fenced(
			'python',
			`def room_${at}(key: str) -> int:\n    """Opens it."""\n    with open(f"room-{key}") as door:\n        return sum(len(line) for line in door if line != '${at}')\n`,
			6,
		),
	(at) => `> ${prose(at, 40)}\n>\n> ${prose(at + 3, 30)}\n`,
	(at) =>
		fenced(
			'java',
			`public final class Room${at} {\n    private final String key = "k${at}"; // brass\n\n    int lamps() {\n        return key.length() * ${at};\n    }\n}\n`,
			5,
		),
	(at) => `### Why ${at}\n\n${prose(at, 400)}\n`,
	(at) => fenced('json', `{ "room": ${at}, "keys": ["brass", "iron"], "open": true, "lamps": null }\n`, 8),
	(at) =>
		fenced(
			'bash',
			`for key in brass iron; do\n  curl -s "https://example.com/rooms/${at}?key=$key" | jq '.lamps' # count\ndone\n`,
			4,
		),
];

const fenced = (language: string, code: string, times: number): string =>
	`\`\`\`${language}\n${code.repeat(times)}\`\`\`\n`;

/** The body of a streamed answer in so many events, as Google sends it. */
export function eventStream(text: string, piece: number): string {
	const events: string[] = [];
	for (let start = 0; start < text.length; start += piece) {
		const last = start + piece >= text.length;
		events.push(
			`data: ${JSON.stringify({
				candidates: [
					{
						content: { parts: [{ text: text.slice(start, start + piece) }], role: 'model' },
						index: 0,
						...(last ? { finishReason: 'STOP' } : {}),
					},
				],
				usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 1, totalTokenCount: 10 },
				modelVersion: 'gemini-3.8-flash',
			})}\r\n\r\n`,
		);
	}
	return events.join('');
}
