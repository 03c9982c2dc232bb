/** Headings that only a table of single students has. */

const studentColumns = [
	"studentid",
	"studentnumber",
	"statestudentid",
	"stateid",
	"stuid",
	"ssid",
	"localid",
	"sisid",
	"pupilid",
	"studentname",
	"firstname",
	"lastname",
	"middlename",
	"fullname",
	"birthdate",
	"dateofbirth",
	"dob",
	"birthday",
	"studentemail",
	"guardian",
	"homeaddress",
];

export const isStudentColumn = (heading: string): boolean =>
	studentColumns.includes(heading.toLowerCase().replace(/[^a-z0-9]/g, ""));
