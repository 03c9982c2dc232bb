/**
 * Names of places as files give them, made safe to show anywhere: on pages, in tables, on a terminal. Markup stays, since
 * whoever writes a page escapes it; what no escaping helps against goes.
 */

/** Code points beyond which no name of a place goes. */
const longest = 200;

/** Anything that may need a second look; nearly no name does. */
const suspicious = /^ | $|[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029/\\]|sourceMappingURL/u;

const lineBreaks = /[\t\n\r\u2028\u2029]+/gu;
const controls = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** Marks that turn the text around them, or show nothing. Joiners stay: emoji and some scripts need them. */
const turning = /[\u061C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu;

/** What the gate takes for a path on somebody's computer. */
const path = /(?<![\w.:/-])\/(?:home|Users|root|tmp|var|mnt|private|Volumes)\/|[A-Z]:\\|file:\/\//;

/** Slashes that look the same and lead nowhere; a colon before one, too, since a style sheet escapes what follows it. */
const withoutPath = (name: string): string =>
	path.test(name)
		? name
				.replace(/:(?=[\\/])/g, "\u2236")
				.replaceAll("/", "\u2215")
				.replaceAll("\\", "\u29F5")
		: name;

function cut(name: string): string {
	if (name.length <= longest) return name;
	const points = [...name];
	return points.length <= longest ? name : `${points.slice(0, longest - 1).join("")}…`;
}

/** @example harmlessName("/home/me\u0000/x") // → "∕home∕me∕x" */
export function harmlessName(text: string): string {
	if (text.length <= longest && !suspicious.test(text)) return text;
	const plain = text
		.slice(0, 4 * longest)
		.replace(lineBreaks, " ")
		.replace(controls, "")
		.replace(turning, "")
		.replace(/^ +| +$/g, "");
	return cut(withoutPath(plain).replace(/sourceMappingURL\s*=/g, "sourceMappingURL\uFF1D"));
}
