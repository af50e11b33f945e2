// Streams a long answer as fast as it is read, over a socket, from a process of its own. Tells its origin once it listens.
import { createServer } from 'node:http';

const [, , count] = process.argv;
const usage = { promptTokenCount: 9, candidatesTokenCount: 1, totalTokenCount: 10 };
const eventOf = (index) => {
	const last = index === Number(count) - 1;
	const candidate = { content: { parts: [{ text: `word${index} ` }], role: 'model' }, index: 0 };
	const body = {
		candidates: [last ? { ...candidate, finishReason: 'STOP' } : candidate],
		usageMetadata: usage,
		modelVersion: 'gemini-3.8-flash',
		responseId: 'AAAAAAAAAAAAAAAAAAAAAA',
	};
	return `data: ${JSON.stringify(body)}\r\n\r\n`;
};
// What is sent is made before, and in pieces as a socket takes them.
const pieces = [];
for (let first = 0; first < Number(count); first += 200) {
	const length = Math.min(200, Number(count) - first);
	pieces.push(Buffer.from(Array.from({ length }, (_, index) => eventOf(first + index)).join('')));
}

const server = createServer(async (request, response) => {
	request.resume();
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	for (const piece of pieces) {
		if (!response.write(piece)) {
			await new Promise((resolve) => response.once('drain', resolve));
		}
	}
	response.end();
});
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
