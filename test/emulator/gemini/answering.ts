import { invalidArgument } from '../errors/rpcError.ts';
import { frameStream, jsonType, type Reply, type StreamFraming } from '../http/reply.ts';
import type { GeminiCall } from '../routes/geminiRoute.ts';
import { answerFaults } from './answerFaults.ts';
import { generate } from './generate.ts';
import type { Model } from './models.ts';
import { parseJsonBody } from './parseJsonBody.ts';
import { type ModalityCount, promptTokens } from './promptTokens.ts';
import { readMessage } from './readMessage.ts';
import type { CountRequest, GenerateRequest } from './request.ts';
import type { GenerateResponse } from './response.ts';
import { checkGenerateRequest, contentsProblem } from './rules.ts';

/** The model that a call asks for a method; refuses in the words of the API at hand. */
type ModelFor = (call: GeminiCall, method: string) => Model;

/** The answer to a GenerateContentRequest, in chunks. */
export function answerChunks(call: GeminiCall, modelFor: ModelFor): readonly GenerateResponse[] {
	const request = readMessage('GenerateContentRequest', parseJsonBody(call.bytes), call.apiVersion) as GenerateRequest;
	const model = modelFor(call, 'generateContent');
	return answerTo(call, request, model);
}

/** The same of a request that was read already. */
export function answerTo(call: GeminiCall, request: GenerateRequest, model: Model): readonly GenerateResponse[] {
	checkGenerateRequest(request, model);
	const chunks = generate(request, model);
	const fault = call.state.faults.take(['answer'], call.message.method ?? '', call.url.pathname);
	if (fault === undefined) {
		return chunks;
	}
	call.noteFault(`answer ${fault.name}`);
	return answerFaults[fault.name](chunks);
}

export function streamReply(chunks: readonly GenerateResponse[], framing: StreamFraming): Reply {
	const type = framing === 'sse' ? 'text/event-stream' : jsonType;
	return {
		kind: 'stream',
		status: 200,
		headers: { 'content-type': type },
		framing,
		frames: frameStream(chunks, framing),
	};
}

/** Takes `contents` or a whole `generateContentRequest`, never both; counting makes no tokens and costs nothing. */
export function countedTokens(call: GeminiCall, modelFor: ModelFor): readonly ModalityCount[] {
	const request = readMessage('CountTokensRequest', parseJsonBody(call.bytes), call.apiVersion) as CountRequest;
	modelFor(call, 'countTokens');
	const inner = request.generateContentRequest;
	if (inner !== undefined && request.contents !== undefined) {
		throw invalidArgument('* CountTokensRequest: contents and generate_content_request must not both be set.\n');
	}
	if (inner !== undefined && !/^models\/[^/]+$/.test(inner.model ?? '')) {
		throw invalidArgument('* CountTokensRequest.generate_content_request.model: unexpected model name format\n');
	}
	const problem = contentsProblem(
		(inner ?? request).contents,
		inner === undefined ? 'CountTokensRequest' : 'GenerateContentRequest',
	);
	if (problem !== undefined) {
		throw invalidArgument(problem);
	}
	return promptTokens((inner ?? request) as GenerateRequest);
}
