import type { EmulatorState } from '../routing.ts';
import type { MetadataState } from './metadataState.ts';

/** Switches the metadata server on and off; it is off at first. */
export type MetadataControls = {
	readonly current: Readonly<MetadataState>;
	/** With the service account that is attached to the machine, and what it may do there. */
	turnOn(machine?: Partial<Pick<MetadataState, 'email' | 'scopes'>>): void;
	turnOff(): void;
};

export function metadataControls({ metadata, serviceAccounts }: EmulatorState): MetadataControls {
	return {
		get current() {
			return { ...metadata };
		},
		turnOn: ({ email = metadata.email, scopes = metadata.scopes } = {}) => {
			Object.assign(metadata, { on: true, email: serviceAccounts.of(email).email, scopes });
		},
		turnOff: () => {
			metadata.on = false;
		},
	};
}
