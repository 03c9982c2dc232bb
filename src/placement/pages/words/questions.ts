/** Standing questions and prompts: for the end of the report and for the protocol. No cause is claimed. */

export const noticeWonder = {
	notice: [
		"What do you see in the first figure, before anyone explains it?",
		"At which step of the process map do the numbers fall most?",
		"Which groups can’t be judged with these numbers?",
	],
	wonder: [
		"What surprises you?",
		"What would you want to know next, and who knows it?",
		"What would you expect to see next year?",
	],
};

/** Branches of the fishbone, each with its prompts; the bones stay empty. */
export const fishbone: readonly { readonly branch: string; readonly prompts: readonly string[] }[] = [
	{
		branch: "Measures",
		prompts: [
			"Who lacks a measure, and when could it be given?",
			"Which measure decides most often?",
			"Is any of them a judgment?",
		],
	},
	{
		branch: "Timing",
		prompts: ["When are schedules built, and when do scores arrive?", "Who is looked at again within the first month?"],
	},
	{
		branch: "Counseling",
		prompts: [
			"Who enters the first placement, and from what screen?",
			"Who may set the rule aside, and where is that written?",
		],
	},
	{
		branch: "Capacity",
		prompts: ["How many sections are offered at each level?", "What happens when a section is full?"],
	},
	{
		branch: "Articulation",
		prompts: ["What do sending schools send, and how?", "Is a course of the same name the same course?"],
	},
	{
		branch: "Family notice",
		prompts: [
			"Who is told what a student qualified for, in which language, and when?",
			"Who asks for another look, and who does not?",
		],
	},
];

export const questionPrompt =
	"Raised by a rule from the numbers above. It claims no cause; the people who know the process answer it.";
