// `npm start`: the extension in a real VS Code, against an emulator of Google's services, on this machine alone.
// --no-open prints the address only, --json prints one line for a machine, --desktop uses the VS Code on the PATH.
import { once } from 'node:events';
import { buildExtension } from './buildExtension.ts';
import { watchOwnEnd } from './children.ts';
import { startEmulator } from './emulatorProcess.ts';
import { openInBrowser } from './openInBrowser.ts';
import { serverPath } from './serverPath.ts';
import { clientFile, keepPorts, sampleWorkspace, wantedPorts } from './tryOut.ts';
import { openDesktop } from './tryOutDesktop.ts';
import { startTryOutServer } from './tryOutServer.ts';
import { vscodeFromNpm } from './vscodeFromNpm.ts';

const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter((flag) => !['--no-open', '--json', '--desktop'].includes(flag));
if (unknown.length > 0) {
	console.error(`Unknown: ${unknown.join(' ')}. Known are --no-open, --json and --desktop.`);
	process.exit(2);
}
const say = (text: string) => console.error(text);
watchOwnEnd();
try {
	await start();
} catch (error) {
	say(error instanceof Error ? error.message : String(error));
	process.exit(1);
}

async function start(): Promise<void> {
	const desktop = flags.has('--desktop');
	const ports = wantedPorts();
	const [extension, emulator] = await Promise.all([
		buildExtension({ onlyIfChanged: true }),
		startEmulator(ports.emulator),
		desktop ? undefined : vscodeFromNpm(say),
	]);
	if (extension.built) say('The extension was built and packaged anew.');
	const settings = { 'latchkey.emulator': emulator.door };
	const workspace = sampleWorkspace(emulator.clientJson);
	if (desktop) {
		openDesktop(extension.vsix, workspace, settings);
		tell('VS Code opens in a window of its own.', emulator.validKey);
		return await new Promise(() => undefined);
	}
	const server = await startTryOutServer(extension.vsix, settings, ports.vscode);
	keepPorts({ vscode: Number(new URL(server.origin).port), emulator: emulator.port });
	const address = server.url({ folder: serverPath(workspace) });
	if (flags.has('--json')) {
		console.log(JSON.stringify({ address, emulator: emulator.origin, key: emulator.validKey }));
	} else {
		const opened = !flags.has('--no-open') && openInBrowser(address);
		tell(`${opened ? 'Opened in your browser' : 'Open in a browser'}: ${address}`, emulator.validKey);
	}
	const serverEnded = once(server.process, 'exit').then(() => {
		throw new Error("VS Code's server has ended by itself; its log is .vscode-test/try-out/server/server.log");
	});
	const emulatorEnded = once(emulator.process, 'exit').then(() => {
		throw new Error('The emulator has ended by itself. Run npm start again.');
	});
	await Promise.race([serverEnded, emulatorEnded]);
}

function tell(where: string, key: string): void {
	console.log(`
${where}

  1. Press F1 and run "Latchkey: Add Gemini Profile"; paste this test key, which only the local emulator takes: ${key}
  2. Run "Latchkey: Open Request Panel", type a question, and send it with Ctrl+Enter (Cmd+Enter on a Mac).
  3. Run "Latchkey: Sign In to Gemini", choose Google and the file ${clientFile} of the folder, and approve on the
     emulator's consent page. Where no page of the emulator can lead back, paste the address the browser ends at.
  4. Add another profile with a wrong key, such as AIza-wrong, and "Save Anyway": the panel explains what Google says.
  5. Nothing leaves this machine: the status bar says "Emulator" as long as that is so.
  6. Ctrl+C here ends everything; what you stored is there again at the next "npm start".
`);
}
