# The naive check: fields cut at every delimiter, quotes taken off, no header line trusted for anything but names.
# awk -v out=FILE -f select.awk FILE...   (no value of the generated files holds a delimiter)
BEGIN {
	split("1 31 78 80 128 160", list, " ")
	for (i in list) wanted[list[i]] = 1
	print "cds,year,test,grade,group,enrolled,tested,scored,mean_scale_score,percent_met" > out
}
{ sub(/\r$/, "") }
FNR == 1 {
	FS = index($0, "^") ? "^" : ","
	if (FS == "^") FS = "[\\^]"
	gsub(/"/, "")
	$0 = $0
	split("", at)
	for (i = 1; i <= NF; i++) at[$i] = i
	county = at["County Code"]; district = at["District Code"]; school = at["School Code"]
	year = at["Test Year"]; grade = at["Grade"]
	test = at["Test Id"] ? at["Test Id"] : at["Test ID"]
	group = at["Subgroup ID"] ? at["Subgroup ID"] : at["Student Group ID"]
	tested = at["Students Tested"] ? at["Students Tested"] : at["Total Students Tested"]
	scored = at["Students with Scores"] ? at["Students with Scores"] : at["Total Students Tested with Scores"]
	enrolled = at["CAASPP Reported Enrollment"]
	if (!enrolled) enrolled = at["Students Enrolled"] ? at["Students Enrolled"] : at["Total Students Enrolled"]
	mean = at["Mean Scale Score"]; met = at["Percentage Standard Met and Above"]
	next
}
$test ~ /^"?2"?$/ && $grade ~ /^"?13"?$/ && $school !~ /^"?0000000"?$/ {
	gsub(/"/, "")
	if ($group in wanted)
		print $county $district $school "," $year "," $test "," $grade "," $group "," $enrolled "," $tested "," $scored "," $mean "," $met > out
}
