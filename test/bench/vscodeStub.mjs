// Makes `vscode` importable in plain Node, so that the load of a bundle can be timed by itself.
import { registerHooks } from 'node:module';
import { commonjsSource, moduleSource } from './vscodeSource.mjs';

const sources = { commonjs: commonjsSource, module: moduleSource };

registerHooks({
	resolve: (specifier, context, next) =>
		specifier === 'vscode'
			? {
					url: 'vscode-stub:',
					format: context.conditions.includes('require') ? 'commonjs' : 'module',
					shortCircuit: true,
				}
			: next(specifier, context),
	load: (url, context, next) =>
		url === 'vscode-stub:'
			? { format: context.format, source: sources[context.format], shortCircuit: true }
			: next(url, context),
});
