/** The policy that `cimp placement init` writes: a start, with a comment on every decision that the district makes. */

import { obtainableMathScores, standardMetScore } from "../../domain/tests.js";
import { policySchemaId } from "../../placement/policy.js";
import {
	defaultCheckpointDays,
	defaultMinimums,
	defaultRecourseDays,
	defaultThresholds,
} from "../../placement/policy-defaults.js";

const met = standardMetScore("math", 8);
const ends = obtainableMathScores(8);

const head = `# Placement policy for grade 9 mathematics (Education Code 51224.7), as \`cimp placement\` reads it.
# This file must say what the policy that your board adopted says. Change every line that does not.
# A reason beside a number is printed in the report:  {value: 10, reason: "school days of our calendar"}
schema: ${policySchemaId}
district: Example Union High
# Samples and training say here that their students do not exist; every page then says so too.
# invented: true
school_year: 2025-26
# Day on which the board adopted the policy at a regular public meeting.
# adopted: 2024-05-14
# version: "2"
`;

const clocks = `
# The statute asks for a checkpoint within the first month; how many days that is, the policy says.
checkpoint:
  within_days: ${defaultCheckpointDays.value} # calendar days
  # first_day: 2025-08-13 # first day of school

# Clear and timely recourse for students and parents who question a placement; school days.
recourse:
  file_within_school_days: ${defaultRecourseDays.value}
  decide_within_school_days: ${defaultRecourseDays.value}
`;

const ladder = `
# Courses from low to high. Courses of one level are equivalent pathways. Write titles as the roster writes them;
# capitals, blanks and punctuation do not matter. \`cimp placement map-courses\` lists titles that are missing here.
ladder:
  - level: 1
    courses: [Algebra I, Math I, Integrated Math I]
  - level: 2
    courses: [Geometry, Math II, Integrated Math II]
  - level: 3
    courses: [Algebra II, Math III, Integrated Math III]
# Below the lowest level: students who qualify for a level of the ladder are held back there.
below_ladder: [Pre-Algebra]
# No part of the comparison; counted aloud.
outside_ladder: [SDC Math]
`;

const measures = `
# Objective academic measures. \`column\` is the heading in the roster. A missing measure is never "not met".
# Types: scale_score and number (with a range: values outside are missing), letter (A+ to F), level (1 to 4).
measures:
  - id: caaspp8
    column: caaspp_math_8
    type: scale_score
    range: [${ends?.[0]}, ${ends?.[1]}] # lowest and highest obtainable, grade 8 mathematics
    op: ">="
    cut: ${met} # lowest score of "Standard Met"
    reason: "the state's own standard"
  - id: grade8
    column: math_grade_8
    type: letter
    op: ">="
    cut: C # C- does not meet it; write C- if it does
    reason: "passed with a C or better"
  - id: mdtp
    column: mdtp_pct
    type: number
    range: [0, 100]
    op: ">="
    cut: 70
    reason: "readiness test, percent correct"

# The first rule that names a student's prior course decides. \`require\` combines measures by all, any, or at_least … of,
# also inside one another; {all: []} asks for nothing.
rules:
  - prior_course: [Math 8]
    qualifies_for: 1
    require: {all: []}
  - prior_course: [Algebra I, Math I, Integrated Math I]
    qualifies_for: 2
    require: {at_least: 2, of: [caaspp8, grade8, mdtp]}
    reason: "two of three, so that no single test decides"
  - prior_course: [Geometry, Math II, Integrated Math II]
    qualifies_for: 3
    require: {at_least: 2, of: [caaspp8, grade8, mdtp]}

# A grade with which the prior course counts as completed (Education Code 51228.2); without this, repeats are counted
# whatever the grade.
completion: {measure: grade8, at_least: C}

# Several races in one cell: federal (Hispanic or Latino whatever else is named, else two or more races) or multiple.
several_races: federal
`;

function numbers(): string {
	const { publishedStudents, testedStudents, heldBackInBoth, expectedHeldBack } = defaultMinimums;
	const { placedRatio, riskRatio, gapShare, falseDiscoveryRate } = defaultThresholds;
	const { ideaRiskRatio, ideaCell, ideaStudents, ideaYears } = defaultThresholds;
	return `
# Conventions, not law: the statute names no number. Each is printed with its source in the report.
minimums:
  published_students: ${publishedStudents.value} # smaller groups are withheld; ${publishedStudents.source}
  tested_students: ${testedStudents.value} # in a group and in all others; ${testedStudents.source}
  held_back_in_both: ${heldBackInBoth.value} # in group and others together; ${heldBackInBoth.source}
  expected_held_back: ${expectedHeldBack.value} # in the group, if nothing differed; ${expectedHeldBack.source}
thresholds:
  placed_ratio: ${placedRatio.value} # ${placedRatio.source}
  risk_ratio: ${riskRatio.value} # ${riskRatio.source}
  gap_points: ${gapShare.value * 100} # percentage points; ${gapShare.source}
  false_discovery_rate: ${falseDiscoveryRate.value} # ${falseDiscoveryRate.source}
  idea_risk_ratio: ${ideaRiskRatio.value} # ${ideaRiskRatio.source}
  idea_cell: ${ideaCell.value} # ${ideaCell.source}
  idea_students: ${ideaStudents.value} # ${ideaStudents.source}
  idea_years: ${ideaYears.value} # ${ideaYears.source}
`;
}

/** The whole file. */
export const policyTemplate = (): string => `${head}${clocks}${ladder}${measures}${numbers()}`;
