/** Items under their key, in the order in which they came. (`Map.groupBy` is newer than the oldest Node we support.) */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
	const groups = new Map<Key, Item[]>();
	let last: { readonly key: Key; readonly group: Item[] } | undefined;
	for (const item of items) {
		const key = keyOf(item);
		// Items of one group often follow one another.
		if (last === undefined || key !== last.key) {
			last = { key, group: groups.get(key) ?? [] };
			groups.set(key, last.group);
		}
		last.group.push(item);
	}
	return groups;
}
