/** One argument as a program would get it. */
export type Word = {
	readonly text: string;
	/** What of it a shell would have put something in for, and this one could not: `$NAME`, `$(command)`. */
	readonly unknown: readonly string[];
};

/** One command of a script. */
export type ShellCommand = {
	readonly words: readonly Word[];
	/** What it reads from its standard input, where that stands in the script: a here-document. */
	readonly input?: Word;
	/** The file its output goes to. */
	readonly output?: string;
};

/** A script, as far as it says what a request is. */
export type ShellScript = {
	readonly commands: readonly ShellCommand[];
	/** Every variable it sets, and to what. */
	readonly assigned: readonly (readonly [name: string, value: string])[];
	/** Whether a quotation mark is not closed: the command it stands in, and what would follow, are missing. */
	readonly isUnclosed: boolean;
};
