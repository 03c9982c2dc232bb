/** From single students to the counts of a school: the only place where students become numbers. */

import { type Subject, subjects } from "../domain/tests.js";
import type { Random } from "../stats/index.js";
import { addGroups } from "./membership.js";
import { levelOf, type PublishedScale, publishedScale, publishedScore } from "./published-scale.js";
import { type Classroom, forEachStudent, type Student } from "./students.js";
import { cellStart, fields, type TallyFrame } from "./tally.js";
import { type District, isOpen, type School, testedGrades, type World } from "./world.js";

const areasOf: Readonly<Record<Subject, number>> = { ela: 4, math: 3, science: 3 };

/** A student is above (below) the standard in an area from this many points over (under) it; the area adds noise of its own. */
const areaAbove = 35;
const areaBelow = -45;
const areaNoise = 150;

/** One subject in one classroom: where its counts go and how its scores are cut. */
interface Exam {
	readonly subject: Subject;
	/** Position in `subjects`. */
	readonly position: number;
	/** First cell of the subject and grade. */
	readonly start: number;
	readonly scale: PublishedScale;
}

/** Outcomes of one student in one exam, as increments of a cell. */
function fillOutcome(outcome: Float64Array, exam: Exam, student: Student, areas: Random): void {
	outcome.fill(0);
	outcome[fields.enrolled] = 1;
	outcome[fields.tested] = student.tested[exam.position] ? 1 : 0;
	if (!student.scored[exam.position]) return;
	const latent = student.latent[exam.position] ?? 0;
	const score = publishedScore(exam.scale, latent);
	outcome[fields.scored] = 1;
	outcome[fields.scoreSum] = score;
	outcome[fields.levels + levelOf(exam.scale, score) - 1] = 1;
	for (let area = 0; area < areasOf[exam.subject]; area++) {
		const points = latent + areaNoise * (areas.uniform() - 0.5);
		const place = points >= areaAbove ? 0 : points >= areaBelow ? 1 : 2;
		outcome[fields.areas + 3 * area + place] = 1;
	}
}

function examsOf(frame: TallyFrame, room: Classroom): Exam[] {
	const grade = frame.grades.indexOf(room.grade);
	return frame.subjects.flatMap((subject, index) =>
		testedGrades(room.school, subject).includes(room.grade)
			? [
					{
						subject,
						position: subjects.indexOf(subject),
						start: cellStart(frame, index, grade, 0),
						scale: publishedScale(subject, room.grade),
					},
				]
			: [],
	);
}

const sits = (exam: Exam, student: Student, grade: number): boolean =>
	exam.subject !== "science" || grade < 9 || student.scienceGrade === grade;

function tallyRoom(world: World, frame: TallyFrame, room: Classroom, tally: Float64Array): void {
	const exams = examsOf(frame, room);
	if (exams.length === 0) return;
	const areas = world.random.fork(`areas ${room.school.cds} ${room.grade} ${room.year} ${frame.subjects.join(" ")}`);
	const outcome = new Float64Array(fields.size);
	const positions: number[] = [];
	forEachStudent(world, room, (student) => {
		positions.length = 0;
		addGroups(student, room.year, (id) => {
			const position = frame.groupPosition[id] ?? -1;
			if (position >= 0) positions.push(position);
		});
		for (const exam of exams) {
			if (!sits(exam, student, room.grade)) continue;
			fillOutcome(outcome, exam, student, areas);
			for (const position of positions) {
				const start = exam.start + position * fields.size;
				for (let field = 0; field < fields.size; field++) {
					tally[start + field] = (tally[start + field] ?? 0) + (outcome[field] ?? 0);
				}
			}
		}
	});
}

/**
 * Counts of one school in one spring, single grades only.
 *
 * @param tally cleared array of the frame; left empty if the school is closed or tests no grade
 */
export function tallySchool(
	world: World,
	frame: TallyFrame,
	place: { readonly district: District; readonly school: School; readonly year: number },
	tally: Float64Array,
): void {
	if (!isOpen(place.school, place.year)) return;
	for (const grade of frame.grades) if (grade <= 12) tallyRoom(world, frame, { ...place, grade }, tally);
}
