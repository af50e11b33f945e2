// `npm run bench`: what Latchkey costs, beside its neighbours in the same VS Code, in one run. Nothing is judged here.
// `npm run bench -- profiles` measures only what has that word in its name.
import { arch, cpus, platform } from 'node:os';
import { activation } from './activation.ts';
import { answers } from './answers.ts';
import { credentials } from './credentials.ts';
import { errors } from './errors.ts';
import { loadTime } from './loadTime.ts';
import { panel } from './panel.ts';
import { serviceAccounts } from './serviceAccounts.ts';
import { sizes } from './sizes.ts';
import { streams } from './streams.ts';
import { thousandProfiles } from './thousandProfiles.ts';

const words = process.argv.slice(2);

console.log(`${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
for (const [name, measure] of Object.entries({
	sizes,
	loadTime,
	activation,
	errors,
	credentials,
	serviceAccounts,
	streams,
	answers,
	panel,
	thousandProfiles,
})) {
	if (words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase()))) {
		await measure();
	}
}
